import type { Envelope } from './custom-resource-event';
import { physicalIdOf } from './provisioning-request';

/** How a request ended. `data` becomes the resource's attributes. */
export type Ending =
  | { readonly kind: 'succeeded'; readonly data: Readonly<Record<string, string>> }
  | { readonly kind: 'failed'; readonly reason: string };

export function succeeded(data: Readonly<Record<string, string>> = {}): Ending {
  return { kind: 'succeeded', data };
}

export function failed(reason: string): Ending {
  return { kind: 'failed', reason };
}

/** CloudFormation takes answers of up to 4,096 bytes; a stack's event is read in one narrow column. */
export const ANSWER_BYTES_MAX = 4_096;
export const REASON_LENGTH_MAX = 400;

/** The body of the one answer to an event, as CloudFormation expects it. `reason` must be redacted already. */
export function answerBody(envelope: Envelope, ending: Ending): string {
  const result =
    ending.kind === 'succeeded'
      ? { Status: 'SUCCESS', Data: ending.data }
      : { Status: 'FAILED', Reason: shorten(ending.reason) };
  return JSON.stringify({
    ...result,
    PhysicalResourceId: physicalIdOf(envelope),
    StackId: envelope.stackId,
    RequestId: envelope.requestId,
    LogicalResourceId: envelope.logicalId,
  });
}

function shorten(reason: string): string {
  const characters = Array.from(reason);
  return characters.length <= REASON_LENGTH_MAX
    ? reason
    : `${characters.slice(0, REASON_LENGTH_MAX - 1).join('')}…`;
}
