import { arnPrefix, generatedName, named, regionalClaim, textAt } from './resource-type';
import type { ResourceType } from './resource-type';

/** Longest names that the services take. */
const BUCKET_NAME_MAX = 63;
const TABLE_NAME_MAX = 255;

export const BUCKET = 'AWS::S3::Bucket';
export const TABLE = 'AWS::DynamoDB::Table';
const PARAMETER = 'AWS::SSM::Parameter';

export const STORAGE_TYPES: Readonly<Record<string, ResourceType>> = {
  [BUCKET]: {
    givenName: (properties) => textAt(properties, 'BucketName'),
    physicalId: (birth) =>
      textAt(birth.properties, 'BucketName') ?? generatedName(birth, BUCKET_NAME_MAX).toLowerCase(),
    attributes: {
      Arn: ({ physicalId }) => `arn:aws:s3:::${physicalId}`,
      DomainName: ({ physicalId }) => `${physicalId}.s3.amazonaws.com`,
      RegionalDomainName: ({ physicalId, address }) => `${physicalId}.s3.${address.region}.amazonaws.com`,
    },
    claims: ({ physicalId }) => [`bucket/${physicalId}`],
  },
  'AWS::S3::BucketPolicy': {
    physicalId: ({ properties }) => textAt(properties, 'Bucket') ?? '',
    attributes: {},
    claims: ({ physicalId }) => [`bucket-policy/${physicalId}`],
  },
  [TABLE]: {
    ...named('TableName', TABLE_NAME_MAX),
    attributes: {
      Arn: ({ physicalId, address }) => `${arnPrefix('dynamodb', address)}table/${physicalId}`,
    },
    // All accounts and Regions share one embedded database.
    claims: ({ physicalId }) => [`table/${physicalId}`],
  },
  [PARAMETER]: {
    ...named('Name', 1_000),
    attributes: {
      Type: ({ properties }) => properties['Type'] ?? 'String',
      Value: ({ properties }) => properties['Value'] ?? '',
    },
    claims: ({ physicalId, address }) => [regionalClaim('ssm-parameter', address, physicalId)],
  },
};
