import { invariant } from '../diagnostics/invariant';
import type { WaveRef } from './parts';
import { ringFactsOf, ringPlanOf } from './parts';
import type { RolloutPlan, WavePlan } from './rollout-plan';
import type { RolloutState } from './rollout-state';

/** Index of the first ring that is not passed; undefined when all are. */
export function currentRing({ rings }: RolloutState): number | undefined {
  return presentIndex(rings);
}

/** The first wave that is not passed; in a ring that bakes, the last one. */
export function currentWave(state: RolloutState): WaveRef {
  const ring = currentRing(state);
  invariant(ring !== undefined, 'a roll-out that is over has no present wave');
  const { waves } = ringFactsOf(state, ring);
  return { ring, wave: presentIndex(waves) ?? waves.length - 1 };
}

/** Whether the wave is the lone canary. */
export function isCanary({ plan }: RolloutState, { ring, wave }: WaveRef): boolean {
  return waveKind(plan, { ring, wave }) === 'canary';
}

/** What stands in the wave; behind those of the plan are the waves of tenants that were put off. */
export function waveKind(plan: RolloutPlan, { ring, wave }: WaveRef): WavePlan['kind'] {
  return ringPlanOf(plan, ring).waves[wave]?.kind ?? 'tenants';
}

function presentIndex(parts: readonly { readonly passedAt?: number }[]): number | undefined {
  const index = parts.findIndex(({ passedAt }) => passedAt === undefined);
  return index === -1 ? undefined : index;
}
