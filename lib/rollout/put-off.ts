import { MINUTE } from './calendar/civil-day';
import { theMove } from './move-index';
import type { WaveRef } from './parts';
import { moveGate } from './move-gate';
import { itemAt, ringFactsOf, ringPlanOf } from './parts';
import { waveKind } from './current-wave';
import { replaceMove, replaceRing, replaceWave } from './replace-facts';
import type { Instant } from './rollout-plan';
import type { MoveFacts, RolloutState, WaveFacts } from './rollout-state';
import { isOperating, isUnpinned } from './unrest';
import { waitingSince } from './waiting-since';

/** What opens within this time is waited for. */
export const SOON_MINUTES = 60;

/**
 * Puts off one stack that keeps its wave waiting, to a wave at the end of its ring, when somebody behind it can be moved
 * sooner; the same state when there is none. Cells and the canary are never put off: the others wait for them.
 */
export function putOff(state: RolloutState, ref: WaveRef, wave: WaveFacts, now: Instant): RolloutState {
  if (
    waveKind(state.plan, ref) !== 'tenants' ||
    wave.moves.some((facts) => isOperating(facts) || isUnpinned(facts))
  ) {
    return state;
  }
  const since = waitingSince(state, wave);
  const turns = wave.moves
    .filter(isWaiting)
    .map((facts) => ({ facts, at: turnAt(state, facts.stack, since, now) }));
  const soon = SOON_MINUTES * MINUTE;
  if (turns.some(({ at }) => at <= now + soon)) {
    return state;
  }
  const last = turns.reduce((late, turn) => (turn.at > late.at ? turn : late));
  return opensSooner(state, ref, last.at - soon, now) ? moveToEnd(state, ref, last.facts) : state;
}

function isWaiting({ kind }: MoveFacts): boolean {
  return kind === 'waiting';
}

/** When it is the stack's turn, to be moved or to be left. */
function turnAt(state: RolloutState, stack: string, since: Instant, now: Instant): Instant {
  const gate = moveGate(state, theMove(state, stack), since, now);
  return gate.kind === 'opens' ? gate.at : now;
}

/** Whether somebody in the waves behind can be moved before a time. */
function opensSooner(state: RolloutState, { ring, wave }: WaveRef, before: Instant, now: Instant): boolean {
  const behind = ringFactsOf(state, ring).waves.slice(wave + 1);
  return behind.some(({ moves }) =>
    moves.some((facts) => isWaiting(facts) && turnAt(state, facts.stack, now, now) < before),
  );
}

/** Into the last wave of the ring, if that is one of those put off and has room; else into a new one. */
function moveToEnd(state: RolloutState, { ring, wave }: WaveRef, facts: MoveFacts): RolloutState {
  const plan = ringPlanOf(state.plan, ring);
  const { waves } = ringFactsOf(state, ring);
  const last = waves.length - 1;
  const hasRoom =
    last > wave && last >= plan.waves.length && itemAt(waves, last).moves.length < plan.concurrency;
  const index = itemAt(waves, wave).moves.indexOf(facts);
  const left = replaceMove(
    state,
    { ring, wave, index },
    { kind: 'put-off', stack: facts.stack, attempts: facts.attempts, wave: hasRoom ? last : last + 1 },
  );
  return hasRoom
    ? replaceWave(left, ring, last, ({ moves, ...rest }) => ({ ...rest, moves: [...moves, facts] }))
    : replaceRing(left, ring, (before) => ({ ...before, waves: [...before.waves, { moves: [facts] }] }));
}
