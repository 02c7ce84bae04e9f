import { plantingsIn } from '../planting';
import type { Row } from '../planting';
import { HOLDER, added, changed, rewritten } from '../policy-edits';

const OWN_TAG = { StringEquals: { 'aws:ResourceTag/multiplex:tenant': HOLDER } };
const OWN_REQUEST = { StringEquals: { 'aws:RequestTag/multiplex:tenant': HOLDER } };

const ROWS: readonly Row[] = [
  [
    'a bucket is named by a single hyphen',
    rewritten('execution', 'Bucket', `${HOLDER}--*`, `${HOLDER}-*`),
    'holder-names',
    'does not hold the name of the holder up to a delimiter',
  ],
  [
    'every alarm is changed',
    rewritten('execution', 'Alarms', `tenant--${HOLDER}--*`, 'tenant--*'),
    'holder-names',
    'does not hold the name of the holder up to a delimiter',
  ],
  [
    'dashboards that begin alike are changed',
    rewritten('execution', 'Dashboard', HOLDER, `${HOLDER}*`),
    'holder-names',
    'does not hold the name of the holder up to a delimiter',
  ],
  [
    'anything is done with the bucket',
    changed('execution', 'Bucket', { Action: 's3:*' }),
    'holder-names',
    'is not listed as an action on it',
  ],
  [
    'a role of those who deploy is changed',
    rewritten('execution', 'DataRole', '/tenants/', '/deployers/'),
    'holder-data-role',
    'deployers/',
  ],
  [
    'a role is made without a boundary',
    changed('execution', 'NewDataRole', { Condition: OWN_REQUEST }),
    'holder-data-role',
    'no condition holds iam:PermissionsBoundary',
  ],
  [
    'a role is made with any boundary',
    rewritten('execution', 'NewDataRole', '--tenant-boundary', '--tenant-*'),
    'holder-data-role',
    'no condition holds iam:PermissionsBoundary',
  ],
  [
    'a role is made for another tenant',
    rewritten(
      'execution',
      'NewDataRole',
      '"aws:RequestTag/multiplex:tenant"',
      '"aws:RequestTag/multiplex:tier"',
    ),
    'holder-data-role',
    'no condition has the new role tagged with the holder',
  ],
  [
    'a role is given to another tenant',
    changed('execution', 'DataRoleTags', { Condition: {} }),
    'holder-data-role',
    'no condition keeps the tag multiplex:tenant with the holder',
  ],
  [
    'the tag of a role is taken away',
    changed('execution', 'DataRole', { Action: 'iam:UntagRole' }),
    'holder-data-role',
    'iam:UntagRole is not listed',
  ],
  [
    'the boundary of a role is taken away',
    changed('execution', 'DataRole', { Action: 'iam:DeleteRolePermissionsBoundary' }),
    'holder-data-role',
    'iam:DeleteRolePermissionsBoundary is not listed',
  ],
  [
    'a policy of the cell is changed',
    added(
      'execution',
      'iam:CreatePolicyVersion',
      'arn:aws:iam::111122223333:policy/multiplex/northlight/us-1/cell--us-1--tenant-boundary',
    ),
    'holder-data-role',
    'cell--us-1--tenant-boundary is not',
  ],
  [
    'every distribution is changed',
    changed('edge', 'Distribution', { Condition: {} }),
    'holder-tags',
    'no condition holds aws:ResourceTag/multiplex:tenant to the holder',
  ],
  [
    'a distribution is changed whose tag begins alike',
    rewritten('edge', 'Distribution', '"StringEquals"', '"StringLike"'),
    'holder-tags',
    'no condition holds aws:ResourceTag/multiplex:tenant to the holder',
  ],
  [
    'a distribution is made for nobody',
    changed('edge', 'NewDistribution', { Condition: {} }),
    'holder-tags',
    'nobody’s before and the holder’s after',
  ],
  [
    'a distribution of another tenant is tagged as the own',
    added('edge', 'cloudfront:TagResource', 'arn:aws:cloudfront::111122223333:distribution/*', OWN_REQUEST),
    'holder-tags',
    'no condition holds aws:ResourceTag/multiplex:tenant to the holder',
  ],
  [
    'a distribution is given away',
    changed('edge', 'DistributionTags', { Condition: OWN_TAG }),
    'holder-tags',
    'no condition keeps the tag multiplex:tenant with the holder',
  ],
  [
    'the tags of a distribution are taken away',
    added('edge', 'cloudfront:UntagResource', 'arn:aws:cloudfront::111122223333:distribution/*', OWN_TAG),
    'holder-tags',
    'cloudfront:UntagResource is not listed',
  ],
  [
    'every user pool is changed',
    changed('execution', 'UserPool', { Condition: {} }),
    'holder-tags',
    'no condition holds aws:ResourceTag/multiplex:tenant to the holder',
  ],
  [
    'viewers of the pool are deleted',
    changed('execution', 'UserPool', { Action: 'cognito-idp:AdminDeleteUser' }),
    'holder-tags',
    'cognito-idp:AdminDeleteUser is not listed',
  ],
  [
    'records of every host are changed',
    changed('edge', 'Records', { Condition: {} }),
    'holder-records',
    'no ForAllValues condition holds every name',
  ],
  [
    'records are changed of hosts below the own',
    rewritten('edge', 'Records', `${HOLDER}.`, `*.${HOLDER}.`),
    'holder-records',
    'no ForAllValues condition holds every name',
  ],
  [
    'one own record lets others pass',
    rewritten('edge', 'Records', 'ForAllValues', 'ForAnyValue'),
    'holder-records',
    'no ForAllValues condition holds every name',
  ],
  [
    'a request without names passes',
    rewritten('edge', 'Records', '"false"', '"true"'),
    'holder-records',
    '"false" is missing',
  ],
  [
    'any function is called',
    changed('execution', 'Provisioner', { Resource: 'arn:aws:lambda:us-east-1:111122223333:function:*' }),
    'provisioner-of-the-cell',
    'is not calling the provisioner',
  ],
  [
    'the provisioner is changed',
    changed('execution', 'Provisioner', { Action: 'lambda:UpdateFunctionCode' }),
    'provisioner-of-the-cell',
    'is not calling the provisioner',
  ],
  [
    'cache policies of the cell are changed',
    changed('edge', 'HeadersPolicy', { Action: 'cloudfront:UpdateCachePolicy' }),
    'owned-by-the-stack',
    'is not listed as held by what a stack owns',
  ],
  [
    'the policy of the log bucket is written',
    changed('edge', 'LogDelivery', { Action: 's3:PutBucketPolicy' }),
    'holder-names',
    'does not hold the name of the holder up to a delimiter',
  ],
  [
    'the boundary believes tags of a session',
    rewritten('boundary', 'Items', '"aws:PrincipalArn"', '"aws:SourceArn"'),
    'holder-data',
    'no condition holds aws:PrincipalArn',
  ],
  [
    'the boundary lets all items through',
    rewritten('boundary', 'Items', 'ForAllValues', 'ForAnyValue'),
    'holder-data',
    'not held to items of the holder',
  ],
  [
    'the boundary lets media of anybody through',
    rewritten('boundary', 'Media', `tenants/${HOLDER}/*`, '*'),
    'holder-data',
    'is nothing of the holder',
  ],
  [
    'the boundary lets roles be made',
    added('boundary', 'iam:*', '*'),
    'holder-data',
    'is nothing of the holder',
  ],
  [
    'everything but one thing is granted',
    changed('execution', 'Provisioner', { NotAction: 'iam:*' }),
    'readable-policy',
    'NotAction',
  ],
];

export const EXECUTION_POLICY_PLANTINGS = plantingsIn('with roles: cells/us-1', ROWS);
