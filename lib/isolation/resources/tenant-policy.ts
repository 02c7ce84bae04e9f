import { decide } from '../policy/grant-rule';
import { readGrants } from '../policy/statement';
import { grantsOf, policyNamed } from '../policy/tenant-policies';
import type { TenantPolicy } from '../policy/tenant-policies';
import { breaks, holds } from '../proof';
import type { At } from '../proof';
import { mappingAt } from '../template';
import { textOf } from '../text';
import { oneOf, setting } from './property-rule';
import type { PropertyRule } from './property-rule';
import type { TypeRule } from './type-rule';

/** A policy's name decides what it may grant, so that roles can be held to names. */
const policyName: PropertyRule = (value, at) => {
  const name = textOf(value, at.scope);
  if (policyNamed(name, at.scope) === undefined) {
    breaks(at, 'tenant-policy', 'no rule says what a policy of this name may grant', { target: name });
  } else {
    holds(at, 'tenant-policy', 'it is one that roles of tenants are held to', { target: name });
  }
};

const grants: PropertyRule = (document, at) => {
  const policy = policyOf(at);
  if (policy === undefined) {
    breaks(at, 'tenant-policy', 'nobody can say what it may grant without its name');
    return;
  }
  for (const grant of readGrants(document, 'identity', at)) {
    decide(grant, grantsOf(policy));
  }
};

function policyOf({ scope, resource }: At): TenantPolicy | undefined {
  const { ManagedPolicyName: name } = mappingAt(scope.resources[resource], 'Properties');
  return policyNamed(textOf(name, scope), scope);
}

export const TENANT_POLICY: TypeRule = {
  reaches:
    'all that its statements grant to the roles that tenants are deployed with, for the tenant in their tag',
  required: ['ManagedPolicyName', 'Path', 'PolicyDocument'],
  properties: {
    Description: setting,
    ManagedPolicyName: policyName,
    Path: oneOf('tenant-policy', 'the path of the cell’s policies', {
      texts: ({ names }) => [names.policiesPath],
    }),
    PolicyDocument: grants,
  },
};
