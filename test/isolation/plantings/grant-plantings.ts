import { ACCOUNT, TENANT, plantingsIn } from '../planting';
import type { Row } from '../planting';
import { ROLE, allow, role, statement } from '../role-edits';

const ROWS: readonly Row[] = [
  [
    'the resource is everything',
    allow('s3:GetObject', '*'),
    'own-resource',
    '* is neither a resource of this stack',
  ],
  [
    'the action is everything',
    allow('*', { 'Fn::GetAtt': ['BrandingBucketA74D134E', 'Arn'] }),
    'own-resource',
    '* is not listed',
  ],
  [
    'the role may change its own policies',
    allow('iam:PutRolePolicy', { 'Fn::GetAtt': ['AccessDataRole918C347C', 'Arn'] }),
    'own-resource',
    'iam:PutRolePolicy is not listed',
  ],
  [
    'a shared role may be passed',
    allow('iam:PassRole', `arn:aws:iam::${ACCOUNT}:role/multiplex/northlight/us-1/services/*`),
    'own-resource',
    'neither a resource of this stack',
  ],
  [
    'the role of another tenant may be taken',
    allow(
      'sts:AssumeRole',
      `arn:aws:iam::${ACCOUNT}:role/multiplex/northlight/us-1/tenants/tenant--rally-north--data`,
    ),
    'own-resource',
    'neither a resource of this stack',
  ],
  [
    'the provisioner may be called',
    allow('lambda:InvokeFunction', { Ref: 'CellProvisionerArn' }),
    'own-resource',
    'neither a resource of this stack',
  ],
  [
    'parameters of the cell may be changed',
    allow('ssm:PutParameter', `arn:aws:ssm:us-east-1:${ACCOUNT}:parameter/multiplex/northlight/cells/us-1/*`),
    'own-resource',
    'neither a resource of this stack',
  ],
  [
    'a table of another account is read',
    allow('dynamodb:GetItem', 'arn:aws:dynamodb:us-east-1:999988887777:table/x'),
    'own-account',
    'is of account 999988887777',
  ],
  [
    'the data of every account may be used with any key',
    allow('kms:Decrypt', '*'),
    'own-resource',
    'neither a resource of this stack',
  ],
  [
    'a second statement hides under the name of the first',
    statement({ Sid: 'TenantItems', Effect: 'Allow', Action: 'dynamodb:Scan', Resource: '*' }),
    'own-items',
    '* is not arn:aws:dynamodb',
  ],
  [
    'NotAction stands in place of Action',
    statement({
      Effect: 'Allow',
      NotAction: 'iam:*',
      Resource: { 'Fn::GetAtt': ['BrandingBucketA74D134E', 'Arn'] },
    }),
    'readable-policy',
    'NotAction says what is left out',
  ],
  [
    'NotResource stands in place of Resource',
    statement({ Effect: 'Allow', Action: 's3:GetObject', NotResource: 'arn:aws:s3:::x' }),
    'readable-policy',
    'NotResource says what is left out',
  ],
  [
    'a statement has an element that nobody knows',
    statement({ Effect: 'Allow', Action: 's3:GetObject', resource: '*' }),
    'readable-policy',
    'the element resource is not known',
  ],
  [
    'a statement has no resource',
    statement({ Effect: 'Allow', Action: 's3:GetObject' }),
    'readable-policy',
    'the statement has no Resource',
  ],
  [
    'the effect is in odd case',
    statement({ Effect: 'allow', Action: 's3:GetObject', Resource: '*' }),
    'readable-policy',
    'neither Allow nor Deny',
  ],
  [
    'a statement depends on a condition of the template',
    statement({
      'Fn::If': ['Wide', { Effect: 'Allow', Action: '*', Resource: '*' }, { Ref: 'AWS::NoValue' }],
    }),
    'readable-policy',
    'the element Fn::If is not known',
  ],
  [
    'a resource depends on a condition of the template',
    allow('s3:GetObject', { 'Fn::If': ['Wide', '*', 'arn:aws:s3:::x'] }),
    'readable-policy',
    'Resource cannot be read',
  ],
  [
    'a resource is cut out of another value',
    allow('s3:GetObject', { 'Fn::Select': [0, ['*']] }),
    'readable-policy',
    'Resource cannot be read',
  ],
  [
    'a resource is imported',
    allow('s3:GetObject', { 'Fn::ImportValue': 'shared-bucket' }),
    'no-ties',
    'it takes what another stack or service gives',
  ],
  [
    'the version of the policy language is older',
    role('Policies.0.PolicyDocument.Version', '2008-10-17'),
    'readable-policy',
    'the version is not 2012-10-17',
  ],
  [
    'a managed policy is attached',
    role('ManagedPolicyArns', ['arn:aws:iam::aws:policy/ReadOnlyAccess']),
    'attached-policy',
    'nobody can say what a managed policy grants',
  ],
  [
    'the permissions boundary is of elsewhere',
    role('PermissionsBoundary', `arn:aws:iam::${ACCOUNT}:policy/wide`),
    'tenant-policy',
    'it is not the boundary of the own cell',
  ],
  [
    'a policy of its own is attached to a role of the cell',
    (edit) => {
      edit.add('AWS::IAM::Policy', {
        PolicyName: 'more',
        PolicyDocument: { Version: '2012-10-17', Statement: [] },
        Roles: ['ProvisionerRole'],
      });
    },
    'attached-policy',
    'the role is not of this stack',
  ],
  [
    'a policy of its own grants more to the own role',
    (edit) => {
      edit.add('AWS::IAM::Policy', {
        PolicyName: 'more',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: { Effect: 'Allow', Action: 's3:ListBucket', Resource: '*' },
        },
        Roles: [{ Ref: edit.idOf(ROLE) }],
      });
    },
    'own-media-list',
    'it is not s3:ListBucket on arn:aws:s3:::⟨cell:media-bucket-name⟩',
  ],
];

/** Faults in what the role of a tenant is granted beside, and in how that is written. */
export const GRANT_PLANTINGS = plantingsIn(TENANT, ROWS);
