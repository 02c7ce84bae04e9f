import type * as cloudfront from 'aws-cdk-lib/aws-cloudfront';

import type { IntegrationBehavior } from '../edge-contribution';

/** Ids of the origins, unique within one distribution. */
export const ORIGIN = { api: 'api', app: 'app', brand: 'brand', media: 'media' } as const;

/** Tells the platform API whose viewer is calling. CloudFront replaces what a viewer sends under this name. */
const TENANT_HEADER = 'x-multiplex-tenant';

/** The longest that CloudFront takes: a player calls every minute or so, and need not wait for a handshake each time. */
const KEEP_ALIVE_SECONDS = 60;

const TLS_ONLY: cloudfront.CfnDistribution.CustomOriginConfigProperty = {
  originProtocolPolicy: 'https-only',
  originSslProtocols: ['TLSv1.2'],
  originKeepaliveTimeout: KEEP_ALIVE_SECONDS,
};

export function bucketOrigin(
  id: string,
  domainName: string,
  originAccessControlId: string,
): cloudfront.CfnDistribution.OriginProperty {
  return { id, domainName, originAccessControlId, s3OriginConfig: { originAccessIdentity: '' } };
}

export function apiOrigin(domainName: string, tenant: string): cloudfront.CfnDistribution.OriginProperty {
  return {
    id: ORIGIN.api,
    domainName,
    customOriginConfig: TLS_ONLY,
    originCustomHeaders: [{ headerName: TENANT_HEADER, headerValue: tenant }],
  };
}

/** A third party is not told which tenant it serves; its path pattern is unique in the distribution, so it is the id. */
export function integrationOrigin(behavior: IntegrationBehavior): cloudfront.CfnDistribution.OriginProperty {
  return { id: behavior.pathPattern, domainName: behavior.originHost, customOriginConfig: TLS_ONLY };
}
