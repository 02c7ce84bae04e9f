import { bakeOf, isBaking, patienceEndsAt } from './bake';
import { MINUTE } from './calendar/civil-day';
import { currentRing, currentWave } from './current-wave';
import { moveGate } from './move-gate';
import { theMove, type FoundMove } from './move-index';
import type { WaveRef } from './parts';
import type { Instant } from './rollout-plan';
import type { HaltFact, MoveFacts, OperatorFact, RolloutState } from './rollout-state';
import { isOperating, isPuttingBack, movesIn } from './unrest';
import { waveFactsOf } from './parts';
import { waitingSince } from './waiting-since';

/** What a roll-out is doing: worked out from its facts, and never stored. */
export type Phase =
  /** Nothing has begun, and nothing is in the way. */
  | { readonly kind: 'planned' }
  /** `first` is the stack that opens first, at `until`. */
  | { readonly kind: 'waiting'; readonly until: Instant; readonly first: FoundMove }
  | { readonly kind: 'moving' }
  | {
      readonly kind: 'baking';
      /** 0 when only requests are missing. */
      readonly minutesLeft: number;
      readonly requestsSeen: number;
      readonly requestsNeeded: number;
      /** When it halts without the requests. */
      readonly patienceEndsAt: Instant;
    }
  | { readonly kind: 'paused'; readonly pause: OperatorFact }
  | { readonly kind: 'halted'; readonly halt: HaltFact }
  | { readonly kind: 'putting-back'; readonly halt: HaltFact }
  | { readonly kind: 'aborted'; readonly abort: OperatorFact }
  | { readonly kind: 'finished' };

export function phaseOf(state: RolloutState, now: Instant): Phase {
  if (currentRing(state) === undefined) {
    return { kind: 'finished' };
  }
  const { halt, pause, abort } = state;
  if (halt !== undefined && isPuttingBack(state)) {
    return { kind: 'putting-back', halt };
  }
  if (abort !== undefined) {
    return { kind: 'aborted', abort };
  }
  if (halt !== undefined) {
    return { kind: 'halted', halt };
  }
  return pause === undefined ? goingPhase(state, now) : { kind: 'paused', pause };
}

function goingPhase(state: RolloutState, now: Instant): Phase {
  const ref = currentWave(state);
  const bake = isBaking(state) ? bakePhase(state, ref, now) : undefined;
  if (bake !== undefined) {
    return bake;
  }
  const moves = movesIn(state, ref);
  const waiting = waitingPhase(state, ref, now);
  if (waiting !== undefined && !moves.some(isOperating)) {
    return waiting;
  }
  return ref.ring === 0 && ref.wave === 0 && moves.every(isUntouched)
    ? { kind: 'planned' }
    : { kind: 'moving' };
}

function bakePhase(state: RolloutState, { ring }: WaveRef, now: Instant): Phase | undefined {
  const bake = bakeOf(state, ring);
  return (
    bake && {
      kind: 'baking',
      minutesLeft: Math.max(Math.ceil((bake.endsAt - now) / MINUTE), 0),
      requestsSeen: bake.requestsSeen,
      requestsNeeded: bake.requestsNeeded,
      patienceEndsAt: patienceEndsAt(state, bake),
    }
  );
}

/** Who of the wave opens first; undefined when somebody is open, or about to be left. */
function waitingPhase(state: RolloutState, ref: WaveRef, now: Instant): Phase | undefined {
  const since = waitingSince(state, waveFactsOf(state, ref));
  let first: Extract<Phase, { kind: 'waiting' }> | undefined;
  for (const { stack } of movesIn(state, ref).filter(({ kind }) => kind === 'waiting')) {
    const found = theMove(state, stack);
    const gate = moveGate(state, found, since, now);
    if (gate.kind !== 'opens') {
      return undefined;
    }
    first =
      first === undefined || gate.at < first.until
        ? { kind: 'waiting', until: gate.at, first: found }
        : first;
  }
  return first;
}

function isUntouched(facts: MoveFacts): boolean {
  return facts.kind === 'waiting' && facts.attempts === 0;
}
