import { SHARING_DISTRIBUTIONS_MAX } from '../fleet/limits';
import type { QuotaName } from '../fleet/schema/quotas';
import type { StackContents } from '../render/stack-contents';

/** Where AWS counts: in an account, in one Region of it, in what we call a cell, or in each template. */
type QuotaScope = 'account' | 'region' | 'cell' | 'template';

export interface Quota {
  /** What is counted, as a plural noun. */
  readonly noun: string;
  /** How many there may be unless AWS was asked for more. */
  readonly value: number;
  readonly scope: QuotaScope;
  /** Whether AWS raises it when asked. */
  readonly isAdjustable: boolean;
  /** How many of them a stack is or holds. */
  readonly count: (contents: StackContents) => number;
  /** Where the value stands. */
  readonly source: string;
}

/**
 * Every quota of AWS that a fleet runs into, smallest scope first. Values are the defaults of new accounts; `quotas` in
 * `fleet.yaml` says what was granted.
 */
export const QUOTAS: Readonly<Record<QuotaName, Quota>> = {
  distributionsPerSharedPart: {
    noun: 'distributions that share parts',
    value: SHARING_DISTRIBUTIONS_MAX,
    scope: 'cell',
    isAdjustable: false,
    count: (contents) => (contents.kind === 'tenant' ? ofType(contents, 'AWS::CloudFront::Distribution') : 0),
    source: 'CloudFront Developer Guide, Quotas: general quotas on policies and on distributions',
  },
  recordsPerZone: {
    noun: 'records of the hosted zone',
    value: 10_000,
    scope: 'cell',
    isAdjustable: true,
    count: (contents) => ofType(contents, 'AWS::Route53::RecordSet'),
    source: 'Route 53 Developer Guide, Quotas: records',
  },
  distributions: {
    noun: 'distributions',
    value: 500,
    scope: 'account',
    isAdjustable: true,
    count: (contents) => ofType(contents, 'AWS::CloudFront::Distribution'),
    source: 'CloudFront Developer Guide, Quotas: general quotas on distributions',
  },
  cachePolicies: {
    noun: 'cache policies',
    value: 20,
    scope: 'account',
    isAdjustable: true,
    count: (contents) => ofType(contents, 'AWS::CloudFront::CachePolicy'),
    source: 'CloudFront Developer Guide, Quotas: general quotas on policies',
  },
  originRequestPolicies: {
    noun: 'origin request policies',
    value: 20,
    scope: 'account',
    isAdjustable: true,
    count: (contents) => ofType(contents, 'AWS::CloudFront::OriginRequestPolicy'),
    source: 'CloudFront Developer Guide, Quotas: general quotas on policies',
  },
  responseHeadersPolicies: {
    noun: 'response headers policies',
    value: 20,
    scope: 'account',
    isAdjustable: true,
    count: (contents) => ofType(contents, 'AWS::CloudFront::ResponseHeadersPolicy'),
    source: 'CloudFront Developer Guide, Quotas: general quotas on policies',
  },
  functions: {
    noun: 'CloudFront functions',
    value: 100,
    scope: 'account',
    isAdjustable: true,
    count: (contents) => ofType(contents, 'AWS::CloudFront::Function'),
    source: 'CloudFront Developer Guide, Quotas: quotas on CloudFront Functions',
  },
  originAccessControls: {
    noun: 'origin access controls',
    value: 100,
    scope: 'account',
    isAdjustable: true,
    count: (contents) => ofType(contents, 'AWS::CloudFront::OriginAccessControl'),
    source: 'CloudFront Developer Guide, Quotas: general quotas on distributions',
  },
  webAcls: {
    noun: 'web ACLs for CloudFront',
    value: 100,
    scope: 'account',
    isAdjustable: true,
    count: (contents) => ofType(contents, 'AWS::WAFv2::WebACL'),
    source: 'WAF Developer Guide, Quotas: web ACLs, in us-east-1 where those of CloudFront are',
  },
  certificates: {
    noun: 'certificates in us-east-1',
    value: 2500,
    scope: 'account',
    isAdjustable: true,
    count: ({ certificateArn }) => (certificateArn === undefined ? 0 : 1),
    source: 'ACM User Guide, Quotas: certificates a Region',
  },
  roles: {
    noun: 'IAM roles',
    value: 1000,
    scope: 'account',
    isAdjustable: true,
    count: (contents) => ofType(contents, 'AWS::IAM::Role'),
    source: 'IAM User Guide, IAM object quotas: roles',
  },
  managedPolicies: {
    noun: 'managed policies',
    value: 1500,
    scope: 'account',
    isAdjustable: true,
    count: (contents) => ofType(contents, 'AWS::IAM::ManagedPolicy'),
    source: 'IAM User Guide, IAM object quotas: customer managed policies',
  },
  buckets: {
    noun: 'S3 buckets',
    value: 10_000,
    scope: 'account',
    isAdjustable: true,
    count: (contents) => ofType(contents, 'AWS::S3::Bucket'),
    source: 'S3 User Guide, Quotas: general purpose buckets',
  },
  stacks: {
    noun: 'stacks',
    value: 2000,
    scope: 'region',
    isAdjustable: true,
    count: () => 1,
    source: 'CloudFormation User Guide, Quotas: stacks',
  },
  userPools: {
    noun: 'user pools',
    value: 1000,
    scope: 'region',
    isAdjustable: true,
    count: (contents) => ofType(contents, 'AWS::Cognito::UserPool'),
    source: 'Cognito Developer Guide, Quotas: user pools',
  },
  alarms: {
    noun: 'CloudWatch alarms',
    value: 5000,
    scope: 'region',
    isAdjustable: true,
    count: (contents) => ofType(contents, 'AWS::CloudWatch::Alarm'),
    source: 'CloudWatch User Guide, Quotas: alarms',
  },
  templateResources: {
    noun: 'resources of a template',
    value: 500,
    scope: 'template',
    isAdjustable: false,
    count: ({ types }) => Object.values(types).reduce((sum, number) => sum + number, 0),
    source: 'CloudFormation User Guide, Quotas: resources',
  },
  templateBytes: {
    noun: 'bytes of a template',
    // Published as 1 MB, which is taken for the smaller of its two meanings.
    value: 1_000_000,
    scope: 'template',
    isAdjustable: false,
    count: ({ templateBytes }) => templateBytes,
    source: 'CloudFormation User Guide, Quotas: template body size in an S3 object',
  },
};

/**
 * What `cdk bootstrap` puts into each Region of each account besides: one stack with a bucket and five roles. Source:
 * the template that the pinned `aws-cdk` has.
 */
export const BOOTSTRAP: Readonly<Partial<Record<QuotaName, number>>> = { stacks: 1, buckets: 1, roles: 5 };

function ofType({ types }: StackContents, type: string): number {
  return types[type] ?? 0;
}
