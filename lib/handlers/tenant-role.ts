import { AssumeRoleCommand, STSClient, type STSClientConfig } from '@aws-sdk/client-sts';

import { persist, type Patience, type RetryLimits } from './fence/persistence';
import { isDenied, isTransient } from './service-error';

/** What every write of a request is signed with. Never logged, never answered. */
export interface TenantCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** Hands out credentials of a role. */
export interface RoleDesk {
  /** @throws AccessDenied when the role does not exist, does not trust us, or is not known everywhere yet. */
  assume(roleArn: string, sessionName: string, signal: AbortSignal): Promise<TenantCredentials>;
}

/** IAM spreads a new role within seconds, now and then within a minute: thirteen tries over about a minute. */
const ROLE_RETRIES: RetryLimits = { attempts: 14, firstDelayMs: 1_000, longestDelayMs: 8_000 };

/** STS takes session names of 2 to 64 of these characters. */
const SESSION_NAME_LENGTH_MAX = 64;
const SESSION_NAME_FOREIGN = /[^A-Za-z0-9_+=,.@-]/g;

/** The shortest session STS hands out; no request runs longer. */
const SESSION_SECONDS = 900;

/** The one role that writes for a tenant. `rolePathArn` ends in `/tenants/`. */
export function tenantRoleArn(rolePathArn: string, tenant: string): string {
  return `${rolePathArn}tenant--${tenant}--data`;
}

/** Names tenant and request in CloudTrail: `acme@<request id>`. */
export function sessionName(tenant: string, requestId: string): string {
  return `${tenant}@${requestId.replace(SESSION_NAME_FOREIGN, '-')}`.slice(0, SESSION_NAME_LENGTH_MAX);
}

/**
 * Assumes a tenant's role, waiting out the seconds in which a role made moments ago is not known everywhere.
 *
 * @throws AccessDenied when it is still denied after about a minute.
 */
export function assumeTenantRole(
  desk: RoleDesk,
  roleArn: string,
  session: string,
  patience: Patience,
): Promise<TenantCredentials> {
  return persist(
    patience,
    () => desk.assume(roleArn, session, patience.signal),
    ROLE_RETRIES,
    (error) => isDenied(error) || isTransient(error),
  );
}

export function stsRoleDesk(config: STSClientConfig): RoleDesk {
  const client = new STSClient(config);
  return {
    assume: async (roleArn, session, signal) => {
      const command = new AssumeRoleCommand({
        RoleArn: roleArn,
        RoleSessionName: session,
        DurationSeconds: SESSION_SECONDS,
      });
      const { Credentials: given } = await client.send(command, { abortSignal: signal });
      if (!given?.AccessKeyId || !given.SecretAccessKey || !given.SessionToken) {
        throw new Error('STS gave no credentials');
      }
      return {
        accessKeyId: given.AccessKeyId,
        secretAccessKey: given.SecretAccessKey,
        sessionToken: given.SessionToken,
      };
    },
  };
}
