import { deployersRolePath, executionRoleName, objectPrefix, tenantStackName } from '../names';
import { HOLDER } from '../tenant-tag';
import { BOOTSTRAP_QUALIFIER, parameters } from './policy-ground';
import type { PolicyGround } from './policy-ground';

/** What says with which role a stack is changed. Without one, CloudFormation would go on with that of the change before. */
const WITH_ROLE = [
  'cloudformation:ContinueUpdateRollback',
  'cloudformation:CreateChangeSet',
  'cloudformation:RollbackStack',
];

const ON_STACK = [
  'cloudformation:CancelUpdateStack',
  'cloudformation:DeleteChangeSet',
  // With whichever role: it takes away what the stack owns, and makes nothing.
  'cloudformation:DeleteStack',
  'cloudformation:DescribeChangeSet',
  'cloudformation:DescribeEvents',
  'cloudformation:DescribeStackEvents',
  'cloudformation:DescribeStackResources',
  'cloudformation:DescribeStacks',
  'cloudformation:ExecuteChangeSet',
  'cloudformation:GetTemplate',
  'cloudformation:GetTemplateSummary',
  'cloudformation:ListStackResources',
  'cloudformation:UpdateTerminationProtection',
];

/**
 * What the deploy role of a tenant may do: change the tenant's own stack, with the tenant's own execution role, from
 * templates and archives below its own prefix. Importing is left out, since a stack then owns what it did not make.
 */
export function deployStatements(ground: PolicyGround): readonly object[] {
  const { fleet, cell } = ground;
  const stack = `arn:aws:cloudformation:${cell.region}:${cell.account}:stack/${tenantStackName(HOLDER)}/*`;
  const execution = `arn:aws:iam::${cell.account}:role${deployersRolePath(fleet, cell.id)}${executionRoleName(HOLDER)}`;
  return [
    {
      Sid: 'OwnStackWithOwnRole',
      Effect: 'Allow',
      Action: WITH_ROLE,
      Resource: [stack],
      Condition: {
        StringEquals: { 'cloudformation:RoleArn': execution },
        Null: { 'cloudformation:ImportResourceTypes': 'true' },
      },
    },
    { Sid: 'OwnStack', Effect: 'Allow', Action: ON_STACK, Resource: [stack] },
    { Sid: 'NamesOfStacks', Effect: 'Allow', Action: ['cloudformation:ListStacks'], Resource: ['*'] },
    {
      Sid: 'OwnExecutionRole',
      Effect: 'Allow',
      Action: ['iam:PassRole'],
      Resource: [execution],
      Condition: { StringEquals: { 'iam:PassedToService': 'cloudformation.amazonaws.com' } },
    },
    ...publication(ground),
    parameters(ground),
  ];
}

/** Templates and archives, which the bucket of the bootstrap stack holds for all of the account. */
function publication({ cell }: PolicyGround): readonly object[] {
  const bucket = `arn:aws:s3:::cdk-${BOOTSTRAP_QUALIFIER}-assets-${cell.account}-${cell.region}`;
  return [
    {
      Sid: 'OwnFiles',
      Effect: 'Allow',
      Action: ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'],
      Resource: [`${bucket}/${objectPrefix(HOLDER)}*`],
    },
    {
      Sid: 'OwnFilesList',
      Effect: 'Allow',
      Action: ['s3:ListBucket'],
      Resource: [bucket],
      Condition: { StringLike: { 's3:prefix': `${objectPrefix(HOLDER)}*` } },
    },
    {
      Sid: 'BucketOfFiles',
      Effect: 'Allow',
      Action: ['s3:GetBucketLocation', 's3:GetEncryptionConfiguration'],
      Resource: [bucket],
    },
  ];
}
