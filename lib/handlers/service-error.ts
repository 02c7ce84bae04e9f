import { isRecord } from './json-record';

const TRANSIENT_NAMES: ReadonlySet<string> = new Set([
  'BandwidthLimitExceeded',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'InternalServerError',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'RequestTimeout',
  'RequestTimeoutException',
  'ServiceUnavailable',
  'SlowDown',
  'Throttling',
  'ThrottlingException',
  'TimeoutError',
  'TooManyInvalidationsInProgress',
  'TooManyRequestsException',
]);

const DENIED_NAMES: ReadonlySet<string> = new Set(['AccessDenied', 'AccessDeniedException']);

/** Whether the same call may well succeed a moment later: throttling, a fault of the service, a broken connection. */
export function isTransient(error: unknown): boolean {
  if (TRANSIENT_NAMES.has(errorName(error)) || TRANSIENT_NAMES.has(textMember(error, 'code'))) {
    return true;
  }
  return httpStatus(error) >= 500;
}

/** Whether IAM said no. For a role made seconds ago that may still turn into a yes. */
export function isDenied(error: unknown): boolean {
  return DENIED_NAMES.has(errorName(error));
}

export function errorName(error: unknown): string {
  return textMember(error, 'name');
}

/** `<name>: <message>`, for people. May hold anything the service said, so redact it before it leaves. */
export function errorText(error: unknown): string {
  const name = errorName(error);
  const message = textMember(error, 'message');
  return [name, message].filter((part) => part !== '').join(': ') || 'an error without a message';
}

export function httpStatus(error: unknown): number {
  const metadata = isRecord(error) ? error['$metadata'] : undefined;
  const status = isRecord(metadata) ? metadata['httpStatusCode'] : undefined;
  return typeof status === 'number' ? status : 0;
}

function textMember(error: unknown, name: string): string {
  const value = isRecord(error) ? error[name] : undefined;
  return typeof value === 'string' ? value : '';
}
