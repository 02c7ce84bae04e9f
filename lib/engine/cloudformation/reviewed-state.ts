import type { ReviewedChange } from '../../rollout/ports';
import type { OperationOutcome } from '../../rollout/rollout-event';
import type { StackCalls } from './stack-calls';
import { originalDigest } from './stack-look';
import type { FoundStack } from './stack-look';

export const NOT_STARTED: OperationOutcome = {
  kind: 'not-started',
  reason: 'it was not started in time',
};

/** Nothing was done, and this is why. */
export function untouched(
  stack: FoundStack | undefined,
  { stackName }: ReviewedChange,
  digest: string | undefined,
  reason: string,
): OperationOutcome {
  return { kind: 'failed', digest, operation: stack?.StackId ?? stackName, reason };
}

/** Says so where what is there is not what was there when the change was looked at. */
export async function unexpectedState(
  calls: StackCalls,
  change: ReviewedChange,
  stack: FoundStack | undefined,
): Promise<OperationOutcome | undefined> {
  if (stack === undefined) {
    return change.expected === undefined
      ? undefined
      : untouched(stack, change, undefined, 'the stack is not there any more');
  }
  const digest = await originalDigest(calls, { StackName: stack.StackId });
  if (digest === change.expected) {
    return undefined;
  }
  const expected = change.expected === undefined ? 'no stack' : `template ${shortened(change.expected)}`;
  return untouched(
    stack,
    change,
    digest,
    `there is template ${shortened(digest)}, and ${expected} was reviewed`,
  );
}

/** Enough of a digest for people to compare. */
function shortened(digest: string): string {
  return digest.slice(0, 12);
}
