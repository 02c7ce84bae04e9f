import { z } from 'zod';

import { NO_POLICY, parseHeadersPolicy } from './response-headers';
import type { HeadersPolicy } from './response-headers';
import type { Meaning, Resource, StackTemplates } from './stack-templates';

/** A distribution as it was rendered, with everything that it refers to in place. */
export interface EdgeDescription {
  readonly aliases: readonly string[];
  /** What the path `/` means, without a slash. */
  readonly rootObject: string | undefined;
  /** In the order in which they are tried. The last is the default, whose pattern is `*`. */
  readonly behaviors: readonly EdgeBehavior[];
  /** By id. */
  readonly origins: ReadonlyMap<string, EdgeOrigin>;
  readonly errorPages: readonly ErrorPage[];
  /** Settings of the distribution, and of its behaviours, that nothing here acts on; as the template names them. */
  readonly notActedOn: readonly string[];
}

export interface EdgeBehavior {
  readonly pattern: string;
  readonly origin: string;
  readonly methods: readonly string[];
  /** Code of the function that sees requests before anything else does. */
  readonly viewerRequest: string | undefined;
  readonly headers: HeadersPolicy;
}

export interface EdgeOrigin {
  readonly id: string;
  readonly source: OriginSource;
  /** What every path begins with; empty when there is nothing. */
  readonly path: string;
  /** What the distribution says to the origin, over whatever a viewer says under these names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

type OriginSource =
  | { readonly kind: 'bucket'; readonly bucket: 'app' | 'brand' | 'media' }
  | { readonly kind: 'host'; readonly host: string };

/** What a viewer gets where the origin answers with an error. */
interface ErrorPage {
  readonly status: number;
  /** Path and status of the answer instead; without them only the caching differs. */
  readonly instead: { readonly path: string; readonly status: number } | undefined;
}

/** A stack that holds what this reader does not know. */
export class UnknownEdge extends Error {
  override readonly name = 'UnknownEdge';
}

const behaviorSchema = z.looseObject({
  PathPattern: z.string().default('*'),
  TargetOriginId: z.string(),
  AllowedMethods: z.array(z.string()).default(['GET', 'HEAD']),
  ResponseHeadersPolicyId: z.unknown().optional(),
  FunctionAssociations: z.array(z.object({ EventType: z.string(), FunctionARN: z.unknown() })).default([]),
});

const originSchema = z.looseObject({
  Id: z.string(),
  DomainName: z.unknown(),
  OriginPath: z.string().default(''),
  OriginCustomHeaders: z.array(z.object({ HeaderName: z.string(), HeaderValue: z.string() })).default([]),
});

const errorResponseSchema = z.looseObject({
  ErrorCode: z.number(),
  ResponseCode: z.number().optional(),
  ResponsePagePath: z.string().optional(),
});

const distributionSchema = z.looseObject({
  Aliases: z.array(z.string()).default([]),
  CacheBehaviors: z.array(behaviorSchema).default([]),
  CustomErrorResponses: z.array(errorResponseSchema).default([]),
  DefaultCacheBehavior: behaviorSchema,
  DefaultRootObject: z.string().optional(),
  Origins: z.array(originSchema),
});

/** Settings that are acted on or that have nothing to act on. */
const UNDERSTOOD = new Set([
  ...Object.keys(distributionSchema.shape),
  ...Object.keys(behaviorSchema.shape),
  'Comment',
  'Enabled',
]);

const BUCKETS = { 'app-bucket-name': 'app', 'media-bucket-name': 'media' } as const;

/**
 * Reads the one distribution of a tenant's stack.
 *
 * @throws UnknownEdge when it says something that only a deployment could tell the meaning of.
 * @throws ZodError when it is written in a way that CloudFormation would refuse.
 */
export function describeEdge(templates: StackTemplates): EdgeDescription {
  const distributions = templates.ofType('AWS::CloudFront::Distribution');
  const [distribution] = distributions;
  if (distribution === undefined || distributions.length > 1) {
    throw new UnknownEdge(`it has ${distributions.length} distributions`);
  }
  const config = distributionSchema.parse(distribution.Properties['DistributionConfig']);
  const behaviors = [...config.CacheBehaviors, config.DefaultCacheBehavior];
  return {
    aliases: config.Aliases,
    rootObject: config.DefaultRootObject,
    behaviors: behaviors.map((behavior) => describeBehavior(behavior, templates)),
    origins: new Map(config.Origins.map((origin) => [origin.Id, describeOrigin(origin, templates)])),
    errorPages: config.CustomErrorResponses.map(describeErrorPage),
    notActedOn: [config, ...behaviors]
      .flatMap((part) => Object.keys(part))
      .filter((name, index, names) => !UNDERSTOOD.has(name) && names.indexOf(name) === index)
      .sort(),
  };
}

function describeBehavior(behavior: z.infer<typeof behaviorSchema>, templates: StackTemplates): EdgeBehavior {
  const { ResponseHeadersPolicyId: policy, FunctionAssociations: functions } = behavior;
  const associated = functions.find(({ EventType }) => EventType === 'viewer-request');
  const other = functions.find(({ EventType }) => EventType !== 'viewer-request');
  if (other !== undefined) {
    throw new UnknownEdge(`${behavior.PathPattern} runs a function at ${other.EventType}`);
  }
  return {
    pattern: behavior.PathPattern,
    origin: behavior.TargetOriginId,
    methods: behavior.AllowedMethods,
    viewerRequest: associated === undefined ? undefined : functionCode(associated.FunctionARN, templates),
    headers: policy === undefined ? NO_POLICY : headersPolicy(policy, templates),
  };
}

function functionCode(arn: unknown, templates: StackTemplates): string {
  const code = resourceAt(arn, templates, 'AWS::CloudFront::Function').Properties['FunctionCode'];
  if (typeof code !== 'string') {
    throw new UnknownEdge('the code of its function is no text');
  }
  return code;
}

function headersPolicy(id: unknown, templates: StackTemplates): HeadersPolicy {
  const { Properties } = resourceAt(id, templates, 'AWS::CloudFront::ResponseHeadersPolicy');
  return parseHeadersPolicy(Properties['ResponseHeadersPolicyConfig']);
}

function resourceAt(value: unknown, templates: StackTemplates, type: string): Resource {
  const meaning = templates.meaningOf(value);
  if (meaning?.kind !== 'resource' || meaning.resource.Type !== type) {
    throw new UnknownEdge(`${JSON.stringify(value)} is no ${type} of the tenant or its cell`);
  }
  return meaning.resource;
}

function describeOrigin(origin: z.infer<typeof originSchema>, templates: StackTemplates): EdgeOrigin {
  return {
    id: origin.Id,
    source: originSource(templates.meaningOf(origin.DomainName), origin.DomainName),
    path: origin.OriginPath,
    headers: Object.fromEntries(
      origin.OriginCustomHeaders.map(({ HeaderName, HeaderValue }) => [
        HeaderName.toLowerCase(),
        HeaderValue,
      ]),
    ),
  };
}

function originSource(meaning: Meaning | undefined, written: unknown): OriginSource {
  if (meaning?.kind === 'text') {
    return { kind: 'host', host: meaning.text };
  }
  if (meaning?.resource.Type === 'AWS::S3::Bucket') {
    const { contract } = meaning;
    const bucket = contract === undefined ? 'brand' : isServed(contract) ? BUCKETS[contract] : undefined;
    if (bucket !== undefined) {
      return { kind: 'bucket', bucket };
    }
  }
  throw new UnknownEdge(
    `its origin ${JSON.stringify(written)} is neither a host nor a bucket that is served`,
  );
}

function isServed(contract: string): contract is keyof typeof BUCKETS {
  return Object.hasOwn(BUCKETS, contract);
}

function describeErrorPage(response: z.infer<typeof errorResponseSchema>): ErrorPage {
  const { ErrorCode: status, ResponseCode, ResponsePagePath: path } = response;
  return { status, instead: path === undefined ? undefined : { path, status: ResponseCode ?? status } };
}
