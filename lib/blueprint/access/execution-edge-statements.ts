import { EDGE_REGION } from '../../fleet/schema/fleet-file';
import { tenantStackName } from '../names';
import { BECOMES_OWN, HOLDER, IS_OWN, STAYS_OWN } from '../tenant-tag';
import { allow } from './execution-statements';
import type { PolicyGround } from './policy-ground';

const DISTRIBUTION_ACTIONS = [
  'cloudfront:CreateMonitoringSubscription',
  'cloudfront:DeleteDistribution',
  'cloudfront:DeleteMonitoringSubscription',
  'cloudfront:GetDistribution',
  'cloudfront:GetDistributionConfig',
  'cloudfront:GetMonitoringSubscription',
  'cloudfront:ListTagsForResource',
  'cloudfront:UpdateDistribution',
];

const HEADERS_POLICY_ACTIONS = [
  'cloudfront:CreateResponseHeadersPolicy',
  'cloudfront:DeleteResponseHeadersPolicy',
  'cloudfront:GetResponseHeadersPolicy',
  'cloudfront:UpdateResponseHeadersPolicy',
];

const WEB_ACL_ACTIONS = [
  'wafv2:CreateWebACL',
  'wafv2:DeleteWebACL',
  'wafv2:GetWebACL',
  'wafv2:ListTagsForResource',
  'wafv2:TagResource',
  'wafv2:UpdateWebACL',
];

/** What CloudFormation may do for a tenant's edge: its distribution, what stands in front of it, and its records. */
export function executionEdgeStatements(ground: PolicyGround): readonly object[] {
  const { cell, logBucketArn } = ground;
  const distributions = [`arn:aws:cloudfront::${cell.account}:distribution/*`];
  return [
    allow(
      'NewDistribution',
      ['cloudfront:CreateDistribution', 'cloudfront:CreateDistributionWithTags', 'cloudfront:TagResource'],
      distributions,
      BECOMES_OWN,
    ),
    allow('Distribution', DISTRIBUTION_ACTIONS, distributions, IS_OWN),
    allow('DistributionTags', ['cloudfront:TagResource'], distributions, STAYS_OWN),
    // It has neither a name in its ARN nor tags: CloudFormation changes those that the stack owns.
    allow('HeadersPolicy', HEADERS_POLICY_ACTIONS, [
      `arn:aws:cloudfront::${cell.account}:response-headers-policy/*`,
    ]),
    // CloudFront lets its log delivery write to the bucket, on behalf of whoever asks for logs.
    allow('LogDelivery', ['s3:GetBucketAcl', 's3:PutBucketAcl'], [logBucketArn]),
    ...webAcl(ground),
    ...records(ground),
  ];
}

function webAcl({ cell, webAclArn }: PolicyGround): readonly object[] {
  const before = `arn:aws:wafv2:${EDGE_REGION}:${cell.account}:global`;
  const own = [
    allow('WebAcl', WEB_ACL_ACTIONS, [`${before}/webacl/${tenantStackName(HOLDER)}/*`]),
    allow('WebAclRules', ['wafv2:CreateWebACL', 'wafv2:UpdateWebACL'], [`${before}/managedruleset/*`]),
  ];
  return [
    ...(cell.region === EDGE_REGION ? own : []),
    ...(webAclArn === undefined ? [] : [allow('WebAclOfTheCell', ['wafv2:GetWebACL'], [webAclArn])]),
  ];
}

/** The tenant's host under the cell's domain, which is its id. */
function records({ cell }: PolicyGround): readonly object[] {
  const zone = `arn:aws:route53:::hostedzone/${cell.hostedZoneId}`;
  const names = 'route53:ChangeResourceRecordSetsNormalizedRecordNames';
  return [
    allow('Records', ['route53:ChangeResourceRecordSets'], [zone], {
      'ForAllValues:StringEquals': { [names]: [`${HOLDER}.${cell.domain}`] },
      Null: { [names]: 'false' },
    }),
    allow('Zone', ['route53:GetHostedZone', 'route53:ListResourceRecordSets'], [zone]),
    allow('RecordChange', ['route53:GetChange'], ['arn:aws:route53:::change/*']),
  ];
}
