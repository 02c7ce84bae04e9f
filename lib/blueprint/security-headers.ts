import type * as cloudfront from 'aws-cdk-lib/aws-cloudfront';

const HSTS_SECONDS = 2 * 365 * 24 * 60 * 60;

/** Hosts, with scheme, that a page may reach beyond its own, by directive of the Content-Security-Policy. */
export interface ContentSources {
  readonly connect?: readonly string[];
  readonly form?: readonly string[];
  readonly frame?: readonly string[];
  readonly image?: readonly string[];
  readonly media?: readonly string[];
  readonly script?: readonly string[];
}

/**
 * The security headers of every response that a viewer gets. The base lets a page load and call only its own host,
 * and sign in at the Region's Cognito; `extra` is what a tenant's integrations add, for that tenant alone.
 */
export function securityHeaders(
  region: string,
  extra: readonly ContentSources[] = [],
): cloudfront.CfnResponseHeadersPolicy.SecurityHeadersConfigProperty {
  return {
    contentSecurityPolicy: { contentSecurityPolicy: contentSecurityPolicy(region, extra), override: true },
    contentTypeOptions: { override: true },
    frameOptions: { frameOption: 'DENY', override: true },
    referrerPolicy: { referrerPolicy: 'strict-origin-when-cross-origin', override: true },
    strictTransportSecurity: {
      accessControlMaxAgeSec: HSTS_SECONDS,
      includeSubdomains: true,
      preload: false,
      override: true,
    },
  };
}

/** Headers that CloudFront has no field of its own for. */
export const ISOLATION_HEADERS: cloudfront.CfnResponseHeadersPolicy.CustomHeadersConfigProperty = {
  items: [
    { header: 'Cross-Origin-Opener-Policy', value: 'same-origin', override: true },
    { header: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=()', override: true },
  ],
};

function contentSecurityPolicy(region: string, extra: readonly ContentSources[]): string {
  const from = (directive: keyof ContentSources): readonly string[] =>
    extra.flatMap((sources) => sources[directive] ?? []);
  const directives: readonly (readonly string[])[] = [
    ['default-src', "'none'"],
    ['script-src', "'self'", ...from('script')],
    ['style-src', "'self'"],
    ['img-src', "'self'", 'data:', ...from('image')],
    ['font-src', "'self'"],
    ['media-src', "'self'", 'blob:', ...from('media')],
    ['connect-src', "'self'", `https://cognito-idp.${region}.amazonaws.com`, ...from('connect')],
    ['worker-src', "'self'", 'blob:'],
    ['manifest-src', "'self'"],
    ['frame-src', ...(from('frame').length === 0 ? ["'none'"] : from('frame'))],
    ['frame-ancestors', "'none'"],
    ['base-uri', "'none'"],
    ['form-action', "'self'", ...from('form')],
    ['upgrade-insecure-requests'],
  ];
  return directives.map((directive) => directive.join(' ')).join('; ');
}
