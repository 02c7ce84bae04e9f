import { ownName, ownTags } from './named';
import { bucketLogging } from './log-delivery';
import { publicAccess } from './guarded';
import { each, mapping, oneOf, setting } from './property-rule';
import type { PropertyRules } from './property-rule';
import type { TypeRule } from './type-rule';

/** Settings by name, each of which may refer to its own stack at most. */
function settings(...names: readonly string[]): PropertyRules {
  return Object.fromEntries(names.map((name) => [name, setting]));
}

export const BUCKET: TypeRule = {
  reaches: 'whoever may read it; where it logs',
  required: ['PublicAccessBlockConfiguration'],
  properties: {
    ...settings('BucketEncryption', 'LifecycleConfiguration', 'OwnershipControls', 'VersioningConfiguration'),
    BucketName: ownName,
    LoggingConfiguration: bucketLogging,
    PublicAccessBlockConfiguration: publicAccess,
    Tags: ownTags,
  },
};

export const USER_POOL: TypeRule = {
  reaches: 'nothing: triggers, senders and tiers of protection have no rule',
  properties: {
    ...settings(
      'AccountRecoverySetting',
      'AdminCreateUserConfig',
      'AutoVerifiedAttributes',
      'DeletionProtection',
      'EmailVerificationMessage',
      'EmailVerificationSubject',
      'EnabledMfas',
      'MfaConfiguration',
      'Policies',
      'SmsVerificationMessage',
      'UsernameAttributes',
      'UsernameConfiguration',
      'VerificationMessageTemplate',
    ),
    UserPoolName: ownName,
    UserPoolTags: ownTags,
  },
};

export const USER_POOL_CLIENT: TypeRule = {
  reaches: 'the pool whose viewers it signs in',
  required: ['UserPoolId'],
  properties: {
    ...settings(
      'AccessTokenValidity',
      'AllowedOAuthFlowsUserPoolClient',
      'EnableTokenRevocation',
      'ExplicitAuthFlows',
      'GenerateSecret',
      'IdTokenValidity',
      'PreventUserExistenceErrors',
      'RefreshTokenValidity',
      'TokenValidityUnits',
    ),
    SupportedIdentityProviders: each(
      oneOf('own-settings', 'the pool’s own directory', { texts: ['COGNITO'] }),
    ),
    UserPoolId: oneOf('own-settings', 'a user pool of this stack', {
      own: { 'AWS::Cognito::UserPool': [''] },
    }),
  },
};

export const TABLE: TypeRule = {
  reaches: 'nothing: indexes, streams, replicas and policies have no rule',
  properties: {
    ...settings(
      'AttributeDefinitions',
      'BillingMode',
      'DeletionProtectionEnabled',
      'KeySchema',
      'PointInTimeRecoverySpecification',
      'SSESpecification',
    ),
    Tags: ownTags,
  },
};

export const TOPIC: TypeRule = {
  reaches: 'nothing: subscriptions have no rule',
  properties: { KmsMasterKeyId: setting, Tags: ownTags },
};

export const QUEUE: TypeRule = {
  reaches: 'nothing: dead-letter queues elsewhere have no rule',
  properties: {
    ...settings('KmsMasterKeyId', 'MessageRetentionPeriod', 'SqsManagedSseEnabled', 'VisibilityTimeout'),
    QueueName: ownName,
    Tags: ownTags,
  },
};

export const LOG_GROUP: TypeRule = {
  reaches: 'nothing: its name is CloudFormation’s to give, its policy has no rule',
  properties: { RetentionInDays: setting, Tags: ownTags },
};

export const EVENT_INVOKE_CONFIG: TypeRule = {
  reaches: 'nothing: destinations have no rule',
  properties: settings('FunctionName', 'MaximumEventAgeInSeconds', 'MaximumRetryAttempts', 'Qualifier'),
};

export const EDGE_FUNCTION: TypeRule = {
  reaches: 'every request to the distributions of the cell',
  properties: {
    ...settings('AutoPublish', 'FunctionCode'),
    FunctionConfig: mapping(settings('Comment', 'Runtime')),
    Name: ownName,
    Tags: ownTags,
  },
};

export const CACHE_POLICY: TypeRule = {
  reaches: 'nothing',
  properties: { CachePolicyConfig: mapping({ Name: ownName }, setting) },
};

export const ORIGIN_REQUEST_POLICY: TypeRule = {
  reaches: 'what of a viewer’s request is sent to an origin',
  properties: { OriginRequestPolicyConfig: mapping({ Name: ownName }, setting) },
};

export const ORIGIN_ACCESS_CONTROL: TypeRule = {
  reaches: 'nothing',
  properties: { OriginAccessControlConfig: mapping({ Name: ownName }, setting) },
};
