import type { Json } from '../../../plan/value-changes';
import { isAllowed } from './permissions';
import { accessDenied } from './service-fault';

/** Who calls a service, and what their role allows. */
export interface Principal {
  /** ARN of the role. */
  readonly roleArn: string;
  /** `arn:aws:sts::111122223333:assumed-role/tenant--rally-north--data/rally-north@…`, as errors name it. */
  readonly sessionArn: string;
  readonly account: string;
  readonly region: string;
  /** Policy documents of the role, as they are now. */
  readonly policies: () => readonly Json[];
}

/** @throws ServiceFault AccessDenied when the policies of the role do not allow it. */
export function authorize(
  principal: Principal,
  action: string,
  resource: string,
  context: Readonly<Record<string, readonly string[]>> = {},
): void {
  if (!isAllowed(principal.policies(), { action, resource, context })) {
    throw accessDenied(principal.sessionArn, action, resource);
  }
}

/** More than can be in use at once: a request has one. */
const SESSIONS_KEPT = 1_000;

/** Credentials that were handed out, and to whom. */
export class Sessions {
  private readonly principals = new Map<string, Principal>();
  private issued = 0;

  /** Credentials in the form of STS. */
  issue(principal: Principal): IssuedCredentials {
    this.issued += 1;
    const accessKeyId = `ASIALOCAL${String(this.issued).padStart(11, '0')}`;
    this.principals.set(accessKeyId, principal);
    this.principals.delete(
      this.principals.size > SESSIONS_KEPT ? (this.principals.keys().next().value ?? '') : '',
    );
    return { AccessKeyId: accessKeyId, SecretAccessKey: 'local', SessionToken: accessKeyId };
  }

  /** Whom credentials were issued to; undefined for those of nobody. */
  holder(accessKeyId: string): Principal | undefined {
    return this.principals.get(accessKeyId);
  }
}

export interface IssuedCredentials {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken: string;
}
