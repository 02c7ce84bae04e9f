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

type Parts = readonly { readonly passedAt?: number }[];

/** A state never changes, is asked for its present wave again and again, and may have thousands. */
const PRESENT = new WeakMap<Parts, number>();

function presentIndex(parts: Parts): number | undefined {
  const known = PRESENT.get(parts);
  const index = known ?? parts.findIndex(({ passedAt }) => passedAt === undefined);
  if (known === undefined) {
    PRESENT.set(parts, index);
  }
  return index === -1 ? undefined : index;
}
