import { currentRing, currentWave } from './current-wave';
import { findMove } from './move-index';
import { historyOf, replaceMove } from './replace-facts';
import { reopened } from './retry';
import type { OperatorAct, RolloutEvent } from './rollout-event';
import type { Instant } from './rollout-plan';
import type { MoveFacts, RolloutState } from './rollout-state';
import { isPuttingBack, isRunning } from './unrest';
import { isStopped } from './stopped';

type Word = Extract<OperatorAct, { kind: 'pause' | 'resume' | 'abort' | 'halt' | 'retry' }>;

/**
 * What an operator says. The first word of a kind stays, an abort is for good, and nothing is heard when all is over. A `retry`, or a `resume` after a fault,
 * is heard only when everything is at rest again.
 */
export function recordWord(state: RolloutState, { kind, by, reason }: Word, now: Instant): RolloutState {
  if (state.abort !== undefined || currentRing(state) === undefined) {
    return state;
  }
  const said = { at: now, by, reason };
  switch (kind) {
    case 'pause':
      return state.pause === undefined ? { ...state, pause: said } : state;
    case 'abort':
      return { ...state, abort: said };
    case 'halt':
      return state.halt === undefined
        ? { ...state, halt: { kind: 'operator', ...currentWave(state), ...said } }
        : state;
    case 'resume':
      return isStopped(state) && !isPuttingBack(state) ? goingOn(state, now) : state;
    case 'retry':
      return isRunning(state) || isPuttingBack(state) ? state : reopened(goingOn(state, now));
  }
}

function goingOn(state: RolloutState, now: Instant): RolloutState {
  const { halt: _halt, pause: _pause, ...rest } = state;
  return { ...rest, resumedAt: now };
}

/** A stack that waits, or that a retry would take up, stays where it is for the rest of the roll-out. */
export function skipStack(
  state: RolloutState,
  { stack, by, reason }: Extract<RolloutEvent, { kind: 'skip' }>,
  now: Instant,
): RolloutState {
  const found = findMove(state, stack);
  if (found === undefined || !canBeSkipped(found.facts)) {
    return state;
  }
  const { facts, place } = found;
  const skipped = { at: now, detail: `${by}: ${reason}` };
  return replaceMove(
    state,
    place,
    facts.kind === 'restored' && !facts.isPinned
      ? { ...facts, skipped: facts.skipped ?? skipped }
      : { ...historyOf(facts), kind: 'left', why: 'skipped', ...skipped },
  );
}

function canBeSkipped({ kind }: MoveFacts): boolean {
  return kind === 'waiting' || kind === 'failed' || kind === 'restored';
}
