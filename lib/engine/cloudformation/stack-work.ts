import type { Clock, StackTarget } from '../../rollout/ports';
import type { OperationOutcome } from '../../rollout/rollout-event';
import { answered } from './call-failure';
import type { ChangeSetMaker } from './change-set-maker';
import type { OperationEvents } from './operation-events';
import { Waiting } from './poll-pace';
import type { PollPace } from './poll-pace';
import type { StackCalls } from './stack-calls';
import { findStack } from './stack-look';
import { phaseOf } from './stack-status';
import { stuckStack } from './stuck-stack';

/** What an operation on a stack works with. */
export interface StackWork {
  readonly calls: StackCalls;
  readonly maker: ChangeSetMaker;
  readonly clock: Clock;
  readonly pace: PollPace;
}

/** Digests before and after an operation. */
export interface OperationEnds {
  readonly before: string | undefined;
  readonly after: string;
}

/**
 * Waits until the operation has ended and says how. It is known to have been started, so events that are not there yet
 * are late.
 */
export async function operationOutcome(
  work: StackWork,
  target: StackTarget,
  events: OperationEvents,
  { before, after }: OperationEnds,
): Promise<OperationOutcome> {
  const status = await finalStatus(work, target, events);
  const operation = events.stackId;
  if (phaseOf(status) === 'stuck') {
    const stack = await findStack(work.calls, operation);
    return stuckStack(work.calls, target, { ...stack, StackId: operation, StackStatus: status });
  }
  if (status.includes('ROLLBACK')) {
    return { kind: 'failed', digest: before, operation, reason: await events.failure() };
  }
  return { kind: 'succeeded', digest: after, operation };
}

async function finalStatus(work: StackWork, target: StackTarget, events: OperationEvents): Promise<string> {
  const minutes = work.pace.operationMinutesMax;
  const tooLong = `${target.stack}: the operation has not ended within ${minutes} minutes`;
  const waiting = new Waiting(work.clock, work.pace, minutes, tooLong);
  for (;;) {
    const status = await waiting.look(() => answered(target, () => events.status()));
    if (status !== undefined && !status.endsWith('_IN_PROGRESS')) {
      return status;
    }
    await waiting.next();
  }
}

/** For what stands in the way of an operation and goes away by itself. */
export function othersWaiting({ clock, pace }: StackWork, target: StackTarget): Waiting {
  const minutes = pace.othersMinutesMax;
  return new Waiting(
    clock,
    pace,
    minutes,
    `${target.stack}: another operation has not ended within ${minutes} minutes`,
  );
}
