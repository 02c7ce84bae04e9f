import type { ReviewedChange } from '../../rollout/ports';
import type { OperationOutcome } from '../../rollout/rollout-event';
import { refusalOf } from './call-failure';
import { OperationEvents } from './operation-events';
import { NOT_STARTED, unexpectedState, untouched } from './reviewed-state';
import { deletedStacks, findStack } from './stack-look';
import type { FoundStack } from './stack-look';
import { phaseOf } from './stack-status';
import { operationOutcome, othersWaiting } from './stack-work';
import type { StackWork } from './stack-work';

/** There is no template any more. */
const NO_DIGEST = '';

/**
 * Deletes a stack under a token. Between the look at what is there and the deletion nobody is kept from changing the
 * stack: CloudFormation has no deletion on condition, so that is left to whoever lets only one run at a fleet.
 */
export async function removeStack(work: StackWork, change: ReviewedChange): Promise<OperationOutcome> {
  const waiting = othersWaiting(work, change);
  for (;;) {
    const stack = await findStack(work.calls, change.stackName);
    const events = await startedBefore(work, change, stack);
    if (events === undefined && stack !== undefined && phaseOf(stack.StackStatus) === 'busy') {
      await waiting.next();
      continue;
    }
    const started = events ?? (await startRemoval(work, change, stack));
    return started instanceof OperationEvents
      ? operationOutcome(work, change, started, { before: change.expected, after: NO_DIGEST })
      : started;
  }
}

/** Deletes it, where that may be, and answers with the events to come. */
async function startRemoval(
  { calls }: StackWork,
  change: ReviewedChange,
  stack: FoundStack | undefined,
): Promise<OperationOutcome | OperationEvents> {
  if (change.onlyIfStarted === true) {
    return NOT_STARTED;
  }
  const unexpected = await unexpectedState(calls, change, stack);
  if (unexpected !== undefined || stack === undefined) {
    return unexpected ?? untouched(stack, change, undefined, 'there is no such stack');
  }
  try {
    await calls.deleteStack({ StackName: stack.StackId, ClientRequestToken: change.token });
  } catch (error) {
    const reason = refusalOf(error);
    if (reason === undefined) {
      throw error;
    }
    return untouched(stack, change, change.expected, reason);
  }
  return new OperationEvents(calls, stack.StackId, change.token);
}

async function startedBefore(
  { calls }: StackWork,
  { stackName, token }: ReviewedChange,
  stack: FoundStack | undefined,
): Promise<OperationEvents | undefined> {
  const present = stack === undefined ? [] : [stack.StackId];
  for (const stackId of [...present, ...(await deletedStacks(calls, stackName))]) {
    const events = new OperationEvents(calls, stackId, token);
    if ((await events.status()) !== undefined) {
      return events;
    }
  }
  return undefined;
}
