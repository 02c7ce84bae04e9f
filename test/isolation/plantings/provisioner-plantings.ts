import { ACCOUNT, CELL, plantingsIn, property } from '../planting';
import type { Editable, Planting, Row } from '../planting';

const POLICY = 'AWS::IAM::Policy';
const FUNCTION = 'AWS::Lambda::Function';
const STATEMENTS = 'PolicyDocument.Statement';

function allow(action: Editable, resource: Editable): Planting['plant'] {
  return (edit) => {
    edit.push(POLICY, STATEMENTS, { Effect: 'Allow', Action: action, Resource: resource });
  };
}

const ROLES = `arn:aws:iam::${ACCOUNT}:role/multiplex/northlight`;

const ROWS: readonly Row[] = [
  [
    'the provisioner may take any role',
    property(POLICY, `${STATEMENTS}.0.Resource`, '*'),
    'tenant-roles',
    '* does not begin with',
  ],
  [
    'the provisioner may take roles of every cell',
    property(POLICY, `${STATEMENTS}.0.Resource`, `${ROLES}/*`),
    'tenant-roles',
    'does not begin with',
  ],
  [
    'the provisioner may take roles of another cell',
    property(POLICY, `${STATEMENTS}.0.Resource`, `${ROLES}/us-2/tenants/*`),
    'tenant-roles',
    'does not begin with',
  ],
  [
    'the path of the tenants’ roles lacks its slash',
    property(POLICY, `${STATEMENTS}.0.Resource`, `${ROLES}/us-1/tenants*`),
    'tenant-roles',
    'does not begin with',
  ],
  [
    'the provisioner may change tenants’ roles',
    property(POLICY, `${STATEMENTS}.0.Action`, ['sts:AssumeRole', 'iam:PutRolePolicy']),
    'tenant-roles',
    'iam:PutRolePolicy is not sts:AssumeRole',
  ],
  [
    'the provisioner may write what is published',
    property(POLICY, `${STATEMENTS}.1.Action`, 's3:*'),
    'published-files',
    's3:* is not s3:GetObject',
  ],
  [
    'the provisioner may read every bucket',
    property(POLICY, `${STATEMENTS}.1.Resource`, 'arn:aws:s3:::*'),
    'published-files',
    'does not begin with',
  ],
  [
    'the provisioner may read the bucket of another Region',
    property(POLICY, `${STATEMENTS}.1.Resource`, `arn:aws:s3:::cdk-hnb659fds-assets-${ACCOUNT}-us-west-2/*`),
    'published-files',
    'does not begin with',
  ],
  [
    'the provisioner may write the table itself',
    allow('dynamodb:PutItem', { 'Fn::GetAtt': ['TableItems4E2090AD', 'Arn'] }),
    'own-resource',
    'is for tenants’ own roles',
  ],
  [
    'the provisioner may read the media bucket itself',
    allow('s3:GetObject', { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['BucketsMedia5BAFF3AF', 'Arn'] }, '/*']] }),
    'own-resource',
    'is for tenants’ own roles',
  ],
  [
    'the role of one tenant is named',
    allow('sts:AssumeRole', `${ROLES}/us-1/tenants/tenant--rally-north--data`),
    'own-strings',
    'names a tenant, and not this stack’s',
  ],
  [
    'the provisioner may be run by another service',
    property('AWS::IAM::Role', 'AssumeRolePolicyDocument.Statement.0.Principal', {
      Service: 'ec2.amazonaws.com',
    }),
    'compute-of-the-cell',
    'ec2.amazonaws.com is not lambda.amazonaws.com',
  ],
  [
    'the account may take the role of the provisioner',
    property('AWS::IAM::Role', 'AssumeRolePolicyDocument.Statement.0.Principal', { AWS: ACCOUNT }),
    'compute-of-the-cell',
    'is not lambda.amazonaws.com',
  ],
  [
    'the role of the provisioner stands among those of tenants',
    property('AWS::IAM::Role', 'Path', '/multiplex/northlight/us-1/tenants/'),
    'own-role-path',
    'it is not /multiplex/northlight/us-1/services/',
  ],
  [
    'the provisioner runs in a role of elsewhere',
    property(FUNCTION, 'Role', `arn:aws:iam::${ACCOUNT}:role/admin`),
    'own-function',
    'it is not a role of this stack',
  ],
  [
    'the provisioner is told the roles of another cell',
    property(FUNCTION, 'Environment.Variables.ROLE_PATH_ARN', `${ROLES}/us-2/tenants/`),
    'own-function',
    'it is not the path of the own tenants’ roles',
  ],
  [
    'the provisioner is told another table',
    property(FUNCTION, 'Environment.Variables.TABLE_NAME', 'other'),
    'own-function',
    'it is not a table of this stack',
  ],
  [
    'the provisioner is told more than it is known to take',
    property(FUNCTION, 'Environment.Variables.TENANT', 'rally-north'),
    'known-property',
    'no rule examines TENANT',
  ],
  [
    'the provisioner has a layer',
    property(FUNCTION, 'Layers', []),
    'known-property',
    'no rule examines Layers',
  ],
  [
    'the provisioner’s failures go elsewhere',
    property('AWS::Lambda::EventInvokeConfig', 'DestinationConfig', {}),
    'known-property',
    'no rule examines DestinationConfig',
  ],
];

/** Faults in what the provisioner of a cell may do. */
export const PROVISIONER_PLANTINGS = plantingsIn(CELL, ROWS);
