import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';

import type { ContractName } from '../contract';
import { cellStackName } from '../names';
import { ISOLATION_HEADERS, securityHeaders } from '../security-headers';
import { VIEWER_REQUEST_CODE } from './viewer-request';

const HOUR_SECONDS = 60 * 60;
const DAY_SECONDS = 24 * HOUR_SECONDS;
const YEAR_SECONDS = 365 * DAY_SECONDS;

/** Headers of a viewer that a third party needs to pick an advertisement or a currency, and no more. */
const INTEGRATION_HEADERS = [
  'Accept-Language',
  'CloudFront-Viewer-Country',
  'Origin',
  'Referer',
  'User-Agent',
];

export interface CellEdgeProps {
  readonly cell: string;
  readonly region: string;
}

/** The parts of the edge that distributions share. CloudFront lets 100 distributions share each of them. */
export class CellEdge extends Construct {
  readonly contractValues: Readonly<Partial<Record<ContractName, string>>>;

  private readonly props: CellEdgeProps;

  constructor(scope: Construct, id: string, props: CellEdgeProps) {
    super(scope, id);
    this.props = props;
    const viewerRequest = this.viewerRequestFunction();
    this.contractValues = {
      'api-origin-request-policy-id': this.apiRequestPolicy().attrId,
      'app-cache-policy-id': this.cachePolicy('AppCache', DAY_SECONDS).attrId,
      'integration-origin-request-policy-id': this.integrationRequestPolicy().attrId,
      'media-cache-policy-id': this.cachePolicy('MediaCache', YEAR_SECONDS).attrId,
      'origin-access-control-id': this.originAccessControl().attrId,
      'response-headers-policy-id': this.responseHeadersPolicy().attrId,
      'viewer-request-function-arn': viewerRequest.attrFunctionArn,
    };
  }

  /** Names of policies and functions are unique in an account, so each carries its cell. */
  private nameOf(part: string): string {
    return `${cellStackName(this.props.cell)}--${part}`;
  }

  private originAccessControl(): cloudfront.CfnOriginAccessControl {
    return new cloudfront.CfnOriginAccessControl(this, 'OriginAccessControl', {
      originAccessControlConfig: {
        name: this.nameOf('buckets'),
        originAccessControlOriginType: 's3',
        signingBehavior: 'always',
        signingProtocol: 'sigv4',
      },
    });
  }

  /** The object's own Cache-Control decides, up to a year; nothing of the viewer's request is part of the key. */
  private cachePolicy(id: string, defaultTtl: number): cloudfront.CfnCachePolicy {
    return new cloudfront.CfnCachePolicy(this, id, {
      cachePolicyConfig: {
        name: this.nameOf(id === 'AppCache' ? 'app' : 'media'),
        minTtl: 0,
        defaultTtl,
        maxTtl: YEAR_SECONDS,
        parametersInCacheKeyAndForwardedToOrigin: {
          cookiesConfig: { cookieBehavior: 'none' },
          headersConfig: { headerBehavior: 'none' },
          queryStringsConfig: { queryStringBehavior: 'none' },
          enableAcceptEncodingBrotli: true,
          enableAcceptEncodingGzip: true,
        },
      },
    });
  }

  /** The platform API gets the whole request but for the host, which must be its own for TLS. */
  private apiRequestPolicy(): cloudfront.CfnOriginRequestPolicy {
    return new cloudfront.CfnOriginRequestPolicy(this, 'ApiRequest', {
      originRequestPolicyConfig: {
        name: this.nameOf('api'),
        cookiesConfig: { cookieBehavior: 'all' },
        headersConfig: { headerBehavior: 'allExcept', headers: ['Host'] },
        queryStringsConfig: { queryStringBehavior: 'all' },
      },
    });
  }

  /** A third party never gets a viewer's cookies or authorisation. */
  private integrationRequestPolicy(): cloudfront.CfnOriginRequestPolicy {
    return new cloudfront.CfnOriginRequestPolicy(this, 'IntegrationRequest', {
      originRequestPolicyConfig: {
        name: this.nameOf('integration'),
        cookiesConfig: { cookieBehavior: 'none' },
        headersConfig: { headerBehavior: 'whitelist', headers: INTEGRATION_HEADERS },
        queryStringsConfig: { queryStringBehavior: 'all' },
      },
    });
  }

  private responseHeadersPolicy(): cloudfront.CfnResponseHeadersPolicy {
    return new cloudfront.CfnResponseHeadersPolicy(this, 'ResponseHeaders', {
      responseHeadersPolicyConfig: {
        name: this.nameOf('security'),
        securityHeadersConfig: securityHeaders(this.props.region),
        customHeadersConfig: ISOLATION_HEADERS,
      },
    });
  }

  private viewerRequestFunction(): cloudfront.CfnFunction {
    return new cloudfront.CfnFunction(this, 'ViewerRequest', {
      name: this.nameOf('viewer-request'),
      autoPublish: true,
      functionCode: VIEWER_REQUEST_CODE,
      functionConfig: {
        comment: 'Serves the player for every path of its own',
        runtime: 'cloudfront-js-2.0',
      },
    });
  }
}
