import { MINUTE } from './calendar/civil-day';
import { findMove, type WaveRef } from './move-index';
import { moveGate } from './move-gate';
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
  const kind = state.plan.rings[ref.ring]?.waves[ref.wave]?.kind ?? 'tenants';
  if (kind !== 'tenants' || wave.moves.some((facts) => isOperating(facts) || isUnpinned(facts))) {
    return state;
  }
  const waiting = wave.moves.filter(isWaiting);
  const since = waitingSince(state, wave, now);
  const opens = waiting.map(({ stack }) => turnAt(state, stack, since, now));
  const soon = now + SOON_MINUTES * MINUTE;
  if (opens.some((at) => at <= soon)) {
    return state;
  }
  const first = firstBehind(state, ref, Math.max(...opens) - SOON_MINUTES * MINUTE, now);
  const late = waiting.find((_, index) => (opens[index] ?? now) > first + SOON_MINUTES * MINUTE);
  return late === undefined ? state : moveToEnd(state, ref, late);
}

function isWaiting({ kind }: MoveFacts): boolean {
  return kind === 'waiting';
}

/** When it is the stack's turn, to be moved or to be left. */
function turnAt(state: RolloutState, stack: string, since: Instant, now: Instant): Instant {
  const found = findMove(state, stack);
  const gate = found && moveGate(state, found, since, now);
  return gate?.kind === 'opens' ? gate.at : now;
}

/** When somebody in the waves behind can be moved, if that is before `limit`; else `limit` or later. */
function firstBehind(state: RolloutState, { ring, wave }: WaveRef, limit: Instant, now: Instant): Instant {
  for (const { moves } of state.rings[ring]?.waves.slice(wave + 1) ?? []) {
    for (const { stack } of moves.filter(isWaiting)) {
      const at = turnAt(state, stack, now, now);
      if (at < limit) {
        return at;
      }
    }
  }
  return limit;
}

/** Into the last wave of the ring, if that is one of those put off and has room; else into a new one. */
function moveToEnd(state: RolloutState, { ring, wave }: WaveRef, facts: MoveFacts): RolloutState {
  const plan = state.plan.rings[ring];
  const waves = state.rings[ring]?.waves ?? [];
  const last = waves.length - 1;
  const planned = plan?.waves.length ?? 0;
  const hasRoom =
    last > wave && last >= planned && (waves[last]?.moves.length ?? 0) < (plan?.concurrency ?? 0);
  const index = waves[wave]?.moves.indexOf(facts) ?? -1;
  const left = replaceMove(
    state,
    { ring, wave, index },
    { kind: 'put-off', stack: facts.stack, attempts: facts.attempts, wave: hasRoom ? last : last + 1 },
  );
  return hasRoom
    ? replaceWave(left, ring, last, ({ moves, ...rest }) => ({ ...rest, moves: [...moves, facts] }))
    : replaceRing(left, ring, (before) => ({ ...before, waves: [...before.waves, { moves: [facts] }] }));
}
