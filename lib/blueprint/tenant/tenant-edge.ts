import { Stack, Validations } from 'aws-cdk-lib';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import type * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

import { EDGE_REGION } from '../../fleet/schema/fleet-file';
import type { ContractReader } from '../contract';
import type { EdgeContribution } from '../edge-contribution';
import type { TenantInput } from '../input';
import { objectPrefix, tenantStackName } from '../names';
import { ISOLATION_HEADERS, securityHeaders } from '../security-headers';
import { ORIGIN, apiOrigin, bucketOrigin, integrationOrigin } from './edge-origins';

/** AWS's own policy for what must not be kept at the edge. */
const CACHING_DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';

const READ_METHODS = ['GET', 'HEAD', 'OPTIONS'];
const ALL_METHODS = [...READ_METHODS, 'PUT', 'PATCH', 'POST', 'DELETE'];

export interface TenantEdgeProps extends TenantInput {
  readonly contract: ContractReader;
  readonly brandingBucket: s3.Bucket;
  /** What the tenant's features add, in the order of their names. */
  readonly contributions: readonly EdgeContribution[];
}

/**
 * The tenant's own CloudFront distribution. It is written out property by property: its bytes are what isolation
 * is proved on and what a release promises to give again, so no default of a library may change them.
 */
export class TenantEdge extends Construct {
  readonly distributionId: string;
  readonly distributionArn: string;
  readonly domainName: string;
  private readonly distribution: cloudfront.CfnDistribution;
  private readonly config: cloudfront.CfnDistribution.DistributionConfigProperty;
  private hasWebAcl = false;
  private readonly props: TenantEdgeProps;

  constructor(scope: Construct, id: string, props: TenantEdgeProps) {
    super(scope, id);
    this.props = props;
    this.config = this.configuration();
    this.distribution = new cloudfront.CfnDistribution(this, 'Distribution', {
      distributionConfig: this.config,
    });
    Validations.of(this.distribution).acknowledge({
      id: 'AwsSolutions-CFR1',
      reason:
        'Where a title may be watched is a matter of its licence, title by title; the platform API holds to it.',
    });
    this.distributionId = this.distribution.attrId;
    this.distributionArn = `arn:aws:cloudfront::${props.cell.account}:distribution/${this.distributionId}`;
    this.domainName = this.distribution.attrDomainName;
  }

  /** Puts a web ACL of the tenant's own in front of it. */
  protectWith(webAclArn: string): void {
    this.hasWebAcl = true;
    this.distribution.distributionConfig = { ...this.config, webAclId: webAclArn };
  }

  /** Puts the cell's web ACL in front of a tenant that has none of its own, where the cell has one. */
  protectWithCell(): void {
    const { cell, contract } = this.props;
    if (this.hasWebAcl) {
      return;
    }
    if (cell.region === EDGE_REGION || cell.webAclArn !== undefined) {
      this.protectWith(contract.read('web-acl-arn'));
    } else {
      Validations.of(this.distribution).acknowledge({
        id: 'AwsSolutions-CFR2',
        reason: `A web ACL for CloudFront lives in ${EDGE_REGION}; this cell is elsewhere and names none.`,
      });
    }
  }

  private configuration(): cloudfront.CfnDistribution.DistributionConfigProperty {
    const { tenant, hosts, contract } = this.props;
    return {
      aliases: hosts.kind === 'own' ? [...hosts.names] : [hosts.name],
      comment: `Multiplex tenant ${tenant.id}`,
      enabled: true,
      httpVersion: 'http2and3',
      ipv6Enabled: true,
      defaultRootObject: 'index.html',
      viewerCertificate: {
        acmCertificateArn: hosts.kind === 'own' ? hosts.certificateArn : contract.read('certificate-arn'),
        minimumProtocolVersion: 'TLSv1.2_2021',
        sslSupportMethod: 'sni-only',
      },
      logging: {
        bucket: this.bucketHost(contract.read('log-bucket-name')),
        includeCookies: false,
        prefix: objectPrefix(tenant.id),
      },
      origins: this.origins(),
      ...this.behaviors(),
    };
  }

  private origins(): cloudfront.CfnDistribution.OriginProperty[] {
    const { tenant, cell, contract, brandingBucket } = this.props;
    const accessControl = contract.read('origin-access-control-id');
    return [
      bucketOrigin(ORIGIN.app, this.bucketHost(contract.read('app-bucket-name')), accessControl),
      bucketOrigin(ORIGIN.brand, brandingBucket.bucketRegionalDomainName, accessControl),
      {
        ...bucketOrigin(ORIGIN.media, this.bucketHost(contract.read('media-bucket-name')), accessControl),
        originPath: `/tenants/${tenant.id}`,
      },
      apiOrigin(cell.apiDomain, tenant.id),
      ...this.integrations().map((behavior) => integrationOrigin(behavior)),
    ];
  }

  private behaviors(): Pick<
    cloudfront.CfnDistribution.DistributionConfigProperty,
    'defaultCacheBehavior' | 'cacheBehaviors'
  > {
    const { contract } = this.props;
    const responseHeadersPolicyId = this.responseHeadersPolicyId();
    const appCache = contract.read('app-cache-policy-id');
    const served = { compress: true, responseHeadersPolicyId, viewerProtocolPolicy: 'redirect-to-https' };
    const called = { ...served, cachePolicyId: CACHING_DISABLED, viewerProtocolPolicy: 'https-only' };
    return {
      defaultCacheBehavior: {
        ...served,
        targetOriginId: ORIGIN.app,
        cachePolicyId: appCache,
        functionAssociations: [
          { eventType: 'viewer-request', functionArn: contract.read('viewer-request-function-arn') },
        ],
      },
      cacheBehaviors: [
        { ...served, pathPattern: '/brand/*', targetOriginId: ORIGIN.brand, cachePolicyId: appCache },
        {
          ...served,
          pathPattern: '/media/*',
          targetOriginId: ORIGIN.media,
          cachePolicyId: contract.read('media-cache-policy-id'),
        },
        {
          ...called,
          pathPattern: '/api/*',
          targetOriginId: ORIGIN.api,
          allowedMethods: ALL_METHODS,
          originRequestPolicyId: contract.read('api-origin-request-policy-id'),
        },
        ...this.integrations().map(({ pathPattern, methods }) => ({
          ...called,
          pathPattern,
          targetOriginId: pathPattern,
          allowedMethods: methods === 'all' ? ALL_METHODS : READ_METHODS,
          originRequestPolicyId: contract.read('integration-origin-request-policy-id'),
        })),
      ],
    };
  }

  private integrations(): EdgeContribution['behaviors'] {
    return this.props.contributions.flatMap((contribution) => contribution.behaviors);
  }

  /** A tenant with integrations has a policy of its own; the others share their cell's. */
  private responseHeadersPolicyId(): string {
    const { tenant, cell, contract, contributions } = this.props;
    if (contributions.length === 0) {
      return contract.read('response-headers-policy-id');
    }
    return new cloudfront.CfnResponseHeadersPolicy(this, 'ResponseHeaders', {
      responseHeadersPolicyConfig: {
        name: tenantStackName(tenant.id),
        securityHeadersConfig: securityHeaders(
          cell.region,
          contributions.map((contribution) => contribution.contentSources),
        ),
        customHeadersConfig: ISOLATION_HEADERS,
      },
    }).attrId;
  }

  private bucketHost(bucketName: string): string {
    return `${bucketName}.s3.${Stack.of(this).region}.amazonaws.com`;
  }
}
