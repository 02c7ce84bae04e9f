import { ACCOUNT, TENANT, plantingsIn, without } from '../planting';
import type { Editable, Planting, Row } from '../planting';

const POLICY = 'AWS::S3::BucketPolicy';
const READ = 'PolicyDocument.Statement.2';
const BUCKET = 'AWS::S3::Bucket';
const OF_ACCOUNT: Editable = { StringEquals: { 'aws:SourceAccount': ACCOUNT } };

function policy(path: string, value: Editable): Planting['plant'] {
  return (edit) => {
    edit.property(POLICY, path, value);
  };
}

function bucket(path: string, value: Editable): Planting['plant'] {
  return (edit) => {
    edit.property(BUCKET, path, value);
  };
}

const ROWS: readonly Row[] = [
  ['everyone may read the bucket', policy(`${READ}.Principal`, '*'), 'no-everyone', 'it names everyone'],
  [
    'everyone may read the bucket, under a condition',
    policy(`${READ}.Principal`, { AWS: ['*'] }),
    'no-everyone',
    'it names everyone',
  ],
  [
    'another account may read the bucket',
    policy(`${READ}.Principal`, { AWS: 'arn:aws:iam::999988887777:root' }),
    'account-root',
    'is not the root of the own account',
  ],
  [
    'a role of another stack may read the bucket',
    policy(`${READ}.Principal`, { AWS: `arn:aws:iam::${ACCOUNT}:role/somebody` }),
    'account-root',
    'is not the root of the own account',
  ],
  [
    'any distribution of the account may read the bucket',
    policy(`${READ}.Condition`, {
      ArnLike: { 'aws:SourceArn': `arn:aws:cloudfront::${ACCOUNT}:distribution/*` },
    }),
    'own-source',
    'no condition holds aws:SourceArn',
  ],
  [
    'any service of the account may read the bucket',
    policy(`${READ}.Condition`, OF_ACCOUNT),
    'own-source',
    'no condition holds aws:SourceArn',
  ],
  [
    'another distribution may read the bucket',
    policy(`${READ}.Condition`, {
      StringEquals: { 'aws:SourceArn': `arn:aws:cloudfront::${ACCOUNT}:distribution/E2QWRUHAPOMQZL` },
    }),
    'own-source',
    'no condition holds aws:SourceArn',
  ],
  [
    'the own or another distribution may read the bucket',
    (edit) => {
      const path = `Resources.${edit.idOf(POLICY)}.Properties.${READ}.Condition.StringEquals`;
      const own = edit.find(`${path}.aws:SourceArn`);
      edit.set(`${path}.aws:SourceArn`, [own, `arn:aws:cloudfront::${ACCOUNT}:distribution/E2QWRUHAPOMQZL`]);
    },
    'own-source',
    'no condition holds aws:SourceArn',
  ],
  [
    'the source of the request may be absent',
    (edit) => {
      const path = `Resources.${edit.idOf(POLICY)}.Properties.${READ}.Condition`;
      const own = edit.find(`${path}.StringEquals`);
      edit.set(path, { StringEqualsIfExists: own });
    },
    'own-source',
    'no condition holds aws:SourceArn',
  ],
  [
    'whoever is not somebody may read the bucket',
    policy(READ, { Effect: 'Allow', NotPrincipal: { AWS: ACCOUNT }, Action: 's3:GetObject', Resource: '*' }),
    'readable-policy',
    'NotPrincipal says what is left out',
  ],
  [
    'an organisation may read the bucket',
    policy(READ, {
      Effect: 'Allow',
      Principal: '*',
      Action: 's3:GetObject',
      Resource: '*',
      Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } },
    }),
    'no-everyone',
    'it names everyone',
  ],
  [
    'a canonical user may read the bucket',
    policy(`${READ}.Principal`, { CanonicalUser: '79a59df900b949e55d96a1e698fbaced' }),
    'own-source',
    'CanonicalUser 79a59df900b949e55d96a1e698fbaced is no service',
  ],
  [
    'the policy sits on a bucket of the cell',
    policy('Bucket', { Ref: 'CellMediaBucketName' }),
    'own-settings',
    'it is not a bucket of this stack',
  ],
  [
    'public policies are not blocked',
    bucket('PublicAccessBlockConfiguration.BlockPublicPolicy', false),
    'private-bucket',
    'BlockPublicPolicy is not true',
  ],
  [
    'public access is not blocked at all',
    without(BUCKET, 'PublicAccessBlockConfiguration'),
    'known-property',
    'PublicAccessBlockConfiguration is missing',
  ],
  [
    'the bucket is replicated',
    bucket('ReplicationConfiguration', {}),
    'known-property',
    'no rule examines ReplicationConfiguration',
  ],
  [
    'the bucket tells somebody of its objects',
    bucket('NotificationConfiguration', {}),
    'known-property',
    'no rule examines NotificationConfiguration',
  ],
  [
    'the bucket has an access control list',
    bucket('AccessControl', 'PublicRead'),
    'known-property',
    'no rule examines AccessControl',
  ],
  [
    'the bucket is encrypted with a key of elsewhere',
    bucket('BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault', {
      SSEAlgorithm: 'aws:kms',
      KMSMasterKeyID: `arn:aws:kms:us-east-1:${ACCOUNT}:key/1`,
    }),
    'own-settings',
    'it reaches beyond the stack',
  ],
  [
    'the bucket logs to another bucket',
    bucket('LoggingConfiguration.DestinationBucketName', 'somebody'),
    'own-logs',
    'it is not the cell’s log bucket',
  ],
  [
    'the bucket logs below the prefix of another tenant',
    bucket('LoggingConfiguration.LogFilePrefix', 's3/tenants/rally-north/'),
    'own-logs',
    'it is not below s3/tenants/northlight-canary/',
  ],
];

/** Faults in who may come to the bucket of a tenant. */
export const BUCKET_PLANTINGS = plantingsIn(TENANT, ROWS);
