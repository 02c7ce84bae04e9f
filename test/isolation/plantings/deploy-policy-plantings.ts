import { plantingsIn } from '../planting';
import type { Row } from '../planting';
import { HOLDER, POLICIES, added, changed, rewritten } from '../policy-edits';

const ROWS: readonly Row[] = [
  [
    'the stack is named without its end',
    rewritten('deploy', 'OwnStack', `${HOLDER}/*`, `${HOLDER}*`),
    'holder-stack',
    'does not begin with',
  ],
  [
    'any stack of the account is changed',
    rewritten('deploy', 'OwnStack', `tenant--${HOLDER}/*`, '*'),
    'holder-stack',
    'does not begin with',
  ],
  [
    'the cell’s stack is changed',
    rewritten('deploy', 'OwnStackWithOwnRole', `tenant--${HOLDER}/`, 'cell--us-1/'),
    'holder-stack',
    'does not begin with',
  ],
  [
    'a change is made with any role',
    changed('deploy', 'OwnStackWithOwnRole', {
      Condition: { Null: { 'cloudformation:ImportResourceTypes': 'true' } },
    }),
    'holder-stack',
    'no condition holds cloudformation:RoleArn',
  ],
  [
    'a change is made with a role if one is said',
    rewritten('deploy', 'OwnStackWithOwnRole', '"StringEquals"', '"StringEqualsIfExists"'),
    'holder-stack',
    'no condition holds cloudformation:RoleArn',
  ],
  [
    'a stack takes in what another made',
    rewritten('deploy', 'OwnStackWithOwnRole', '"Null"', '"NullIfExists"'),
    'holder-stack',
    'ImportResourceTypes "true" is missing',
  ],
  [
    'stack sets are made',
    added('deploy', 'cloudformation:CreateStackSet', '*'),
    'holder-stack',
    'does not begin with',
  ],
  [
    'a stack is updated without a change set',
    changed('deploy', 'OwnStack', { Action: 'cloudformation:UpdateStack' }),
    'holder-stack',
    'not listed as a way to deploy a stack',
  ],
  [
    'the execution role of anybody is passed',
    rewritten('deploy', 'OwnExecutionRole', `tenant--${HOLDER}--execution`, '*'),
    'holder-execution-role',
    'is not iam:PassRole on',
  ],
  [
    'the execution role is passed to any service',
    changed('deploy', 'OwnExecutionRole', { Condition: {} }),
    'holder-execution-role',
    'no condition holds iam:PassedToService',
  ],
  [
    'files of anybody are written',
    rewritten('deploy', 'OwnFiles', `tenants/${HOLDER}/`, 'tenants/'),
    'holder-files',
    'is not below tenants/',
  ],
  [
    'files of everybody are listed',
    changed('deploy', 'OwnFilesList', { Condition: {} }),
    'holder-files',
    'no condition holds s3:prefix',
  ],
  [
    'parameters of every cell are read',
    changed('deploy', 'Contract', { Resource: 'arn:aws:ssm:us-east-1:111122223333:parameter/*' }),
    'shared-reading',
    'not listed as shared and harmless',
  ],
  [
    'a policy has a name that nobody knows',
    (edit) => {
      edit.set(`Resources.${POLICIES.deploy}.Properties.ManagedPolicyName`, 'cell--us-1--tenant-admin');
    },
    'tenant-policy',
    'no rule says what a policy of this name may grant',
  ],
  [
    'a policy for execution is called one for deploying',
    (edit) => {
      edit.set(`Resources.${POLICIES.execution}.Properties.ManagedPolicyName`, 'cell--us-1--tenant-deploy');
    },
    'holder-stack',
    '',
  ],
  [
    'a policy is attached by the cell',
    (edit) => {
      edit.set(`Resources.${POLICIES.deploy}.Properties.Roles`, ['anybody']);
    },
    'known-property',
    'no rule examines Roles',
  ],
];

export const DEPLOY_POLICY_PLANTINGS = plantingsIn('with roles: cells/us-1', ROWS);
