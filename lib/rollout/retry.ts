import { historyOf } from './replace-facts';
import type { MoveFacts, RingFacts, RolloutState, WaveFacts } from './rollout-state';

/** Takes up again, each in its place, what failed and what was put back; their waves and rings are crossed anew. */
export function reopened(state: RolloutState): RolloutState {
  return { ...state, rings: state.rings.map(reopenedRing) };
}

function reopenedRing(ring: RingFacts): RingFacts {
  if (!ring.waves.some(hasToRetry)) {
    return ring;
  }
  const { passedAt: _, ...rest } = ring;
  return { ...rest, waves: ring.waves.map(reopenedWave) };
}

function reopenedWave(wave: WaveFacts): WaveFacts {
  return hasToRetry(wave) ? { moves: wave.moves.map(waitingAgain) } : wave;
}

function waitingAgain(facts: MoveFacts): MoveFacts {
  return isToRetry(facts) ? { ...historyOf(facts), kind: 'waiting' } : facts;
}

function hasToRetry({ moves }: WaveFacts): boolean {
  return moves.some(isToRetry);
}

function isToRetry({ kind }: MoveFacts): boolean {
  return kind === 'failed' || kind === 'restored';
}
