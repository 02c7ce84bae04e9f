import { isObject } from '../template/template';
import {
  accountClaim,
  drawn,
  generatedName,
  LOWER_CASE,
  named,
  regionalClaim,
  textAt,
  textsAt,
  uuid,
} from './resource-type';
import type { Existing, ResourceType } from './resource-type';

const DISTRIBUTION = 'AWS::CloudFront::Distribution';

/** Longest name that CloudFront takes for what has one. */
const NAME_MAX = 64;

export function distributionClaim(id: string): string {
  return `distribution/${id}`;
}

export const EDGE_TYPES: Readonly<Record<string, ResourceType>> = {
  [DISTRIBUTION]: {
    physicalId: ({ seed }) => `E${drawn(seed, 13)}`,
    attributes: {
      Id: ({ physicalId }) => physicalId,
      DomainName: ({ physicalId }) => `d${drawn(physicalId, 13, LOWER_CASE)}.cloudfront.net`,
    },
    claims: ({ physicalId, properties }) => [
      distributionClaim(physicalId),
      ...textsAt(properties, 'DistributionConfig', 'Aliases').map((alias) => `alias/${alias.toLowerCase()}`),
    ],
  },
  'AWS::CloudFront::Function': {
    givenName: (properties) => textAt(properties, 'Name'),
    physicalId: (birth) =>
      `arn:aws:cloudfront::${birth.address.account}:function/${textAt(birth.properties, 'Name') ?? generatedName(birth, NAME_MAX)}`,
    attributes: {
      FunctionARN: ({ physicalId }) => physicalId,
      'FunctionMetadata.FunctionARN': ({ physicalId }) => physicalId,
      Stage: () => 'LIVE',
    },
    claims: ({ physicalId }) => [`cloudfront-function/${physicalId}`],
  },
  'AWS::CloudFront::CachePolicy': policy('CachePolicyConfig'),
  'AWS::CloudFront::OriginRequestPolicy': policy('OriginRequestPolicyConfig'),
  'AWS::CloudFront::ResponseHeadersPolicy': policy('ResponseHeadersPolicyConfig'),
  'AWS::CloudFront::OriginAccessControl': {
    givenName: (properties) => textAt(properties, 'OriginAccessControlConfig', 'Name'),
    physicalId: ({ seed }) => `E${drawn(seed, 13)}`,
    attributes: { Id: ({ physicalId }) => physicalId },
    claims: (resource) => nameClaims('OriginAccessControlConfig', resource),
  },
  'AWS::CloudFront::MonitoringSubscription': {
    physicalId: ({ properties }) => textAt(properties, 'DistributionId') ?? '',
    attributes: {},
    claims: ({ physicalId }) => [`monitoring-subscription/${physicalId}`],
  },
  'AWS::WAFv2::WebACL': {
    givenName: (properties) => textAt(properties, 'Name'),
    physicalId: (birth) => {
      const name = textAt(birth.properties, 'Name') ?? generatedName(birth, 128);
      return `${name}|${uuid(birth.seed)}|${textAt(birth.properties, 'Scope') ?? ''}`;
    },
    attributes: {
      Arn: ({ physicalId, address }) => {
        const [name, id, scope] = physicalId.split('|');
        const where = scope === 'CLOUDFRONT' ? 'global' : 'regional';
        return `arn:aws:wafv2:${address.region}:${address.account}:${where}/webacl/${name}/${id}`;
      },
      Id: ({ physicalId }) => physicalId.split('|')[1] ?? '',
    },
    claims: ({ physicalId, address }) => {
      const [name = '', , scope = ''] = physicalId.split('|');
      return [regionalClaim('web-acl', address, `${scope}/${name}`)];
    },
  },
  'AWS::Route53::RecordSet': {
    ...named('Name', 1_024),
    attributes: {},
    claims: ({ physicalId, properties }) => {
      const zone = textAt(properties, 'HostedZoneId') ?? textAt(properties, 'HostedZoneName') ?? '';
      const type = textAt(properties, 'Type') ?? '';
      const set = textAt(properties, 'SetIdentifier');
      return [['dns', zone, physicalId, type, ...(set === undefined ? [] : [set])].join('/')];
    },
  },
};

function policy(config: string): ResourceType {
  return {
    givenName: (properties) => textAt(properties, config, 'Name'),
    physicalId: ({ seed }) => uuid(seed),
    attributes: { Id: ({ physicalId }) => physicalId },
    claims: (resource) => nameClaims(config, resource),
  };
}

function nameClaims(config: string, { properties, address }: Existing): readonly string[] {
  const { [config]: given } = properties;
  const name = isObject(given) ? textAt(given, 'Name') : undefined;
  return name === undefined ? [] : [accountClaim(config.replace(/Config$/, ''), address, name)];
}
