import { currentWave } from './current-wave';
import { newMove } from './move-effect';
import { moveGate } from './move-gate';
import { findMove } from './move-index';
import type { RolloutEffect } from './rollout-event';
import type { Instant } from './rollout-plan';
import type { MoveFacts, RolloutState } from './rollout-state';
import { waitingSince } from './waiting-since';
import { waveOf } from './unrest';

/** What is to be started now in the present wave, or left, and when the next one opens. */
export function forwardEffects(state: RolloutState, now: Instant): readonly RolloutEffect[] {
  const wave = waveOf(state, currentWave(state));
  if (wave === undefined) {
    return [];
  }
  const since = waitingSince(state, wave, now);
  return wave.moves.flatMap((facts) =>
    facts.kind === 'waiting' ? (forwardEffect(state, facts, since, now) ?? []) : [],
  );
}

function forwardEffect(
  state: RolloutState,
  facts: MoveFacts,
  since: Instant,
  now: Instant,
): RolloutEffect | undefined {
  const found = findMove(state, facts.stack);
  const gate = found && moveGate(state, found, since, now);
  switch (gate?.kind) {
    case 'open':
      return newMove(state, facts, 'forward');
    case 'opens':
      return { kind: 'wake', at: gate.at };
    case 'never':
      return { kind: 'leave', stack: facts.stack, why: gate.why, detail: gate.detail };
    case undefined:
      return undefined;
  }
}
