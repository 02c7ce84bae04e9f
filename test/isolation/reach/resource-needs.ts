import type { IamRequest } from './iam-request';

/** One call that CloudFormation makes for a resource. */
export interface Call {
  readonly action: string;
  /** ARN of what it is made on. */
  readonly on: string;
  /** When it is made: tags are in the request of a creation, and on the resource afterwards. */
  readonly when: 'created' | 'there';
}

const ACCOUNT = '111122223333';
const REGION = 'us-east-1';

interface Needs {
  /** ARN of the resource of a tenant. */
  readonly arn: (tenant: string) => string;
  readonly create: readonly string[];
  /** To read, update and delete it, in this order. */
  readonly later: readonly string[];
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/**
 * The permissions that the resource types' own schemas say their handlers need, as published in May 2025, less those for
 * what no template of a tenant has: connection groups and staging, replication, CORS, websites and the like of buckets,
 * service-linked roles and grants of user pools, managed policies on roles, and taking tags away. Records have no schema:
 * theirs are those of the API.
 */
const NEEDS: Readonly<Record<string, Needs>> = {
  'AWS::CloudFront::Distribution': {
    arn: () => `arn:aws:cloudfront::${ACCOUNT}:distribution/E0123456789ABC`,
    create: words(
      'cloudfront:CreateDistribution cloudfront:CreateDistributionWithTags cloudfront:TagResource',
    ),
    later: words(`cloudfront:GetDistribution cloudfront:GetDistributionConfig cloudfront:ListTagsForResource
      cloudfront:UpdateDistribution cloudfront:TagResource cloudfront:DeleteDistribution`),
  },
  'AWS::CloudFront::MonitoringSubscription': {
    arn: () => `arn:aws:cloudfront::${ACCOUNT}:distribution/E0123456789ABC`,
    create: [],
    later: words(`cloudfront:CreateMonitoringSubscription cloudfront:GetMonitoringSubscription
      cloudfront:DeleteMonitoringSubscription`),
  },
  'AWS::CloudFront::ResponseHeadersPolicy': {
    arn: () => `arn:aws:cloudfront::${ACCOUNT}:response-headers-policy/0a1b2c3d`,
    create: words('cloudfront:CreateResponseHeadersPolicy'),
    later: words(`cloudfront:GetResponseHeadersPolicy cloudfront:UpdateResponseHeadersPolicy
      cloudfront:DeleteResponseHeadersPolicy`),
  },
  'AWS::CloudWatch::Alarm': {
    arn: (tenant) => `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:tenant--${tenant}--errors`,
    create: words('cloudwatch:PutMetricAlarm cloudwatch:TagResource cloudwatch:DescribeAlarms'),
    later: words(`cloudwatch:DescribeAlarms cloudwatch:ListTagsForResource cloudwatch:PutMetricAlarm
      cloudwatch:TagResource cloudwatch:DeleteAlarms`),
  },
  'AWS::CloudWatch::Dashboard': {
    arn: (tenant) => `arn:aws:cloudwatch::${ACCOUNT}:dashboard/tenant--${tenant}`,
    create: words('cloudwatch:PutDashboard'),
    later: words('cloudwatch:GetDashboard cloudwatch:PutDashboard cloudwatch:DeleteDashboards'),
  },
  'AWS::Cognito::UserPool': {
    arn: () => `arn:aws:cognito-idp:${REGION}:${ACCOUNT}:userpool/${REGION}_0a1b2c3d4`,
    create: words('cognito-idp:CreateUserPool cognito-idp:TagResource'),
    later:
      words(`cognito-idp:DescribeUserPool cognito-idp:SetUserPoolMfaConfig cognito-idp:GetUserPoolMfaConfig
      cognito-idp:AddCustomAttributes cognito-idp:ListTagsForResource cognito-idp:UpdateUserPool
      cognito-idp:TagResource cognito-idp:DeleteUserPool`),
  },
  'AWS::Cognito::UserPoolClient': {
    arn: () => `arn:aws:cognito-idp:${REGION}:${ACCOUNT}:userpool/${REGION}_0a1b2c3d4`,
    create: [],
    later: words(`cognito-idp:CreateUserPoolClient cognito-idp:DescribeUserPoolClient
      cognito-idp:UpdateUserPoolClient cognito-idp:DeleteUserPoolClient`),
  },
  'AWS::IAM::Role': {
    arn: (tenant) => `arn:aws:iam::${ACCOUNT}:role/multiplex/northlight/us-1/tenants/tenant--${tenant}--data`,
    create: words('iam:CreateRole iam:TagRole iam:PutRolePolicy iam:GetRole iam:GetRolePolicy'),
    later: words(`iam:GetRole iam:GetRolePolicy iam:ListAttachedRolePolicies iam:ListRolePolicies
      iam:PutRolePolicy iam:DeleteRolePolicy iam:PutRolePermissionsBoundary iam:TagRole
      iam:UpdateAssumeRolePolicy iam:UpdateRole iam:UpdateRoleDescription iam:DeleteRole`),
  },
  'AWS::Route53::RecordSet': {
    arn: () => 'arn:aws:route53:::hostedzone/Z0111111111111111111',
    create: words('route53:ChangeResourceRecordSets'),
    later: words(`route53:GetHostedZone route53:ListResourceRecordSets route53:ChangeResourceRecordSets`),
  },
  'AWS::S3::Bucket': {
    arn: bucketOf,
    create: words(`s3:CreateBucket s3:GetBucketAcl s3:ListBucket s3:PutBucketLogging
      s3:PutBucketOwnershipControls s3:PutBucketPublicAccessBlock s3:PutBucketTagging s3:PutBucketVersioning
      s3:PutEncryptionConfiguration s3:PutLifecycleConfiguration`),
    later:
      words(`s3:GetAccelerateConfiguration s3:GetAnalyticsConfiguration s3:GetBucketCORS s3:GetBucketLogging
      s3:GetBucketNotification s3:GetBucketObjectLockConfiguration s3:GetBucketOwnershipControls
      s3:GetBucketPublicAccessBlock s3:GetBucketTagging s3:GetBucketVersioning s3:GetBucketWebsite
      s3:GetEncryptionConfiguration s3:GetIntelligentTieringConfiguration s3:GetInventoryConfiguration
      s3:GetLifecycleConfiguration s3:GetMetricsConfiguration s3:GetReplicationConfiguration s3:ListBucket
      s3:GetBucketMetadataTableConfiguration s3:DeleteBucket`),
  },
  'AWS::S3::BucketPolicy': {
    arn: bucketOf,
    create: words('s3:PutBucketPolicy s3:GetBucketPolicy'),
    later: words('s3:GetBucketPolicy s3:PutBucketPolicy s3:DeleteBucketPolicy'),
  },
  'AWS::WAFv2::WebACL': {
    arn: (tenant) => `arn:aws:wafv2:us-east-1:${ACCOUNT}:global/webacl/tenant--${tenant}/0a1b2c3d`,
    create: words('wafv2:CreateWebACL wafv2:TagResource wafv2:GetWebACL wafv2:ListTagsForResource'),
    later: words(
      'wafv2:GetWebACL wafv2:ListTagsForResource wafv2:UpdateWebACL wafv2:TagResource wafv2:DeleteWebACL',
    ),
  },
  'Custom::TenantBranding': provisioned(),
  'Custom::TenantPartition': provisioned(),
};

function bucketOf(tenant: string): string {
  return `arn:aws:s3:::tenant--${tenant}--${ACCOUNT}-${REGION}`;
}

function provisioned(): Needs {
  return {
    arn: () => `arn:aws:lambda:${REGION}:${ACCOUNT}:function:cell-provisioner`,
    create: words('lambda:InvokeFunction'),
    later: [],
  };
}

/** Types that this table knows. */
export const KNOWN_TYPES: ReadonlySet<string> = new Set(Object.keys(NEEDS));

/** Every call for a resource of the type, from its creation to its end. */
export function callsFor(type: string, tenant: string): readonly Call[] {
  const needs = NEEDS[type];
  if (needs === undefined) {
    throw new Error(`it is not known what ${type} needs`);
  }
  const on = needs.arn(tenant);
  return [
    ...needs.create.map((action): Call => ({
      action,
      // There is no pool yet that could be named.
      on: action === 'cognito-idp:CreateUserPool' ? '*' : on,
      when: 'created',
    })),
    ...needs.later.map((action): Call => ({ action, on, when: 'there' })),
  ];
}

/** What IAM knows of a call: the tags of the stack are in requests that write tags, and on what is there. */
export function contextOf({ action, when }: Call, tenant: string): IamRequest['context'] {
  const tag = 'multiplex:tenant';
  return {
    ...(when === 'created' ? { [`aws:requesttag/${tag}`]: tenant } : { [`aws:resourcetag/${tag}`]: tenant }),
    ...(action.startsWith('iam:')
      ? {
          'iam:permissionsboundary': `arn:aws:iam::${ACCOUNT}:policy/multiplex/northlight/us-1/cell--us-1--tenant-boundary`,
        }
      : {}),
    ...(action === 'route53:ChangeResourceRecordSets'
      ? {
          'route53:changeresourcerecordsetsnormalizedrecordnames': [`${tenant}.us-1.northlight.example`],
        }
      : {}),
  };
}
