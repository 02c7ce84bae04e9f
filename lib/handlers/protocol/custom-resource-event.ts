import { isRecord, memberOf } from '../json-record';

export type RequestType = 'Create' | 'Update' | 'Delete';

/**
 * The part of CloudFormation's event that an answer needs. It is read first and leniently: whoever can be answered
 * is, however wrong the rest of the event may be.
 */
export interface Envelope {
  readonly responseUrl: URL;
  readonly requestType: RequestType | 'unknown';
  readonly resourceType: string;
  /** The three that an answer echoes; empty where the event has no usable one. */
  readonly requestId: string;
  readonly stackId: string;
  readonly logicalId: string;
  /** Absent on a Create. */
  readonly physicalId?: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** CloudFormation's own texts are printable ASCII, and a physical id has at most 1,024 characters. */
const ECHO_PATTERN = /^[\x20-\x7e]{1,300}$/;
const PHYSICAL_ID_PATTERN = /^[\x20-\x7e]{1,1024}$/;

const REQUEST_TYPES: readonly RequestType[] = ['Create', 'Update', 'Delete'];

/** Reads an event; `undefined` when there is no HTTP address to answer to, and so nobody to tell. */
export function parseEnvelope(event: unknown): Envelope | undefined {
  if (!isRecord(event)) {
    return undefined;
  }
  const responseUrl = parseAddress(memberOf(event, 'ResponseURL'));
  if (responseUrl === undefined) {
    return undefined;
  }
  const properties = memberOf(event, 'ResourceProperties');
  const physicalId = textIn(event, 'PhysicalResourceId', PHYSICAL_ID_PATTERN);
  return {
    responseUrl,
    requestType: REQUEST_TYPES.find((type) => type === memberOf(event, 'RequestType')) ?? 'unknown',
    resourceType: textIn(event, 'ResourceType', ECHO_PATTERN),
    requestId: textIn(event, 'RequestId', ECHO_PATTERN),
    stackId: textIn(event, 'StackId', ECHO_PATTERN),
    logicalId: textIn(event, 'LogicalResourceId', ECHO_PATTERN),
    ...(physicalId === '' ? {} : { physicalId }),
    properties: isRecord(properties) ? properties : {},
  };
}

function parseAddress(value: unknown): URL | undefined {
  if (typeof value !== 'string' || !URL.canParse(value)) {
    return undefined;
  }
  const address = new URL(value);
  return ['https:', 'http:'].includes(address.protocol) ? address : undefined;
}

function textIn(event: Readonly<Record<string, unknown>>, name: string, pattern: RegExp): string {
  const value = memberOf(event, name);
  return typeof value === 'string' && pattern.test(value) ? value : '';
}
