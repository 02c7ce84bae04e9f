import type { WaveRef } from './move-index';
import type { RolloutState } from './rollout-state';

/** Index of the first ring that is not passed; undefined when all are. */
export function currentRing({ rings }: RolloutState): number | undefined {
  return presentIndex(rings);
}

/** The first wave that is not passed. In a ring that bakes, and at the end of all, it is the last one. */
export function currentWave(state: RolloutState): WaveRef {
  const ring = currentRing(state) ?? state.rings.length - 1;
  const waves = state.rings[ring]?.waves ?? [];
  return { ring, wave: presentIndex(waves) ?? waves.length - 1 };
}

/** Whether the wave is the lone canary. */
export function isCanary({ plan }: RolloutState, { ring, wave }: WaveRef): boolean {
  return plan.rings[ring]?.waves[wave]?.kind === 'canary';
}

function presentIndex(parts: readonly { readonly passedAt?: number }[]): number | undefined {
  const index = parts.findIndex(({ passedAt }) => passedAt === undefined);
  return index === -1 ? undefined : index;
}
