import { z } from 'zod';

import type { EdgeAnswer, EdgeRequest, Headers } from './edge-data-plane';

/** One name's values, as CloudFront hands them to a function: the first, and all where there are several. */
const valuesSchema = z.looseObject({
  value: z.string(),
  multiValue: z.array(z.object({ value: z.string() })).optional(),
});
const recordSchema = z.record(z.string(), valuesSchema).default({});

type Values = z.infer<typeof valuesSchema>;

const requestSchema = z.looseObject({
  method: z.string(),
  uri: z.string().startsWith('/'),
  querystring: z.union([recordSchema, z.string()]).default({}),
  headers: recordSchema,
});

const responseSchema = z.looseObject({
  statusCode: z.number().int().min(200).max(599),
  headers: recordSchema,
  body: z
    .union([z.string(), z.object({ encoding: z.enum(['text', 'base64']).default('text'), data: z.string() })])
    .default(''),
});

/** What a function at `viewer-request` decided: what to ask the origin for, or what to answer. */
export type FunctionVerdict =
  | { readonly kind: 'request'; readonly uri: string; readonly query: string; readonly headers: Headers }
  | { readonly kind: 'answer'; readonly answer: EdgeAnswer };

/** The event that CloudFront gives a function at `viewer-request`, version 1.0. */
export function functionEvent({ method, path, query, headers, viewer }: EdgeRequest): object {
  const { cookie, ...others } = headers;
  return {
    version: '1.0',
    context: {
      distributionDomainName: 'preview.cloudfront.net',
      distributionId: 'PREVIEW',
      eventType: 'viewer-request',
      requestId: 'preview',
    },
    viewer: { ip: viewer },
    request: {
      method,
      uri: path,
      querystring: valuesOf(query.split('&').filter((part) => part !== '')),
      headers: Object.fromEntries(Object.entries(others).map(([name, value]) => [name, { value }])),
      cookies: valuesOf((cookie ?? '').split(/; */).filter((part) => part !== '')),
    },
  };
}

/** `a=1`, `a=2`, `b` → `{a: {value: '1', multiValue: […]}, b: {value: ''}}`. */
function valuesOf(pairs: readonly string[]): Readonly<Record<string, Values>> {
  const values = new Map<string, string[]>();
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    const name = equals === -1 ? pair : pair.slice(0, equals);
    values.set(name, [...(values.get(name) ?? []), equals === -1 ? '' : pair.slice(equals + 1)]);
  }
  return Object.fromEntries(
    [...values].map(([name, all]) => [
      name,
      { value: all[0] ?? '', ...(all.length > 1 ? { multiValue: all.map((value) => ({ value })) } : {}) },
    ]),
  );
}

/**
 * Reads what a function returned.
 *
 * @throws ZodError when it is neither a request nor a response, for which CloudFront answers with 502.
 */
export function parseVerdict(returned: unknown): FunctionVerdict {
  const isAnswer = typeof returned === 'object' && returned !== null && 'statusCode' in returned;
  if (!isAnswer) {
    const { uri, querystring, headers } = requestSchema.parse(returned);
    const query = typeof querystring === 'string' ? querystring : queryText(querystring);
    return { kind: 'request', uri, query, headers: plainHeaders(headers) };
  }
  const { statusCode, headers, body } = responseSchema.parse(returned);
  const bytes =
    typeof body === 'string'
      ? Buffer.from(body)
      : Buffer.from(body.data, body.encoding === 'base64' ? 'base64' : 'utf8');
  return { kind: 'answer', answer: { status: statusCode, headers: plainHeaders(headers), body: bytes } };
}

function queryText(values: Readonly<Record<string, Values>>): string {
  return Object.entries(values)
    .flatMap(([name, { value, multiValue = [{ value }] }]) =>
      multiValue.map((one) => (one.value === '' ? name : `${name}=${one.value}`)),
    )
    .join('&');
}

function plainHeaders(values: Readonly<Record<string, Values>>): Headers {
  return Object.fromEntries(
    Object.entries(values).map(([name, { value, multiValue = [{ value }] }]) => [
      name.toLowerCase(),
      multiValue.map((one) => one.value).join(', '),
    ]),
  );
}
