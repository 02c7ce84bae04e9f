import { plantingsIn } from '../planting';
import type { Editable, Planting, Row } from '../planting';

type Role = 'Deploy' | 'Execution';

function set(role: Role, path: string, value: Editable): Planting['plant'] {
  return (edit) => {
    edit.set(`Resources.${role}.Properties.${path}`, value);
  };
}

/** Replaces a text wherever the role says it. */
function rewritten(role: Role, from: RegExp, to: string): Planting['plant'] {
  return (edit) => {
    const path = `Resources.${role}.Properties`;
    const text = JSON.stringify(edit.find(path));
    const changed = text.replace(from, to);
    if (changed === text) {
      throw new Error(`${role} does not say ${from.source}`);
    }
    edit.set(path, JSON.parse(changed) as Editable);
  };
}

const WORKFLOW = 'AssumeRolePolicyDocument.Statement.0';
const PRINCIPALS = 'AssumeRolePolicyDocument.Statement.1';
const SERVICE = 'AssumeRolePolicyDocument.Statement.0';

const ROWS: readonly Row[] = [
  [
    'workflows of every environment may deploy',
    rewritten('Deploy', /environment:tenants\/[a-z0-9-]+/, 'environment:tenants/*'),
    'own-deployer',
    'no StringEquals holds',
  ],
  [
    'workflows of an environment that begins alike may deploy',
    rewritten('Deploy', /(environment:tenants\/[a-z0-9-]+)/, '$1-2'),
    'own-deployer',
    'no StringEquals holds',
  ],
  [
    'workflows are compared by a pattern',
    rewritten('Deploy', /"StringEquals"/, '"StringLike"'),
    'own-deployer',
    'no StringEquals holds',
  ],
  [
    'tokens for another audience are taken',
    rewritten('Deploy', /"sts.amazonaws.com"/, '"https://example.com"'),
    'own-deployer',
    'no StringEquals holds',
  ],
  [
    'any provider is believed',
    set('Deploy', `${WORKFLOW}.Principal`, {
      Federated: 'arn:aws:iam::111122223333:oidc-provider/accounts.example.com',
    }),
    'own-deployer',
    'is not the provider of the cell’s workflows',
  ],
  [
    'a workflow tags its session',
    set('Deploy', `${WORKFLOW}.Action`, ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession']),
    'own-deployer',
    'sts:TagSession is not',
  ],
  [
    'a role that nobody named may deploy',
    set('Deploy', `${PRINCIPALS}.Principal`, { AWS: 'arn:aws:iam::999900001111:role/other' }),
    'own-deployer',
    'is no role that the fleet names',
  ],
  [
    'a named role tags its session',
    set('Deploy', `${PRINCIPALS}.Action`, ['sts:AssumeRole', 'sts:TagSession']),
    'own-deployer',
    'sts:TagSession is not sts:AssumeRole',
  ],
  ['everybody may deploy', set('Deploy', `${PRINCIPALS}.Principal`, '*'), 'no-everyone', 'everyone'],
  [
    'CloudFormation may take the deploy role',
    set('Deploy', `${PRINCIPALS}.Principal`, { Service: 'cloudformation.amazonaws.com' }),
    'own-deployer',
    'cloudformation.amazonaws.com is',
  ],
  [
    'the execution role is taken by a person',
    set('Execution', `${SERVICE}.Principal`, { AWS: 'arn:aws:iam::999900001111:role/platform/deployer' }),
    'own-deployment',
    'is not cloudformation.amazonaws.com',
  ],
  [
    'the execution role is taken for stacks that begin alike',
    rewritten('Execution', /(stack\/tenant--[a-z0-9-]+)\/\*/, '$1*'),
    'own-deployment',
    'no condition holds aws:SourceArn',
  ],
  [
    'the execution role is taken for any stack of the account',
    rewritten('Execution', /"ArnLikeIfExists":\{[^}]*\}/, '"ArnLikeIfExists":{}'),
    'own-deployment',
    'no condition holds aws:SourceArn',
  ],
  [
    'the execution role is an administrator',
    set('Execution', 'ManagedPolicyArns', ['arn:aws:iam::aws:policy/AdministratorAccess']),
    'tenant-policy',
    'it is none of',
  ],
  [
    'the deploy role may do what CloudFormation may',
    rewritten('Deploy', /--tenant-deploy/, '--tenant-execution'),
    'tenant-policy',
    'it is none of',
  ],
  [
    'the policy is of another cell',
    rewritten('Deploy', /cell--[a-z0-9-]+?--tenant-deploy/, 'cell--other--tenant-deploy'),
    'tenant-policy',
    'it is none of',
  ],
  [
    'the role has a policy of its own',
    set('Deploy', 'Policies', [
      { PolicyName: 'more', PolicyDocument: { Version: '2012-10-17', Statement: [] } },
    ]),
    'known-property',
    'no rule examines Policies',
  ],
  ['the role has no tag', set('Deploy', 'Tags', []), 'tagged-role', 'there is no tag multiplex:tenant'],
  [
    'the role is tagged with another tenant',
    rewritten('Deploy', /("Key":"multiplex:tenant","Value":")[^"]*/, '$1rally-east'),
    'own-tags',
    'multiplex:tenant is',
  ],
  [
    'the tag is written in another case',
    rewritten('Deploy', /("Key":")multiplex:tenant(","Value":")[^"]*/, '$1Multiplex:Tenant$2rally-east'),
    'own-tags',
    'Multiplex:Tenant is',
  ],
  [
    'the role stands where the services of the cell do',
    rewritten('Deploy', /\/deployers\//, '/services/'),
    'own-role-path',
    'it is not the path of those who deploy',
  ],
  [
    'the role is called like a data role',
    rewritten('Deploy', /("RoleName":"[^"]*)--deploy/, '$1--data'),
    'own-name',
    'neither the deploy nor the execution role',
  ],
];

export const DEPLOYER_PLANTINGS = [
  ...plantingsIn('with roles: access/northlight-canary', ROWS),
  // The same of whoever will be a tenant.
  ...plantingsIn('any access', ROWS),
];
