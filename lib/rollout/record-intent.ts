import { findMove, type FoundMove } from './move-index';
import { moveToken, type Direction } from './move-token';
import { historyOf, replaceMove } from './replace-facts';
import { isInScope } from './restore-scope';
import type { RolloutEvent } from './rollout-event';
import type { Instant } from './rollout-plan';
import type { MoveFacts, RolloutState } from './rollout-state';
import { isStopped } from './stopped';

/**
 * From its intent on a stack is moving, and the operation may be performed. An intent that was written down when the line
 * had stopped already is none: nobody asks for its operation, so it never begins.
 */
export function recordIntent(
  state: RolloutState,
  { stack, token }: Extract<RolloutEvent, { kind: 'intended' }>,
  now: Instant,
): RolloutState {
  const found = findMove(state, stack);
  if (found === undefined) {
    return state;
  }
  const facts = intended(state, found, token, now);
  return facts === undefined ? state : replaceMove(state, found.place, facts);
}

function intended(
  state: RolloutState,
  { facts, place }: FoundMove,
  token: string,
  now: Instant,
): MoveFacts | undefined {
  const attempts = facts.attempts + 1;
  const isFor = (direction: Direction) => token === moveToken(state.plan, facts.stack, direction, attempts);
  const intent = { ...historyOf(facts), attempts, token, since: now };
  if (facts.kind === 'waiting') {
    return isFor('forward') && !isStopped(state) ? { ...intent, kind: 'moving' } : undefined;
  }
  if (facts.kind !== 'moved' || !isFor('back')) {
    return undefined;
  }
  const { at: movedAt, restoreFailures } = facts;
  return isInScope(state, place) ? { ...intent, kind: 'restoring', movedAt, restoreFailures } : undefined;
}
