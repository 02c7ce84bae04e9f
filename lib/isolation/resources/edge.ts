import { breaks, holds } from '../proof';
import { hostNames } from '../subject';
import { contractText } from '../scope';
import { textOf } from '../text';
import { distributionLogging } from './log-delivery';
import { ownName, ownTags } from './named';
import { origin } from './origin';
import { each, mapping, oneOf, setting } from './property-rule';
import type { PropertyRule, PropertyRules } from './property-rule';
import type { TypeRule } from './type-rule';

/** AWS's own cache policy for what must not be kept at the edge. */
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';

/** The zone of every CloudFront distribution, wherever it is. */
const CLOUDFRONT_ZONE = 'Z2FDTNDATAQYW2';

/** A host name that viewers find the tenant under. */
export const ownHost: PropertyRule = (value, at) => {
  const host = textOf(value, at.scope);
  const hosts = hostNames(at.scope.subject);
  if (hosts.includes(host)) {
    holds(at, 'own-hosts', 'it is a host name of this tenant', { target: host });
  } else {
    breaks(at, 'own-hosts', `it is none of ${hosts.join(', ')}`, { target: host });
  }
};

const certificate: PropertyRule = (value, at) => {
  const { subject } = at.scope;
  const own =
    subject.kind === 'tenant' && subject.hosts.kind === 'own'
      ? subject.hosts.certificateArn
      : contractText('certificate-arn');
  const text = textOf(value, at.scope);
  if (text === own) {
    holds(at, 'own-certificate', 'it is that of the host names', { target: text });
  } else {
    breaks(at, 'own-certificate', `it is not ${own}`, { target: text });
  }
};

const cachePolicy = oneOf('shared-edge', 'a cache policy of the cell, of this stack or of CloudFront', {
  texts: [contractText('app-cache-policy-id'), contractText('media-cache-policy-id'), CACHING_DISABLED],
  own: { 'AWS::CloudFront::CachePolicy': ['Id', ''] },
});

const requestPolicy = oneOf('shared-edge', 'an origin request policy of the cell or of this stack', {
  texts: [contractText('api-origin-request-policy-id'), contractText('integration-origin-request-policy-id')],
  own: { 'AWS::CloudFront::OriginRequestPolicy': ['Id', ''] },
});

const headersPolicy = oneOf('shared-edge', 'a response headers policy of the cell or of this stack', {
  texts: [contractText('response-headers-policy-id')],
  own: { 'AWS::CloudFront::ResponseHeadersPolicy': ['Id', ''] },
});

const viewerFunction = oneOf('shared-edge', 'the cell’s function', {
  texts: [contractText('viewer-request-function-arn')],
});

const webAcl = oneOf('shared-edge', 'a web ACL of the cell or of this stack', {
  texts: [contractText('web-acl-arn')],
  own: { 'AWS::WAFv2::WebACL': ['Arn'] },
});

const BEHAVIOR: PropertyRules = {
  AllowedMethods: setting,
  CachePolicyId: cachePolicy,
  CachedMethods: setting,
  Compress: setting,
  FunctionAssociations: each(mapping({ EventType: setting, FunctionARN: viewerFunction })),
  OriginRequestPolicyId: requestPolicy,
  ResponseHeadersPolicyId: headersPolicy,
  TargetOriginId: setting,
  ViewerProtocolPolicy: setting,
};

const CONFIG: PropertyRules = {
  Aliases: each(ownHost),
  CacheBehaviors: each(mapping({ ...BEHAVIOR, PathPattern: setting })),
  Comment: setting,
  DefaultCacheBehavior: mapping(BEHAVIOR),
  DefaultRootObject: setting,
  Enabled: setting,
  HttpVersion: setting,
  IPV6Enabled: setting,
  Logging: distributionLogging,
  Origins: each(origin),
  ViewerCertificate: mapping({
    AcmCertificateArn: certificate,
    MinimumProtocolVersion: setting,
    SslSupportMethod: setting,
  }),
  WebACLId: webAcl,
};

export const DISTRIBUTION: TypeRule = {
  reaches: 'every origin that it fetches from, the hosts it answers for, where it logs',
  required: ['DistributionConfig'],
  properties: { DistributionConfig: mapping(CONFIG), Tags: ownTags },
};

/** Hosts with their scheme, as a content security policy names them. */
const SOURCE = /[a-z][a-z0-9+.-]*:\/\/[^\s;]*/gi;

const contentSources: PropertyRule = (value, at) => {
  const text = textOf(value, at.scope);
  const { subject } = at.scope;
  const hosts = subject.kind === 'tenant' ? subject.integrationHosts : [];
  const allowed = new Set(
    [...hosts, `cognito-idp.${subject.cell.region}.amazonaws.com`].map((host) => `https://${host}`),
  );
  const foreign = (text.match(SOURCE) ?? []).filter((source) => !allowed.has(source));
  if (foreign.length === 0) {
    holds(at, 'own-content-sources', 'every host in it is of the settings or Cognito');
  } else {
    breaks(at, 'own-content-sources', `the settings do not name ${foreign.join(', ')}`, {
      target: foreign.join(' '),
    });
  }
};

export const RESPONSE_HEADERS_POLICY: TypeRule = {
  reaches: 'what browsers may load and call beside the own host',
  properties: {
    ResponseHeadersPolicyConfig: mapping({
      CustomHeadersConfig: setting,
      Name: ownName,
      SecurityHeadersConfig: mapping(
        { ContentSecurityPolicy: mapping({ ContentSecurityPolicy: contentSources, Override: setting }) },
        setting,
      ),
    }),
  },
};

const ownDistribution = oneOf('own-record', 'the own distribution', {
  own: { 'AWS::CloudFront::Distribution': ['DomainName'] },
});

const zone = oneOf('own-record', 'the cell’s zone', { texts: [contractText('hosted-zone-id')] });

/** Records are for hosts under the cell's domain only: the client's own DNS points to the rest. */
const recordName: PropertyRule = (value, at) => {
  const { subject } = at.scope;
  if (subject.kind === 'tenant' && subject.hosts.kind === 'cell') {
    ownHost(value, at);
  } else {
    breaks(at, 'own-record', 'this tenant has no host under the cell’s domain', {
      target: textOf(value, at.scope),
    });
  }
};

export const RECORD_SET: TypeRule = {
  reaches: 'whoever asks for the name, in the zone that the cell’s tenants share',
  required: ['HostedZoneId', 'Name', 'AliasTarget'],
  properties: {
    AliasTarget: mapping({
      DNSName: ownDistribution,
      HostedZoneId: oneOf('own-record', 'CloudFront’s zone', { texts: [CLOUDFRONT_ZONE] }),
    }),
    HostedZoneId: zone,
    Name: recordName,
    Type: setting,
  },
};

export const MONITORING_SUBSCRIPTION: TypeRule = {
  reaches: 'the distribution that it measures',
  properties: {
    DistributionId: oneOf('own-metrics', 'the own distribution', {
      own: { 'AWS::CloudFront::Distribution': ['Id', ''] },
    }),
    MonitoringSubscription: setting,
  },
};

export const WEB_ACL: TypeRule = {
  reaches: 'requests to what it is put in front of',
  properties: {
    DefaultAction: setting,
    Name: ownName,
    Rules: setting,
    Scope: setting,
    Tags: ownTags,
    VisibilityConfig: setting,
  },
};
