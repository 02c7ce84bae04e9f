import type { Json } from '../../../plan/value-changes';
import { isTrusted } from './permissions';
import { authorize } from './principal';
import type { Principal, Sessions } from './principal';
import { textOf } from './sdk-module';
import type { CommandHandler } from './sdk-module';
import { accessDenied, ServiceFault } from './service-fault';

/** A role that is there. */
export interface FoundRole {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly trust: Json;
  /** Policy documents of the role, as they are when it is called. */
  readonly policies: () => readonly Json[];
}

/** STS: hands out sessions of roles that trust the caller. */
export function stsCommands(
  findRole: (arn: string) => FoundRole | undefined,
  sessions: Sessions,
): Readonly<Record<string, CommandHandler>> {
  return {
    AssumeRoleCommand: (input, principal) => {
      const [arn, sessionName] = [textOf(input, 'RoleArn'), textOf(input, 'RoleSessionName')];
      authorize(principal, 'sts:AssumeRole', arn);
      const role = findRole(arn);
      if (role === undefined || !isTrusted(role.trust, principal.roleArn)) {
        throw accessDenied(principal.sessionArn, 'sts:AssumeRole', arn);
      }
      return { Credentials: sessions.issue(sessionOf(role, sessionName)) };
    },
  };
}

/** Whoever has taken a role. */
export function sessionOf({ arn, account, region, policies }: FoundRole, sessionName: string): Principal {
  const name = arn.split('/').at(-1) ?? '';
  return {
    roleArn: arn,
    sessionArn: `arn:aws:sts::${account}:assumed-role/${name}/${sessionName}`,
    account,
    region,
    policies,
  };
}

/** CloudFront: takes invalidations of distributions that are there, and has no cache to drop anything from. */
export function cloudFrontCommands(
  isDistribution: (id: string) => boolean,
): Readonly<Record<string, CommandHandler>> {
  return {
    CreateInvalidationCommand: (input, principal) => {
      const id = textOf(input, 'DistributionId');
      const arn = `arn:aws:cloudfront::${principal.account}:distribution/${id}`;
      authorize(principal, 'cloudfront:CreateInvalidation', arn);
      if (!isDistribution(id)) {
        throw new ServiceFault('NoSuchDistribution', `The specified distribution does not exist: ${id}`, 404);
      }
      return { Invalidation: { Id: `I${id}`, Status: 'Completed' } };
    },
  };
}
