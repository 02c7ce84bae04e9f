import { TENANT, plantingsIn } from '../planting';
import type { Editable, Planting, Row } from '../planting';

const DISTRIBUTION = 'AWS::CloudFront::Distribution';
const CONFIG = 'DistributionConfig';
const ORIGINS = `${CONFIG}.Origins`;
const APP = `${ORIGINS}.0`;
const BRAND = `${ORIGINS}.1`;
const MEDIA = `${ORIGINS}.2`;
const API = `${ORIGINS}.3`;
const ADS = `${ORIGINS}.4`;

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

function moreOrigin(origin: { [key: string]: Editable }): Planting['plant'] {
  return (edit) => {
    edit.push(DISTRIBUTION, ORIGINS, { Id: 'planted', ...origin });
  };
}

const HEADER = 'x-multiplex-tenant';

const ROWS: readonly Row[] = [
  [
    'the media path is of another tenant',
    config(`${MEDIA}.OriginPath`, '/tenants/rally-north'),
    'media-origin',
    'its path is "/tenants/rally-north"',
  ],
  [
    'the media path is of all tenants',
    config(`${MEDIA}.OriginPath`, '/tenants'),
    'media-origin',
    'its path is "/tenants"',
  ],
  [
    'the media path begins with the id and goes on',
    config(`${MEDIA}.OriginPath`, '/tenants/northlight-canary-2'),
    'media-origin',
    'northlight-canary-2',
  ],
  ['the media path is dropped', withoutConfig(`${MEDIA}.OriginPath`), 'media-origin', 'its path is ""'],
  [
    'an origin is the bucket of the logs',
    config(`${MEDIA}.DomainName`, {
      'Fn::Join': ['', [{ Ref: 'CellLogBucketName' }, '.s3.us-east-1.amazonaws.com']],
    }),
    'integration-origin',
    'no host that the tenant’s own settings name',
  ],
  [
    'an origin is the media bucket in other words',
    moreOrigin({
      DomainName: { 'Fn::Sub': '${CellMediaBucketName}.s3.amazonaws.com' },
      S3OriginConfig: { OriginAccessIdentity: '' },
    }),
    'integration-origin',
    'no host that',
  ],
  [
    'an origin is added that nobody configured',
    moreOrigin({
      DomainName: 'collector.example',
      CustomOriginConfig: { OriginProtocolPolicy: 'https-only' },
    }),
    'integration-origin',
    'no host that',
  ],
  [
    'an origin is the site of another tenant',
    moreOrigin({ DomainName: 'rally-north.us-1.northlight.example', CustomOriginConfig: {} }),
    'own-strings',
    'is a host of the cell’s domain, and not of this stack',
  ],
  [
    'an origin is the bucket of another stack',
    config(`${BRAND}.DomainName`, 'tenant--rally-north-branding.s3.us-east-1.amazonaws.com'),
    'own-strings',
    'names a tenant, and not this stack’s',
  ],
  [
    'the origin of the app has a path',
    config(`${APP}.OriginPath`, '/tenants/x'),
    'known-property',
    'no rule examines OriginPath',
  ],
  [
    'the API is told another tenant',
    config(`${API}.OriginCustomHeaders.0.HeaderValue`, 'rally-north'),
    'api-origin',
    'it is told x-multiplex-tenant: rally-north',
  ],
  [
    'the API is told no tenant',
    withoutConfig(`${API}.OriginCustomHeaders`),
    'api-origin',
    'it is not sent x-multiplex-tenant',
  ],
  [
    'the API is told by another header',
    config(`${API}.OriginCustomHeaders.0.HeaderName`, 'x-tenant'),
    'api-origin',
    'it is sent x-tenant',
  ],
  [
    'the API is told two tenants',
    config(`${API}.OriginCustomHeaders`, [
      { HeaderName: HEADER, HeaderValue: 'northlight-canary' },
      { HeaderName: HEADER, HeaderValue: 'rally-north' },
    ]),
    'api-origin',
    'and nothing else',
  ],
  [
    'a third party is sent the tenant’s header',
    config(`${ADS}.OriginCustomHeaders`, [{ HeaderName: HEADER, HeaderValue: 'northlight-canary' }]),
    'known-property',
    'no rule examines OriginCustomHeaders',
  ],
  [
    'a third party is signed for',
    config(`${ADS}.OriginAccessControlId`, { Ref: 'CellOriginAccessControlId' }),
    'known-property',
    'no rule examines OriginAccessControlId',
  ],
  [
    'the API of another cell is called',
    config(`${API}.DomainName`, 'api.us-2.northlight.example'),
    'integration-origin',
    'no host that',
  ],
  [
    'an origin access identity is written',
    config(`${BRAND}.S3OriginConfig.OriginAccessIdentity`, 'origin-access-identity/cloudfront/E1'),
    'shared-edge',
    'may be anybody’s',
  ],
  [
    'an origin access control is of elsewhere',
    config(`${BRAND}.OriginAccessControlId`, 'E2QWRUHAPOMQZL'),
    'shared-edge',
    'neither the cell’s origin access control',
  ],
  [
    'origins stand in for each other',
    config(`${CONFIG}.OriginGroups`, { Quantity: 0 }),
    'known-property',
    'no rule examines OriginGroups',
  ],
];

/** Faults in where a distribution fetches from. */
export const ORIGIN_PLANTINGS = plantingsIn(TENANT, ROWS);
