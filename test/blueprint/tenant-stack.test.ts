import { Match } from 'aws-cdk-lib/assertions';

import { TENANT_SHAPES, cell, tenantInput } from './inputs';
import { json, ofType, tenantTemplate } from './synthesized';

const FOUNDATIONAL = tenantTemplate(tenantInput());

describe('the edge of a tenant', () => {
  test('reads media below the prefix of the tenant and of no other', () => {
    FOUNDATIONAL.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        Origins: Match.arrayWith([Match.objectLike({ Id: 'media', OriginPath: '/tenants/rally-north' })]),
      },
    });
  });

  test('tells the platform API the tenant in a header that CloudFront sets itself', () => {
    FOUNDATIONAL.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        Origins: Match.arrayWith([
          Match.objectLike({
            DomainName: 'api.us-1.northlight.example',
            OriginCustomHeaders: [{ HeaderName: 'x-multiplex-tenant', HeaderValue: 'rally-north' }],
          }),
        ]),
      },
    });
  });

  test('takes TLS 1.2 or newer only and never serves over plain HTTP', () => {
    for (const input of Object.values(TENANT_SHAPES)) {
      const template = tenantTemplate(input);
      const config = ofType(template, 'AWS::CloudFront::Distribution')[0]?.Properties?.[
        'DistributionConfig'
      ] as {
        ViewerCertificate: { MinimumProtocolVersion: string };
        DefaultCacheBehavior: { ViewerProtocolPolicy: string };
        CacheBehaviors: { ViewerProtocolPolicy: string; ResponseHeadersPolicyId: unknown }[];
        Origins: { CustomOriginConfig?: { OriginProtocolPolicy: string; OriginSSLProtocols: string[] } }[];
      };
      expect(config.ViewerCertificate.MinimumProtocolVersion).toBe('TLSv1.2_2021');
      for (const behavior of [config.DefaultCacheBehavior, ...config.CacheBehaviors]) {
        expect(['https-only', 'redirect-to-https']).toContain(behavior.ViewerProtocolPolicy);
        expect(behavior).toHaveProperty('ResponseHeadersPolicyId');
      }
      for (const origin of config.Origins.filter(
        ({ CustomOriginConfig }) => CustomOriginConfig !== undefined,
      )) {
        expect(origin.CustomOriginConfig).toMatchObject({
          OriginProtocolPolicy: 'https-only',
          OriginSSLProtocols: ['TLSv1.2'],
        });
      }
    }
  });

  test('a tenant without integrations shares the security headers of its cell', () => {
    FOUNDATIONAL.resourceCountIs('AWS::CloudFront::ResponseHeadersPolicy', 0);
  });

  test('an integration opens the content security policy of that tenant alone, and gets its own behaviour', () => {
    const template = tenantTemplate(
      tenantInput({
        tenant: { features: { ads: { host: 'ads.fairground-media.example', breaksPerHour: 4 } } },
      }),
    );
    template.hasResourceProperties('AWS::CloudFront::ResponseHeadersPolicy', {
      ResponseHeadersPolicyConfig: {
        Name: 'tenant--rally-north',
        SecurityHeadersConfig: {
          ContentSecurityPolicy: {
            ContentSecurityPolicy: Match.stringLikeRegexp(
              "connect-src 'self' [^;]*https://ads\\.fairground-media\\.example",
            ),
            Override: true,
          },
        },
      },
    });
    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        CacheBehaviors: Match.arrayWith([
          Match.objectLike({ PathPattern: '/ads/*', TargetOriginId: '/ads/*' }),
        ]),
      },
    });
  });

  test('whoever measures advertising is reached by a behaviour of its own, and its scripts and media are not let in', () => {
    const template = tenantTemplate(
      TENANT_SHAPES['premium with advertising that is measured'] ?? tenantInput(),
    );
    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        CacheBehaviors: Match.arrayWith([
          Match.objectLike({ PathPattern: '/ads-measurement/*', AllowedMethods: Match.arrayWith(['POST']) }),
        ]),
        Origins: Match.arrayWith([Match.objectLike({ DomainName: 'count.fairground-media.example' })]),
      },
    });
    const [policy] = ofType(template, 'AWS::CloudFront::ResponseHeadersPolicy');
    const text = JSON.stringify(policy?.Properties);
    expect(text).toMatch(/connect-src [^;]*https:\/\/count\.fairground-media\.example/);
    expect(text).not.toMatch(/(script|media)-src [^;]*https:\/\/count\.fairground-media\.example/);
  });

  test('connections to the API and to third parties are kept open for as long as CloudFront can', () => {
    FOUNDATIONAL.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        Origins: Match.arrayWith([
          Match.objectLike({
            Id: 'api',
            CustomOriginConfig: Match.objectLike({ OriginKeepaliveTimeout: 60 }),
          }),
        ]),
      },
    });
  });

  test('a third party is not told which tenant it serves', () => {
    const template = tenantTemplate(TENANT_SHAPES['premium'] ?? tenantInput());
    const [distribution] = ofType(template, 'AWS::CloudFront::Distribution');
    const config = distribution?.Properties?.['DistributionConfig'] as {
      Origins: { Id: string; OriginCustomHeaders?: unknown }[];
    };
    const integrations = config.Origins.filter(({ Id }) => Id.startsWith('/'));
    expect(integrations.map(({ Id }) => Id)).toEqual(['/ads/*', '/payments/*']);
    expect(integrations.filter(({ OriginCustomHeaders }) => OriginCustomHeaders !== undefined)).toEqual([]);
  });

  test('logs below the prefix of the tenant', () => {
    FOUNDATIONAL.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: { Logging: { Prefix: 'tenants/rally-north/', IncludeCookies: false } },
    });
  });
});

