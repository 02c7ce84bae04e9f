import { DescribeContinuousBackupsCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';

import { callJson, callQuery, callRest } from '../emulator/emulator-call';
import { idOf, unlessMissing } from './probe';
import type { ProbeContext, PropertyProbe } from './probe';

const TABLE = 'AWS::DynamoDB::Table';
const BUCKET = 'AWS::S3::Bucket';
const POOL = 'AWS::Cognito::UserPool';

function table(property: string, isKept: PropertyProbe['isKept']): PropertyProbe {
  return { type: TABLE, property, isKept };
}

/** A property of the branding bucket. */
function bucket(
  property: string,
  isKept: (s3: ProbeContext['lane']['cloud']['s3'], Bucket: { Bucket: string }) => Promise<boolean>,
  type = BUCKET,
): PropertyProbe {
  return {
    type,
    property,
    isKept: ({ lane, tenant }) => isKept(lane.cloud.s3, { Bucket: idOf(tenant, BUCKET) }),
  };
}

async function describeTable({ lane, cell }: ProbeContext) {
  const described = await lane.cloud.dynamoDb.send(
    new DescribeTableCommand({ TableName: idOf(cell, TABLE) }),
  );
  return described.Table;
}

async function userPool({ endpoint, tenant }: ProbeContext): Promise<Readonly<Record<string, unknown>>> {
  const asked = { UserPoolId: idOf(tenant, POOL) };
  const target = 'AWSCognitoIdentityProviderService.DescribeUserPool';
  return (await callJson(endpoint, 'cognito-idp', target, asked))['UserPool'] as Record<string, unknown>;
}

async function functionConfiguration({ endpoint, cell }: ProbeContext): Promise<Record<string, unknown>> {
  const path = `/2015-03-31/functions/${idOf(cell, 'AWS::Lambda::Function')}/configuration`;
  return JSON.parse(await callRest(endpoint, 'lambda', path)) as Record<string, unknown>;
}

async function topic({ endpoint, cell }: ProbeContext): Promise<string> {
  const asked = {
    Action: 'GetTopicAttributes',
    TopicArn: idOf(cell, 'AWS::SNS::Topic'),
    Version: '2010-03-31',
  };
  return callQuery(endpoint, 'sns', asked);
}

/** Properties of the data that a fleet keeps. */
const DATA_PROPERTIES: readonly PropertyProbe[] = [
  table(
    'on-demand capacity',
    async (context) =>
      ((await describeTable(context))?.BillingModeSummary?.BillingMode ?? '') === 'PAY_PER_REQUEST',
  ),
  table(
    'encryption',
    async (context) => (await describeTable(context))?.SSEDescription?.Status === 'ENABLED',
  ),
  table(
    'deletion protection',
    async (context) => (await describeTable(context))?.DeletionProtectionEnabled === true,
  ),
  table('point-in-time recovery', async ({ lane, cell }) => {
    const asked = new DescribeContinuousBackupsCommand({ TableName: idOf(cell, TABLE) });
    const { ContinuousBackupsDescription: found } = await lane.cloud.dynamoDb.send(asked);
    return found?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus === 'ENABLED';
  }),
  bucket(
    'versioning',
    async (s3, place) => (await s3.send(new GetBucketVersioningCommand(place))).Status === 'Enabled',
  ),
  bucket('encryption', async (s3, place) => {
    const { ServerSideEncryptionConfiguration: found } = await s3.send(new GetBucketEncryptionCommand(place));
    return found?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm === 'AES256';
  }),
  bucket('public access block', async (s3, place) => {
    const { PublicAccessBlockConfiguration: found } = await s3.send(new GetPublicAccessBlockCommand(place));
    return found?.BlockPublicPolicy === true && found.RestrictPublicBuckets === true;
  }),
  bucket('lifecycle', async (s3, place) => {
    const read = s3.send(new GetBucketLifecycleConfigurationCommand(place));
    const found = await unlessMissing(read, 'NoSuchLifecycleConfiguration');
    return found?.Rules?.[0]?.NoncurrentVersionExpiration?.NoncurrentDays !== undefined;
  }),
  bucket('object ownership', async (s3, place) => {
    const { OwnershipControls: found } = await s3.send(new GetBucketOwnershipControlsCommand(place));
    return found?.Rules?.[0]?.ObjectOwnership === 'BucketOwnerEnforced';
  }),
  bucket('access logging', async (s3, place) => {
    const { LoggingEnabled: found } = await s3.send(new GetBucketLoggingCommand(place));
    return found?.TargetPrefix?.startsWith('s3/tenants/') === true;
  }),
  bucket(
    'statement for its own distribution',
    async (s3, place) => {
      const { Policy: policy = '' } = await s3.send(new GetBucketPolicyCommand(place));
      return policy.includes('aws:SourceArn');
    },
    'AWS::S3::BucketPolicy',
  ),
];

/** Properties of what runs and watches. */
const SERVICE_PROPERTIES: readonly PropertyProbe[] = [
  {
    type: 'AWS::Lambda::Function',
    property: 'timeout, memory and runtime',
    isKept: async (context) => {
      const { Timeout: timeout, MemorySize: memory, Runtime: runtime } = await functionConfiguration(context);
      return timeout === 300 && memory === 512 && String(runtime).startsWith('nodejs');
    },
  },
  {
    type: 'AWS::Lambda::Function',
    property: 'architecture',
    isKept: async (context) =>
      JSON.stringify((await functionConfiguration(context))['Architectures']) === '["arm64"]',
  },
  {
    type: 'AWS::Lambda::EventInvokeConfig',
    property: 'no retries',
    isKept: async ({ endpoint, cell }) => {
      const path = `/2019-09-25/functions/${idOf(cell, 'AWS::Lambda::Function')}/event-invoke-config?Qualifier=$LATEST`;
      const found = JSON.parse(await callRest(endpoint, 'lambda', path)) as Record<string, unknown>;
      return found['MaximumRetryAttempts'] === 0;
    },
  },
  {
    type: 'AWS::Logs::LogGroup',
    property: 'retention',
    isKept: async ({ endpoint, cell }) => {
      const asked = { logGroupNamePrefix: idOf(cell, 'AWS::Logs::LogGroup') };
      const listed = await callJson(endpoint, 'logs', 'Logs_20140328.DescribeLogGroups', asked);
      return JSON.stringify(listed).includes('"retentionInDays":90');
    },
  },
  {
    type: 'AWS::KMS::Key',
    property: 'yearly rotation',
    isKept: async ({ endpoint, cell }) => {
      const asked = { KeyId: idOf(cell, 'AWS::KMS::Key') };
      return (
        (await callJson(endpoint, 'kms', 'TrentService.GetKeyRotationStatus', asked))[
          'KeyRotationEnabled'
        ] === true
      );
    },
  },
  {
    type: 'AWS::SNS::Topic',
    property: 'own key',
    isKept: async (context) => (await topic(context)).includes('KmsMasterKeyId'),
  },
  {
    type: 'AWS::SNS::TopicPolicy',
    property: 'statement for alarms of the account',
    isKept: async (context) => (await topic(context)).includes('AlarmsOfThisAccount'),
  },
  {
    type: 'AWS::WAFv2::WebACL',
    property: 'managed rules and the rate limit',
    isKept: async ({ endpoint, tenant, tenantId }) => {
      const [name, id] = idOf(tenant, 'AWS::WAFv2::WebACL').split('|');
      const asked = { Name: `tenant--${tenantId}`, Id: id ?? name, Scope: 'CLOUDFRONT' };
      const text = JSON.stringify(await callJson(endpoint, 'wafv2', 'AWSWAF_20190729.GetWebACL', asked));
      return text.includes('AWSManagedRulesCommonRuleSet') && text.includes('RateBasedStatement');
    },
  },
  {
    type: POOL,
    property: 'deletion protection',
    isKept: async (context) => (await userPool(context))['DeletionProtection'] === 'ACTIVE',
  },
  {
    type: POOL,
    property: 'second factor and password rules',
    isKept: async (context) => {
      const { MfaConfiguration: mfa, Policies: policies } = await userPool(context);
      return mfa === 'OPTIONAL' && JSON.stringify(policies).includes('"MinimumLength":12');
    },
  },
];

export const PROPERTY_PROBES: readonly PropertyProbe[] = [...DATA_PROPERTIES, ...SERVICE_PROPERTIES];
