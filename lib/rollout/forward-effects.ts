import { currentWave } from './current-wave';
import { newMove } from './move-effect';
import { moveGate } from './move-gate';
import { theMove } from './move-index';
import type { RolloutEffect } from './rollout-event';
import type { Instant } from './rollout-plan';
import type { MoveFacts, RolloutState } from './rollout-state';
import { waitingSince } from './waiting-since';
import { waveFactsOf } from './parts';

/** What is to be started now in the present wave, or left, and when the next one opens. */
export function forwardEffects(state: RolloutState, now: Instant): readonly RolloutEffect[] {
  const wave = waveFactsOf(state, currentWave(state));
  const since = waitingSince(state, wave);
  return wave.moves.flatMap((facts) =>
    facts.kind === 'waiting' ? [forwardEffect(state, facts, since, now)] : [],
  );
}

function forwardEffect(state: RolloutState, facts: MoveFacts, since: Instant, now: Instant): RolloutEffect {
  const gate = moveGate(state, theMove(state, facts.stack), since, now);
  switch (gate.kind) {
    case 'open':
      return newMove(state, facts, 'forward');
    case 'opens':
      return { kind: 'wake', at: gate.at };
    case 'never':
      return { kind: 'leave', stack: facts.stack, why: gate.why, detail: gate.detail };
  }
}
