import { CELL_GRANTS } from '../policy/cell-grants';
import { decide } from '../policy/grant-rule';
import { readGrants } from '../policy/statement';
import { TENANT_GRANTS } from '../policy/tenant-grants';
import { proveTrust } from '../policy/trust';
import { breaks, holds } from '../proof';
import { isList } from '../template';
import { textOf } from '../text';
import { policyArn } from '../policy/tenant-policies';
import { ownName, ownTags } from './named';
import { each, isAccepted, mapping, oneOf, setting } from './property-rule';
import type { PropertyRule } from './property-rule';
import type { TypeRule } from './type-rule';

/** What the holder of a role may do. */
const grants: PropertyRule = (document, at) => {
  const rules = at.scope.subject.kind === 'tenant' ? TENANT_GRANTS : CELL_GRANTS;
  for (const grant of readGrants(document, 'identity', at)) {
    decide(grant, rules);
  }
};

const noPolicyFromElsewhere: PropertyRule = (value, at) => {
  if (!isList(value) || value.length > 0) {
    breaks(
      at,
      'attached-policy',
      'nobody can say what a managed policy grants tomorrow; write its statements here',
      {
        target: isList(value)
          ? value.map((one) => textOf(one, at.scope)).join(', ')
          : textOf(value, at.scope),
      },
    );
  }
};

/** All tenants trust what stands on the services' path, so a tenant’s role must never stand there. */
const rolePath: PropertyRule = (value, at) => {
  const { subject, names } = at.scope;
  const own = subject.kind === 'tenant' ? names.tenantsRolePath : names.servicesRolePath;
  const path = textOf(value, at.scope);
  if (path === own) {
    holds(
      at,
      'own-role-path',
      `it is the path of the ${subject.kind === 'tenant' ? 'tenants' : 'services'}`,
      {
        target: path,
      },
    );
  } else {
    breaks(at, 'own-role-path', `it is not ${own}`, { target: path });
  }
};

const ownRoles: PropertyRule = each((value, at) => {
  const role = textOf(value, at.scope);
  if (isAccepted(role, { own: { 'AWS::IAM::Role': [''] } }, at.scope)) {
    holds(at, 'attached-policy', 'the role is of this stack', { target: role });
  } else {
    breaks(at, 'attached-policy', 'the role is not of this stack', { target: role });
  }
});

/** A boundary grants nothing; which it is matters to whoever may make roles only with that one. */
const ownBoundary = oneOf('tenant-policy', 'the boundary of the own cell', {
  texts: (scope) => [policyArn('boundary', scope)],
});

export const ROLE: TypeRule = {
  reaches: 'all that its statements grant; whoever may take it',
  properties: {
    AssumeRolePolicyDocument: proveTrust,
    Description: setting,
    ManagedPolicyArns: noPolicyFromElsewhere,
    MaxSessionDuration: setting,
    Path: rolePath,
    PermissionsBoundary: ownBoundary,
    Policies: each(mapping({ PolicyDocument: grants, PolicyName: setting })),
    RoleName: ownName,
    Tags: ownTags,
  },
};

export const POLICY: TypeRule = {
  reaches: 'all that its statements grant to the roles that it is attached to',
  properties: { PolicyDocument: grants, PolicyName: setting, Roles: ownRoles },
};
