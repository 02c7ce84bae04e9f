import { isAtTarget } from './at-target';
import { findMove } from './move-index';
import { historyOf, replaceArrived, replaceMove } from './replace-facts';
import type { RolloutEvent } from './rollout-event';
import type { Instant, LeftStack } from './rollout-plan';
import type { MoveFacts, RolloutState } from './rollout-state';

const FOUND_DETAIL = {
  'at-target': 'it was at the release already',
  edited: 'somebody changed it after the roll-out was planned',
  removed: 'it is not there any more',
};

/** The stack is not what the plan moves. */
export function recordFound(
  state: RolloutState,
  { stack, as }: Extract<RolloutEvent, { kind: 'found' }>,
  now: Instant,
): RolloutState {
  return leave(state, stack, { why: as, detail: FOUND_DETAIL[as] }, now);
}

/** The roll-out goes on without the stack. */
export function recordLeft(
  state: RolloutState,
  { stack, why, detail }: Extract<RolloutEvent, { kind: 'left' }>,
  now: Instant,
): RolloutState {
  return leave(state, stack, { why, detail }, now);
}

function leave(
  state: RolloutState,
  stack: string,
  reason: Pick<LeftStack, 'why' | 'detail'>,
  now: Instant,
): RolloutState {
  const found = findMove(state, stack);
  if (found?.facts.kind !== 'waiting') {
    return state;
  }
  const facts: MoveFacts = { ...historyOf(found.facts), kind: 'left', at: now, ...reason };
  return isAtTarget(facts)
    ? replaceArrived(state, found.place, facts, now)
    : replaceMove(state, found.place, facts);
}

/** The file of the stack says the release that it runs now; what it said a moment ago does not count. */
export function recordPin(
  state: RolloutState,
  { stack, release }: Extract<RolloutEvent, { kind: 'pinned' }>,
): RolloutState {
  const found = findMove(state, stack);
  if (found === undefined) {
    return state;
  }
  const { facts, planned, place } = found;
  const isRight = release === pinFor(facts, planned.move.to.release, planned.move.from.release);
  return (facts.kind === 'moved' || facts.kind === 'restored') && isRight && !facts.isPinned
    ? replaceMove(state, place, pinned(facts))
    : state;
}

function pinned(facts: Extract<MoveFacts, { kind: 'moved' | 'restored' }>): MoveFacts {
  return facts.kind === 'restored' && facts.skipped !== undefined
    ? { ...historyOf(facts), kind: 'left', why: 'skipped', ...facts.skipped }
    : { ...facts, isPinned: true };
}

function pinFor(facts: MoveFacts, to: string, from: string): string {
  return facts.kind === 'moved' ? to : from;
}
