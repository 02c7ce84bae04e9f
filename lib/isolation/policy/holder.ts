import type { Scope } from '../scope';
import { isHeldTo, valuesOf } from './condition';
import type { Conditions } from './condition';

/** The tag that says whose a role or resource is. */
const TENANT_TAG = 'multiplex:tenant';

/**
 * In a policy of a cell: the tenant of the role that holds it. The roles that hold these policies are of stacks that are
 * proved to tag them with their tenant, and to let nobody tag a session; so it stands for one id, whole, like a mark.
 */
export const HOLDER = `\${aws:PrincipalTag/${TENANT_TAG}}`;

/** `tenant--` and the holder: others are told apart by what must come after it. */
export const HOLDER_STACK = `tenant--${HOLDER}`;

/** The tenant's own roles, by ARN. */
export function holderRole(role: 'data' | 'deploy' | 'execution', { names, subject }: Scope): string {
  const path = role === 'data' ? names.tenantsRolePath : names.deployersRolePath;
  return `arn:aws:iam::${subject.cell.account}:role${path}${HOLDER_STACK}--${role}`;
}

const isHolder = (value: string): boolean => value === HOLDER;

/** Whether the resource must be of the holder already. */
export function isOfHolder(conditions: Conditions): boolean {
  return isHeldTo(conditions, ['StringEquals'], `aws:ResourceTag/${TENANT_TAG}`, isHolder);
}

/** Whether the request must give the resource to the holder, and to nobody else. */
export function isGivenToHolder(conditions: Conditions): boolean {
  return isHeldTo(conditions, ['StringEquals'], `aws:RequestTag/${TENANT_TAG}`, isHolder);
}

/** Whether the resource must be nobody's yet: what has a tenant is never given to another. */
export function isNobodys(conditions: Conditions): boolean {
  return isHeldTo(conditions, ['Null'], `aws:ResourceTag/${TENANT_TAG}`, (value) => value === 'true');
}

/** Whether a request that writes the tag must name the holder; one that leaves it alone may pass. */
export function isKeptByHolder(conditions: Conditions): boolean {
  const written = valuesOf(conditions, 'StringEqualsIfExists', `aws:RequestTag/${TENANT_TAG}`);
  return (
    isGivenToHolder(conditions) || (written !== undefined && written.length > 0 && written.every(isHolder))
  );
}
