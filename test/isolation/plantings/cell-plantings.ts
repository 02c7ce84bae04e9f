import { ACCOUNT, CELL, plantingsIn, property } from '../planting';
import type { Editable, Planting, Row } from '../planting';

const STATEMENTS = 'PolicyDocument.Statement';

function bucketPolicy(id: string, path: string, value: Editable): Planting['plant'] {
  return (edit) => {
    edit.set(`Resources.${id}.Properties.PolicyDocument.Statement.2.${path}`, value);
  };
}

function contract(name: string, value: Editable): Planting['plant'] {
  return (edit) => {
    edit.set(`Resources.${name}.Properties.Value`, value);
  };
}

const ROLES = `arn:aws:iam::${ACCOUNT}:role/multiplex/northlight`;
const MEDIA_POLICY = 'BucketsMediaPolicyB3EDBF26';
const LOGS_POLICY = 'BucketsLogsPolicy05E86719';

const ROWS: readonly Row[] = [
  [
    'distributions of every account may read the media',
    bucketPolicy(MEDIA_POLICY, 'Condition', {
      ArnLike: { 'aws:SourceArn': 'arn:aws:cloudfront::*:distribution/*' },
    }),
    'distributions-of-the-account',
    'no condition holds aws:SourceArn',
  ],
  [
    'CloudFront may read the media for anybody',
    bucketPolicy(MEDIA_POLICY, 'Condition', {}),
    'distributions-of-the-account',
    'no condition holds aws:SourceArn',
  ],
  [
    'distributions may write the media',
    bucketPolicy(MEDIA_POLICY, 'Action', 's3:PutObject'),
    'distributions-of-the-account',
    'is not s3:GetObject on the media or the app bucket',
  ],
  [
    'distributions may read the logs',
    bucketPolicy(LOGS_POLICY, 'Principal', { Service: 'cloudfront.amazonaws.com' }),
    'distributions-of-the-account',
    'is not s3:GetObject on the media or the app bucket',
  ],
  [
    'access logs are written over those of distributions',
    bucketPolicy(LOGS_POLICY, 'Resource', {
      'Fn::Join': ['', [{ 'Fn::GetAtt': ['BucketsLogsF3E46FAF', 'Arn'] }, '/*']],
    }),
    'access-log-delivery',
    'is not s3:PutObject below s3/',
  ],
  [
    'access logs of every account are taken',
    bucketPolicy(LOGS_POLICY, 'Condition', {}),
    'access-log-delivery',
    'no condition holds aws:SourceAccount',
  ],
  [
    'access logs of another account are taken',
    bucketPolicy(LOGS_POLICY, 'Condition.StringEquals', { 'aws:SourceAccount': '999988887777' }),
    'access-log-delivery',
    'no condition holds aws:SourceAccount',
  ],
  [
    'everyone may read the media',
    bucketPolicy(MEDIA_POLICY, 'Principal', '*'),
    'no-everyone',
    'it names everyone',
  ],
  [
    'one tenant’s role may read the media',
    bucketPolicy(MEDIA_POLICY, 'Principal', { AWS: `${ROLES}/us-1/tenants/tenant--rally-north--data` }),
    'own-strings',
    'names a tenant, and not this stack’s',
  ],
  [
    'a statement is of the media of one tenant',
    bucketPolicy(MEDIA_POLICY, 'Resource', {
      'Fn::Join': ['', [{ 'Fn::GetAtt': ['BucketsMedia5BAFF3AF', 'Arn'] }, '/tenants/rally-north/*']],
    }),
    'own-strings',
    'tenants/rally-north names a tenant',
  ],
  [
    'alarms of every account may be published',
    property('AWS::SNS::TopicPolicy', `${STATEMENTS}.1.Condition`, {}),
    'alarms-of-the-account',
    'no condition holds aws:SourceAccount',
  ],
  [
    'CloudWatch may subscribe to the topic',
    property('AWS::SNS::TopicPolicy', `${STATEMENTS}.1.Action`, 'sns:Subscribe'),
    'alarms-of-the-account',
    'is not what publishing to the alarm topic takes',
  ],
  [
    'the key is for every account',
    property('AWS::KMS::Key', `KeyPolicy.Statement.0.Principal`, { AWS: '*' }),
    'no-everyone',
    'it names everyone',
  ],
  [
    'the key may be given away by CloudWatch',
    property('AWS::KMS::Key', `KeyPolicy.Statement.1.Action`, 'kms:CreateGrant'),
    'alarms-of-the-account',
    'kms:CreateGrant',
  ],
  [
    'the table has a policy of its own',
    property('AWS::DynamoDB::Table', 'ResourcePolicy', {}),
    'known-property',
    'no rule examines ResourcePolicy',
  ],
  [
    'the table has an index, whose keys nobody holds apart',
    property('AWS::DynamoDB::Table', 'GlobalSecondaryIndexes', []),
    'known-property',
    'no rule examines GlobalSecondaryIndexes',
  ],
  [
    'the table has a stream',
    property('AWS::DynamoDB::Table', 'StreamSpecification', {}),
    'known-property',
    'no rule examines StreamSpecification',
  ],
  [
    'the cell promises another bucket as that of the media',
    contract('ContractMediaBucketName9C527119', 'somebody'),
    'contract-value',
    'media-bucket-name is not what its name is for',
  ],
  [
    'the cell promises a bucket as the table',
    contract('ContractTableNameE7D12278', { Ref: 'BucketsLogsF3E46FAF' }),
    'contract-value',
    'table-name is not what its name is for',
  ],
  [
    'the cell promises the certificate of somebody else',
    contract('ContractCertificateArnDDFEFB7F', 'arn:aws:acm:us-east-1:111122223333:certificate/x'),
    'contract-value',
    'certificate-arn is not what its name is for',
  ],
  [
    'the cell writes the contract of another cell',
    (edit) => {
      edit.set(
        'Resources.ContractTableNameE7D12278.Properties.Name',
        '/multiplex/northlight/cells/us-2/v1/table-name',
      );
    },
    'contract-value',
    'no rule says what this name promises',
  ],
  [
    'a distribution stands in the cell',
    (edit) => {
      edit.add('AWS::CloudFront::Distribution', {});
    },
    'known-type',
    'in a cell’s stack',
  ],
  [
    'a tag says a tenant',
    property('AWS::DynamoDB::Table', 'Tags.0', { Key: 'multiplex:tenant', Value: 'rally-north' }),
    'own-tags',
    'multiplex:tenant is no tag of this stack',
  ],
  [
    'the function at the edge knows a tenant',
    property(
      'AWS::CloudFront::Function',
      'FunctionCode',
      "if (host === 'rally-north.us-1.northlight.example') {}",
    ),
    'own-strings',
    'is a host of the cell’s domain, and not of this stack',
  ],
  [
    'an output is exported',
    (edit) => {
      edit.set('Outputs', { Table: { Value: { Ref: 'TableItems4E2090AD' }, Export: { Name: 'table' } } });
    },
    'no-ties',
    'an export ties',
  ],
];

/** Faults in the rest of what the tenants of a cell share. */
export const CELL_PLANTINGS = plantingsIn(CELL, ROWS);
