import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';

/** Rule groups that AWS keeps; the names are AWS's own. */
const MANAGED_RULE_GROUPS = [
  'AWSManagedRulesAmazonIpReputationList',
  'AWSManagedRulesCommonRuleSet',
  'AWSManagedRulesKnownBadInputsRuleSet',
];

const RATE_WINDOW_SECONDS = 300;

export interface EdgeWebAclProps {
  readonly name: string;
  /** Requests that one address may make in five minutes. @default no limit */
  readonly requestsPerAddress?: number;
}

/** A web ACL for CloudFront. It can be made in us-east-1 only. */
export function edgeWebAcl(scope: Construct, id: string, props: EdgeWebAclProps): wafv2.CfnWebACL {
  return new wafv2.CfnWebACL(scope, id, {
    name: props.name,
    scope: 'CLOUDFRONT',
    defaultAction: { allow: {} },
    visibilityConfig: visibility('web-acl'),
    rules: [
      ...MANAGED_RULE_GROUPS.map((name, priority) => managedRule(name, priority)),
      ...(props.requestsPerAddress === undefined ? [] : [rateRule(props.requestsPerAddress)]),
    ],
  });
}

function managedRule(name: string, priority: number): wafv2.CfnWebACL.RuleProperty {
  return {
    name,
    priority,
    overrideAction: { none: {} },
    statement: { managedRuleGroupStatement: { vendorName: 'AWS', name } },
    visibilityConfig: visibility(name),
  };
}

function rateRule(limit: number): wafv2.CfnWebACL.RuleProperty {
  return {
    name: 'RateLimit',
    priority: MANAGED_RULE_GROUPS.length,
    action: { block: {} },
    statement: {
      rateBasedStatement: { aggregateKeyType: 'IP', evaluationWindowSec: RATE_WINDOW_SECONDS, limit },
    },
    visibilityConfig: visibility('RateLimit'),
  };
}

function visibility(metricName: string): wafv2.CfnWebACL.VisibilityConfigProperty {
  return { cloudWatchMetricsEnabled: true, metricName, sampledRequestsEnabled: true };
}
