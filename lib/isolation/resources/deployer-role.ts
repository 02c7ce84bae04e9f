import { proveDeployerTrust } from '../policy/deployer-trust';
import type { DeployerRole } from '../policy/deployer-trust';
import { policyArn } from '../policy/tenant-policies';
import type { TenantPolicy } from '../policy/tenant-policies';
import { breaks, holds, inside } from '../proof';
import type { At } from '../proof';
import { isMapping, listOf, mappingAt } from '../template';
import { textOf } from '../text';
import { ownTags } from './named';
import { oneOf, setting } from './property-rule';
import type { PropertyRule } from './property-rule';
import type { TypeRule } from './type-rule';

const POLICIES: Readonly<Record<DeployerRole, readonly TenantPolicy[]>> = {
  deploy: ['deploy'],
  execution: ['execution', 'execution-edge'],
};

/** Which of the two the role is: its name says so, and everything else is held to that. */
function roleOf({ scope, resource }: At): DeployerRole | undefined {
  const { RoleName: name } = mappingAt(scope.resources[resource], 'Properties');
  const text = textOf(name, scope);
  return (['deploy', 'execution'] as const).find((role) => text === `${scope.names.stackName}--${role}`);
}

const roleName: PropertyRule = (value, at) => {
  const name = textOf(value, at.scope);
  if (roleOf(at) === undefined) {
    breaks(at, 'own-name', 'it is neither the deploy nor the execution role of the tenant', { target: name });
  } else {
    holds(at, 'own-name', 'it is a role that the tenant is deployed with', { target: name });
  }
};

const trust: PropertyRule = (document, at) => {
  const role = roleOf(at);
  if (role === undefined) {
    breaks(at, 'own-deployer', 'nobody can say who may take it without its name');
  } else {
    proveDeployerTrust(document, role, at);
  }
};

const policies: PropertyRule = (value, at) => {
  const role = roleOf(at);
  const allowed = role === undefined ? [] : POLICIES[role].map((policy) => policyArn(policy, at.scope));
  listOf(value).forEach((one, index) => {
    const arn = textOf(one, at.scope);
    if (allowed.includes(arn)) {
      holds(inside(at, index), 'tenant-policy', 'the cell says what it grants', { target: arn });
    } else {
      breaks(inside(at, index), 'tenant-policy', `it is none of ${allowed.join(', ')}`, { target: arn });
    }
  });
};

/** The policies of the cell are about whoever the tag names, so a role without it would be about nobody. */
const tags: PropertyRule = (value, at) => {
  ownTags(value, at);
  const isTagged = listOf(value).some(
    (tag) => isMapping(tag) && textOf(tag['Key'], at.scope) === 'multiplex:tenant',
  );
  if (isTagged) {
    holds(at, 'tagged-role', 'multiplex:tenant is this tenant');
  } else {
    breaks(at, 'tagged-role', 'there is no tag multiplex:tenant');
  }
};

export const DEPLOYER_ROLE: TypeRule = {
  reaches: 'all that the cell’s policies grant for the tenant in its tag; whoever may take it',
  required: ['AssumeRolePolicyDocument', 'ManagedPolicyArns', 'Path', 'RoleName', 'Tags'],
  properties: {
    AssumeRolePolicyDocument: trust,
    Description: setting,
    ManagedPolicyArns: policies,
    MaxSessionDuration: setting,
    Path: oneOf('own-role-path', 'the path of those who deploy', {
      texts: ({ names }) => [names.deployersRolePath],
    }),
    RoleName: roleName,
    Tags: tags,
  },
};
