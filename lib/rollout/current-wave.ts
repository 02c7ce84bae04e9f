import { invariant } from '../diagnostics/invariant';
import type { WaveRef } from './parts';
import { itemAt, ringFactsOf, ringPlanOf } from './parts';
import type { Instant, RolloutPlan, WavePlan } from './rollout-plan';
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

type Part = { readonly passedAt?: Instant };

/** A state never changes, is asked for its present wave again and again, and may have thousands. */
const PRESENT = new WeakMap<readonly Part[], number>();

/** The list with another item in one place, of which it is known again which part is the present one. */
export function withPart<Item extends Part>(
  parts: readonly Item[],
  index: number,
  part: Item,
): readonly Item[] {
  const next = parts.with(index, part);
  const before = PRESENT.get(parts);
  if (before !== undefined) {
    PRESENT.set(next, firstOpen(next, Math.min(index, before)));
  }
  return next;
}

function presentIndex(parts: readonly Part[]): number | undefined {
  const index = PRESENT.get(parts) ?? firstOpen(parts, 0);
  PRESENT.set(parts, index);
  return index < parts.length ? index : undefined;
}

/** The first part from an index on that is not passed; the number of parts when there is none. */
function firstOpen(parts: readonly Part[], from: number): number {
  let index = from;
  while (index < parts.length && itemAt(parts, index).passedAt !== undefined) {
    index++;
  }
  return index;
}
