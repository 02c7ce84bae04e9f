import { TENANT, plantingsIn, property } from '../planting';
import type { Editable, Planting, Row } from '../planting';

const DISTRIBUTION = 'AWS::CloudFront::Distribution';
const CONFIG = 'DistributionConfig';

function config(path: string, value: Editable): Planting['plant'] {
  return (edit) => {
    edit.property(DISTRIBUTION, path, value);
  };
}

function withoutConfig(path: string): Planting['plant'] {
  return (edit) => {
    edit.remove(DISTRIBUTION, path);
  };
}

const CSP = 'ResponseHeadersPolicyConfig.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy';

const ROWS: readonly Row[] = [
  [
    'it answers for the host of another tenant',
    config(`${CONFIG}.Aliases`, [
      'northlight-canary.us-1.northlight.example',
      'rally-north.us-1.northlight.example',
    ]),
    'own-hosts',
    'it is none of northlight-canary.us-1',
  ],
  [
    'it answers for every host of the cell',
    config(`${CONFIG}.Aliases.0`, '*.us-1.northlight.example'),
    'own-hosts',
    'it is none of',
  ],
  [
    'the certificate is of another tenant',
    config(
      `${CONFIG}.ViewerCertificate.AcmCertificateArn`,
      'arn:aws:acm:us-east-1:111122223333:certificate/99999999-9999-4999-8999-999999999999',
    ),
    'own-certificate',
    'it is not ⟨cell:certificate-arn⟩',
  ],
  [
    'the function of a behaviour is of elsewhere',
    config(
      `${CONFIG}.DefaultCacheBehavior.FunctionAssociations.0.FunctionARN`,
      'arn:aws:cloudfront::111122223333:function/x',
    ),
    'shared-edge',
    'it is not the cell’s function',
  ],
  [
    'code runs at the edge by another way',
    config(`${CONFIG}.DefaultCacheBehavior.LambdaFunctionAssociations`, []),
    'known-property',
    'no rule examines LambdaFunctionAssociations',
  ],
  [
    'a cache policy is of elsewhere',
    config(`${CONFIG}.CacheBehaviors.0.CachePolicyId`, '658327ea-f89d-4fab-a63d-7e88639e58f6'),
    'shared-edge',
    'it is not a cache policy of the cell',
  ],
  [
    'a request policy is of elsewhere',
    config(`${CONFIG}.CacheBehaviors.2.OriginRequestPolicyId`, '216adef6-5c7f-47e4-b989-5492eafa07d3'),
    'shared-edge',
    'it is not an origin request policy',
  ],
  [
    'the web ACL is of another tenant',
    config(`${CONFIG}.WebACLId`, 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/tenant--rally-north/1'),
    'shared-edge',
    'it is not a web ACL',
  ],
  [
    'requests are logged elsewhere',
    config(`${CONFIG}.Logging.Bucket`, 'logs.s3.us-east-1.amazonaws.com'),
    'own-logs',
    'it is not the cell’s log bucket',
  ],
  [
    'requests are logged below the prefix of another tenant',
    config(`${CONFIG}.Logging.Prefix`, 'tenants/rally-north/'),
    'own-logs',
    'it is not below tenants/northlight-canary/',
  ],
  [
    'the prefix of the logs lacks its slash',
    config(`${CONFIG}.Logging.Prefix`, 'tenants/northlight-canary'),
    'own-logs',
    'it is not below',
  ],
  [
    'the logs have no prefix',
    withoutConfig(`${CONFIG}.Logging.Prefix`),
    'own-logs',
    'the logs of all tenants would mix',
  ],
  [
    'a part of the distribution depends on a condition',
    config(`${CONFIG}.WebACLId`, { 'Fn::If': ['A', 'x', 'y'] }),
    'known-intrinsics',
    'Fn::If is not read',
  ],
  [
    'pages may call a host that is not in the settings',
    (edit) => {
      const path = `Resources.${edit.idOf('AWS::CloudFront::ResponseHeadersPolicy')}.Properties.${CSP}`;
      edit.set(
        path,
        JSON.stringify(edit.find(path))
          .slice(1, -1)
          .replace("connect-src 'self'", "connect-src 'self' https://rival.example"),
      );
    },
    'own-content-sources',
    'the settings do not name https://rival.example',
  ],
  [
    'pages may be read from other origins',
    property('AWS::CloudFront::ResponseHeadersPolicy', 'ResponseHeadersPolicyConfig.CorsConfig', {}),
    'known-property',
    'no rule examines CorsConfig',
  ],
  [
    'a record is for the host of another tenant',
    property('AWS::Route53::RecordSet', 'Name', 'rally-north.us-1.northlight.example'),
    'own-hosts',
    'it is none of',
  ],
  [
    'a record is in another zone',
    property('AWS::Route53::RecordSet', 'HostedZoneId', 'Z0222222222222222222'),
    'own-record',
    'it is not the cell’s zone',
  ],
  [
    'a record points to another distribution',
    property('AWS::Route53::RecordSet', 'AliasTarget.DNSName', 'd111111abcdef8.cloudfront.net'),
    'own-record',
    'it is not the own distribution',
  ],
  [
    'a record is written as text',
    property('AWS::Route53::RecordSet', 'ResourceRecords', ['d111111abcdef8.cloudfront.net']),
    'known-property',
    'no rule examines ResourceRecords',
  ],
  [
    'metrics are subscribed to of another distribution',
    property('AWS::CloudFront::MonitoringSubscription', 'DistributionId', 'E2QWRUHAPOMQZL'),
    'own-metrics',
    'it is not the own distribution',
  ],
  [
    'an alarm reads another distribution',
    property('AWS::CloudWatch::Alarm', 'Dimensions.0.Value', 'E2QWRUHAPOMQZL'),
    'own-metrics',
    'DistributionId is not of this stack',
  ],
  [
    'an alarm reads what it computes',
    property('AWS::CloudWatch::Alarm', 'Metrics', []),
    'known-property',
    'no rule examines Metrics',
  ],
  [
    'an alarm tells somebody else',
    property('AWS::CloudWatch::Alarm', 'AlarmActions', ['arn:aws:sns:us-east-1:111122223333:somebody']),
    'alarm-topic',
    'it is not the cell’s alarm topic',
  ],
  [
    'a dashboard shows another distribution',
    property(
      'AWS::CloudWatch::Dashboard',
      'DashboardBody',
      '{"widgets":[{"type":"metric","properties":{"metrics":[["AWS/CloudFront","Requests","Region","Global","DistributionId","E2QWRUHAPOMQZL"]]}}]}',
    ),
    'own-metrics',
    'a metric is not of the own distribution',
  ],
  [
    'a dashboard searches',
    property(
      'AWS::CloudWatch::Dashboard',
      'DashboardBody',
      '{"widgets":[{"type":"metric","properties":{"metrics":[[{"expression":"SEARCH(...)"}]]}}]}',
    ),
    'own-metrics',
    'a metric is not of the own distribution',
  ],
  [
    'a dashboard shows logs',
    property(
      'AWS::CloudWatch::Dashboard',
      'DashboardBody',
      '{"widgets":[{"type":"log","properties":{"query":"SOURCE x"}}]}',
    ),
    'own-metrics',
    'a widget is not of listed metrics',
  ],
];

/** Faults in the rest of what viewers reach, and in what is watched. */
export const EDGE_PLANTINGS = plantingsIn(TENANT, ROWS);