describe('where viewers find a tenant', () => {
  test('under the domain of its cell it gets records for IPv4 and IPv6', () => {
    for (const type of ['A', 'AAAA']) {
      FOUNDATIONAL.hasResourceProperties('AWS::Route53::RecordSet', {
        Type: type,
        Name: 'rally-north.us-1.northlight.example',
      });
    }
  });

  test('with domains of its own it has its own certificate, those aliases and no records in the cell', () => {
    const template = tenantTemplate(TENANT_SHAPES['premium with its own domains'] ?? tenantInput());
    template.resourceCountIs('AWS::Route53::RecordSet', 0);
    template.hasResourceProperties('AWS::CloudFront::Distribution', {
      DistributionConfig: {
        Aliases: ['watch.rally-north.example', 'www.rally-north.example'],
        ViewerCertificate: {
          AcmCertificateArn:
            'arn:aws:acm:us-east-1:111122223333:certificate/22222222-2222-4222-8222-222222222222',
        },
      },
    });
  });
});

describe('what a Region cannot have', () => {
  test('alarms on CloudFront are made in us-east-1 only, where its metrics are', () => {
    FOUNDATIONAL.resourceCountIs('AWS::CloudWatch::Alarm', 2);
    const elsewhere = TENANT_SHAPES['enterprise in a dedicated cell outside us-east-1'] ?? tenantInput();
    tenantTemplate(elsewhere).resourceCountIs('AWS::CloudWatch::Alarm', 0);
  });

  test('an enterprise tenant outside us-east-1 makes no web ACL, and one in us-east-1 its own', () => {
    const elsewhere = TENANT_SHAPES['enterprise in a dedicated cell outside us-east-1'] ?? tenantInput();
    tenantTemplate(elsewhere).resourceCountIs('AWS::WAFv2::WebACL', 0);
    tenantTemplate(TENANT_SHAPES['enterprise'] ?? tenantInput()).resourceCountIs('AWS::WAFv2::WebACL', 1);
  });

  test('a tenant whose cell names a web ACL stands behind it, and one whose cell has none does not ask for it', () => {
    const behind =
      TENANT_SHAPES['foundational outside us-east-1 behind a web ACL made beforehand'] ?? tenantInput();
    expect(json(tenantTemplate(behind)).Parameters).toHaveProperty('CellWebAclArn');
    const bare = tenantInput({ cell: cell({ region: 'eu-west-1' }) });
    expect(json(tenantTemplate(bare)).Parameters).not.toHaveProperty('CellWebAclArn');
  });
});

describe('what ties a tenant to others', () => {
  test('no stack exports, imports or names a stack it depends on', () => {
    for (const input of Object.values(TENANT_SHAPES)) {
      const text = JSON.stringify(json(tenantTemplate(input)));
      expect(text).not.toContain('Fn::ImportValue');
      expect(text).not.toContain('"Export"');
    }
  });

  test('what it knows of its cell are parameters of the contract, under the path of that cell', () => {
    const parameters = Object.entries(json(FOUNDATIONAL).Parameters).filter(
      ([name]) => name !== 'BootstrapVersion',
    );
    expect(parameters.length).toBeGreaterThan(0);
    for (const [, parameter] of parameters) {
      expect(parameter['Type']).toBe('AWS::SSM::Parameter::Value<String>');
      expect(parameter['Default']).toMatch(/^\/multiplex\/northlight\/cells\/us-1\/v1\//);
    }
  });

  test('every resource that takes tags says fleet, cell, tenant, tier and release', () => {
    for (const type of ['AWS::S3::Bucket', 'AWS::CloudFront::Distribution', 'AWS::IAM::Role']) {
      const [resource] = ofType(FOUNDATIONAL, type);
      expect(resource?.Properties?.['Tags']).toEqual([
        { Key: 'multiplex:cell', Value: 'us-1' },
        { Key: 'multiplex:fleet', Value: 'northlight' },
        { Key: 'multiplex:release', Value: 'next' },
        { Key: 'multiplex:tenant', Value: 'rally-north' },
        { Key: 'multiplex:tier', Value: 'foundational' },
      ]);
    }
  });
});
