import { CONTRACT_PARAMETER, FUNCTION } from './cell-parts';
import { DISTRIBUTION, MONITORING_SUBSCRIPTION, RECORD_SET, RESPONSE_HEADERS_POLICY, WEB_ACL } from './edge';
import { BUCKET_POLICY, KEY, PERMISSION, QUEUE_POLICY, TOPIC_POLICY } from './guarded';
import { ALARM, DASHBOARD } from './observed';
import {
  BUCKET,
  CACHE_POLICY,
  EDGE_FUNCTION,
  EVENT_INVOKE_CONFIG,
  LOG_GROUP,
  ORIGIN_ACCESS_CONTROL,
  ORIGIN_REQUEST_POLICY,
  QUEUE,
  TABLE,
  TOPIC,
  USER_POOL,
  USER_POOL_CLIENT,
} from './plain';
import { TENANT_BRANDING, TENANT_PARTITION } from './provisioned';
import { DEPLOYER_ROLE } from './deployer-role';
import { POLICY, ROLE } from './role';
import { TENANT_POLICY } from './tenant-policy';
import type { TypeRules } from './type-rule';

/** Types that may stand in a stack of either kind. */
const ANY_STACK: TypeRules = {
  'AWS::CloudFront::ResponseHeadersPolicy': RESPONSE_HEADERS_POLICY,
  'AWS::CloudWatch::Alarm': ALARM,
  'AWS::IAM::Policy': POLICY,
  'AWS::IAM::Role': ROLE,
  'AWS::KMS::Key': KEY,
  'AWS::Lambda::Permission': PERMISSION,
  'AWS::Logs::LogGroup': LOG_GROUP,
  'AWS::S3::Bucket': BUCKET,
  'AWS::S3::BucketPolicy': BUCKET_POLICY,
  'AWS::SNS::Topic': TOPIC,
  'AWS::SNS::TopicPolicy': TOPIC_POLICY,
  'AWS::SQS::Queue': QUEUE,
  'AWS::SQS::QueuePolicy': QUEUE_POLICY,
  'AWS::WAFv2::WebACL': WEB_ACL,
};

/** Every type of resource that a tenant's stack may hold. */
export const TENANT_TYPES: TypeRules = {
  ...ANY_STACK,
  'AWS::CloudFront::Distribution': DISTRIBUTION,
  'AWS::CloudFront::MonitoringSubscription': MONITORING_SUBSCRIPTION,
  'AWS::CloudWatch::Dashboard': DASHBOARD,
  'AWS::Cognito::UserPool': USER_POOL,
  'AWS::Cognito::UserPoolClient': USER_POOL_CLIENT,
  'AWS::Route53::RecordSet': RECORD_SET,
  'Custom::TenantBranding': TENANT_BRANDING,
  'Custom::TenantPartition': TENANT_PARTITION,
};

/** Every type of resource that a cell's stack may hold. */
export const CELL_TYPES: TypeRules = {
  ...ANY_STACK,
  'AWS::CloudFront::CachePolicy': CACHE_POLICY,
  'AWS::CloudFront::Function': EDGE_FUNCTION,
  'AWS::CloudFront::OriginAccessControl': ORIGIN_ACCESS_CONTROL,
  'AWS::CloudFront::OriginRequestPolicy': ORIGIN_REQUEST_POLICY,
  'AWS::DynamoDB::Table': TABLE,
  'AWS::IAM::ManagedPolicy': TENANT_POLICY,
  'AWS::Lambda::EventInvokeConfig': EVENT_INVOKE_CONFIG,
  'AWS::Lambda::Function': FUNCTION,
  'AWS::SSM::Parameter': CONTRACT_PARAMETER,
};

/** Every type of resource that the stack of a tenant's deployers may hold. */
export const ACCESS_TYPES: TypeRules = { 'AWS::IAM::Role': DEPLOYER_ROLE };
