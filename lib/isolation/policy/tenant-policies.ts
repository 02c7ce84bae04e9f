import type { Scope } from '../scope';
import { BOUNDARY_GRANTS } from './boundary-grants';
import { DEPLOY_GRANTS } from './deploy-grants';
import { EXECUTION_GRANTS } from './execution-grants';
import type { GrantRule } from './grant-rule';

/** What a cell says once for the roles of all of its tenants, by the last word of the policy's name. */
const TENANT_POLICIES = {
  boundary: BOUNDARY_GRANTS,
  deploy: DEPLOY_GRANTS,
  execution: EXECUTION_GRANTS,
  'execution-edge': EXECUTION_GRANTS,
} as const satisfies Readonly<Record<string, readonly [GrantRule, ...GrantRule[]]>>;

export type TenantPolicy = keyof typeof TENANT_POLICIES;

const NAMES: readonly TenantPolicy[] = ['boundary', 'deploy', 'execution', 'execution-edge'];

function policyName(policy: TenantPolicy, { subject }: Scope): string {
  return `cell--${subject.cell.id}--tenant-${policy}`;
}

/** The policy of the own cell as others name it: only what stands on this path, and only under these names. */
export function policyArn(policy: TenantPolicy, scope: Scope): string {
  const { subject, names } = scope;
  return `arn:aws:iam::${subject.cell.account}:policy${names.policiesPath}${policyName(policy, scope)}`;
}

/** Which policy has the name; undefined for a name that no rule knows. */
export function policyNamed(name: string, scope: Scope): TenantPolicy | undefined {
  return NAMES.find((policy) => policyName(policy, scope) === name);
}

/** What the policy may grant. */
export function grantsOf(policy: TenantPolicy): readonly [GrantRule, ...GrantRule[]] {
  return TENANT_POLICIES[policy];
}
