import { mayStillStart } from './move-gate';
import { theMove, type FoundMove } from './move-index';
import { moveToken, type Direction } from './move-token';
import type { RolloutEffect } from './rollout-event';
import type { Instant } from './rollout-plan';
import type { MoveFacts, RolloutState } from './rollout-state';
import { isStopped } from './stopped';

/** A move that is to be intended, for the stack's next attempt. */
export function newMove(state: RolloutState, facts: MoveFacts, direction: Direction): RolloutEffect {
  const token = moveToken(state.plan, facts.stack, direction, facts.attempts + 1);
  return { ...route(theMove(state, facts.stack), direction), token, isIntended: false };
}

/** A move that was intended and has not ended. One that should not begin any more is only taken up where it began. */
export function takenUp(
  state: RolloutState,
  { kind, stack, token }: Extract<MoveFacts, { kind: 'moving' | 'restoring' }>,
  now: Instant,
): RolloutEffect {
  const found = theMove(state, stack);
  if (kind === 'restoring') {
    return { ...route(found, 'back'), token, isIntended: true };
  }
  const effect = { ...route(found, 'forward'), token, isIntended: true };
  return isStopped(state) || !mayStillStart(state, found, now) ? { ...effect, onlyIfStarted: true } : effect;
}

/** The file of a stack that was moved, or put back, is to say so. */
export function pin(
  state: RolloutState,
  { kind, stack }: Extract<MoveFacts, { kind: 'moved' | 'restored' }>,
): RolloutEffect {
  const { from, to } = theMove(state, stack).planned.move;
  return { kind: 'pin', stack, release: (kind === 'moved' ? to : from).release };
}

function route({ planned: { move } }: FoundMove, direction: Direction) {
  const { stack, from, to } = move;
  return direction === 'forward'
    ? ({ kind: 'move', direction, stack, from, to } as const)
    : ({ kind: 'move', direction, stack, from: to, to: from } as const);
}
