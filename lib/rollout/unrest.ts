import { currentWave } from './current-wave';
import type { WaveRef } from './parts';
import { waveFactsOf } from './parts';
import { goesBack, restoreScope } from './restore-scope';
import type { MoveFacts, RolloutState, WaveFacts } from './rollout-state';

/** Whether an operation runs, or may run, on the stack. */
export function isOperating(facts: MoveFacts): facts is Extract<MoveFacts, { kind: 'moving' | 'restoring' }> {
  return facts.kind === 'moving' || facts.kind === 'restoring';
}

/** Whether the file of the stack is still to say the release that it runs. */
export function isUnpinned(facts: MoveFacts): boolean {
  return (facts.kind === 'moved' || facts.kind === 'restored') && !facts.isPinned;
}

/** Whether nothing of the wave is left to do. */
export function isAtRest({ moves }: WaveFacts): boolean {
  return !moves.some((facts) => facts.kind === 'waiting' || isOperating(facts) || isUnpinned(facts));
}

/** Whether an operation is under way, or a file behind it. Waves that were passed are at rest. */
export function isRunning(state: RolloutState): boolean {
  return movesIn(state, currentWave(state)).some((facts) => isOperating(facts) || isUnpinned(facts));
}

/** Whether something is still to be put back. */
export function isPuttingBack(state: RolloutState): boolean {
  return waveToPutBack(state) !== undefined;
}

/** The last wave that is not put back as far as it can be: the next one to work on. */
export function waveToPutBack(state: RolloutState): WaveRef | undefined {
  for (const ref of restoreScope(state)) {
    const moves = movesIn(state, ref);
    if (moves.some((facts) => isOperating(facts) || isUnpinned(facts) || goesBack(state, facts))) {
      return ref;
    }
  }
  return undefined;
}

export function movesIn(state: RolloutState, ref: WaveRef): readonly MoveFacts[] {
  return waveFactsOf(state, ref).moves;
}
