import { tenantPolicyArn, tenantStackName } from '../names';
import { BECOMES_OWN, HOLDER, IS_OWN, STAYS_OWN, TENANT_TAG } from '../tenant-tag';
import { dataRoleArn, ownName, parameters } from './policy-ground';
import type { PolicyGround } from './policy-ground';

const DATA_ROLE_ACTIONS = [
  'iam:DeleteRole',
  'iam:DeleteRolePolicy',
  'iam:GetRole',
  'iam:GetRolePolicy',
  'iam:ListAttachedRolePolicies',
  'iam:ListRolePolicies',
  'iam:ListRoleTags',
  'iam:UpdateAssumeRolePolicy',
  'iam:UpdateRole',
  'iam:UpdateRoleDescription',
];

const BUCKET_ACTIONS = [
  's3:CreateBucket',
  's3:DeleteBucket',
  's3:DeleteBucketPolicy',
  's3:Get*Configuration',
  's3:GetBucket*',
  's3:ListBucket',
  's3:PutBucketLogging',
  's3:PutBucketOwnershipControls',
  's3:PutBucketPolicy',
  's3:PutBucketPublicAccessBlock',
  's3:PutBucketTagging',
  's3:PutBucketVersioning',
  's3:PutEncryptionConfiguration',
  's3:PutLifecycleConfiguration',
];

const ALARM_ACTIONS = [
  'cloudwatch:DeleteAlarms',
  'cloudwatch:DescribeAlarms',
  'cloudwatch:ListTagsForResource',
  'cloudwatch:PutMetricAlarm',
  'cloudwatch:TagResource',
];

const DASHBOARD_ACTIONS = [
  'cloudwatch:DeleteDashboards',
  'cloudwatch:GetDashboard',
  'cloudwatch:PutDashboard',
];

const POOL_ACTIONS = [
  'cognito-idp:AddCustomAttributes',
  'cognito-idp:CreateUserPoolClient',
  'cognito-idp:DeleteUserPool',
  'cognito-idp:DeleteUserPoolClient',
  'cognito-idp:DescribeUserPool',
  'cognito-idp:DescribeUserPoolClient',
  'cognito-idp:GetUserPoolMfaConfig',
  'cognito-idp:ListTagsForResource',
  'cognito-idp:SetUserPoolMfaConfig',
  'cognito-idp:UpdateUserPoolClient',
];

/**
 * What CloudFormation may do for a tenant's stack, but for its edge. Names end in a delimiter that no id holds; what
 * AWS gives an id is told by its tag. The role that is made may hold no more than the boundary lets it.
 */
export function executionStatements(ground: PolicyGround): readonly object[] {
  const { cell } = ground;
  return [
    parameters(ground),
    allow('Provisioner', ['lambda:InvokeFunction'], [ground.provisionerArn]),
    ...dataRole(ground),
    allow('Bucket', BUCKET_ACTIONS, [ownName('arn:aws:s3:::')]),
    allow('Alarms', ALARM_ACTIONS, [ownName(`arn:aws:cloudwatch:${cell.region}:${cell.account}:alarm:`)]),
    allow('Dashboard', DASHBOARD_ACTIONS, [
      `arn:aws:cloudwatch::${cell.account}:dashboard/${tenantStackName(HOLDER)}`,
    ]),
    ...userPool(ground),
  ];
}

function dataRole(ground: PolicyGround): readonly object[] {
  const { fleet, cell } = ground;
  const role = [dataRoleArn(ground)];
  const within = { 'iam:PermissionsBoundary': tenantPolicyArn(fleet, cell, 'boundary') };
  const requested = `aws:RequestTag/${TENANT_TAG}`;
  return [
    allow('DataRole', DATA_ROLE_ACTIONS, role),
    allow('DataRoleWithinBoundary', ['iam:PutRolePermissionsBoundary', 'iam:PutRolePolicy'], role, {
      StringEquals: within,
    }),
    allow('NewDataRole', ['iam:CreateRole'], role, { StringEquals: { ...within, [requested]: HOLDER } }),
    allow('DataRoleTags', ['iam:TagRole'], role, { StringEqualsIfExists: { [requested]: HOLDER } }),
  ];
}

function userPool({ cell }: PolicyGround): readonly object[] {
  const pools = [`arn:aws:cognito-idp:${cell.region}:${cell.account}:userpool/*`];
  return [
    // It has no resource yet that could be named.
    allow('NewUserPool', ['cognito-idp:CreateUserPool'], ['*'], BECOMES_OWN),
    allow('NewUserPoolTags', ['cognito-idp:TagResource'], pools, BECOMES_OWN),
    allow('UserPool', POOL_ACTIONS, pools, IS_OWN),
    // Either may write tags.
    allow('UserPoolTags', ['cognito-idp:TagResource', 'cognito-idp:UpdateUserPool'], pools, STAYS_OWN),
  ];
}

/** One Allow. */
export function allow(
  Sid: string,
  Action: readonly string[],
  Resource: readonly string[],
  Condition?: object,
): object {
  return { Sid, Effect: 'Allow', Action, Resource, ...(Condition === undefined ? {} : { Condition }) };
}
