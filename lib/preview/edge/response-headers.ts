import { z } from 'zod';

import type { Headers } from './edge-data-plane';

/** A response headers policy, as what it does to an answer. */
export interface HeadersPolicy {
  /** In the order in which they are set. */
  readonly set: readonly PolicyHeader[];
  /** Names, in lower case, of what an origin says and no viewer hears. */
  readonly remove: readonly string[];
}

interface PolicyHeader {
  /** In lower case. */
  readonly name: string;
  readonly value: string;
  /** Whether it is set even where the origin says something else. */
  readonly overrides: boolean;
}

export const NO_POLICY: HeadersPolicy = { set: [], remove: [] };

const overrides = { Override: z.boolean() };

const policySchema = z.looseObject({
  SecurityHeadersConfig: z
    .looseObject({
      ContentSecurityPolicy: z.object({ ...overrides, ContentSecurityPolicy: z.string() }),
      ContentTypeOptions: z.object(overrides),
      FrameOptions: z.object({ ...overrides, FrameOption: z.string() }),
      ReferrerPolicy: z.object({ ...overrides, ReferrerPolicy: z.string() }),
      StrictTransportSecurity: z.object({
        ...overrides,
        AccessControlMaxAgeSec: z.number(),
        IncludeSubdomains: z.boolean().default(false),
        Preload: z.boolean().default(false),
      }),
    })
    .partial()
    .default({}),
  CustomHeadersConfig: z
    .object({ Items: z.array(z.object({ ...overrides, Header: z.string(), Value: z.string() })) })
    .default({ Items: [] }),
  RemoveHeadersConfig: z.object({ Items: z.array(z.object({ Header: z.string() })) }).default({ Items: [] }),
});

type SecurityHeaders = z.infer<typeof policySchema>['SecurityHeadersConfig'];

/**
 * Reads `ResponseHeadersPolicyConfig` of an `AWS::CloudFront::ResponseHeadersPolicy`.
 *
 * @throws ZodError when it is written in a way that CloudFormation would refuse.
 */
export function parseHeadersPolicy(config: unknown): HeadersPolicy {
  const { SecurityHeadersConfig, CustomHeadersConfig, RemoveHeadersConfig } = policySchema.parse(config);
  return {
    set: [
      ...securityHeaders(SecurityHeadersConfig),
      ...CustomHeadersConfig.Items.map(({ Header, Value, Override }) => header(Header, Value, Override)),
    ],
    remove: RemoveHeadersConfig.Items.map(({ Header }) => Header.toLowerCase()),
  };
}

function securityHeaders(config: SecurityHeaders): readonly PolicyHeader[] {
  const { ContentSecurityPolicy: csp, ContentTypeOptions: type, FrameOptions: frame } = config;
  const { ReferrerPolicy: referrer, StrictTransportSecurity: transport } = config;
  return [
    ...(csp === undefined
      ? []
      : [header('content-security-policy', csp.ContentSecurityPolicy, csp.Override)]),
    ...(type === undefined ? [] : [header('x-content-type-options', 'nosniff', type.Override)]),
    ...(frame === undefined ? [] : [header('x-frame-options', frame.FrameOption, frame.Override)]),
    ...(referrer === undefined
      ? []
      : [header('referrer-policy', referrer.ReferrerPolicy, referrer.Override)]),
    ...(transport === undefined
      ? []
      : [header('strict-transport-security', transportSecurity(transport), transport.Override)]),
  ];
}

function transportSecurity(config: NonNullable<SecurityHeaders['StrictTransportSecurity']>): string {
  return [
    `max-age=${config.AccessControlMaxAgeSec}`,
    ...(config.IncludeSubdomains ? ['includeSubDomains'] : []),
    ...(config.Preload ? ['preload'] : []),
  ].join('; ');
}

function header(name: string, value: string, overridesOrigin: boolean): PolicyHeader {
  return { name: name.toLowerCase(), value, overrides: overridesOrigin };
}

/** The headers of an answer after the policy. */
export function withPolicy(headers: Headers, policy: HeadersPolicy): Headers {
  const result = new Map(Object.entries(headers).filter(([name]) => !policy.remove.includes(name)));
  for (const { name, value, overrides: always } of policy.set) {
    if (always || !result.has(name)) {
      result.set(name, value);
    }
  }
  return Object.fromEntries(result);
}
