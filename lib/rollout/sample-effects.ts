import { bakeOf, isBaking, type Bake } from './bake';
import { MINUTE } from './calendar/civil-day';
import { currentWave } from './current-wave';
import { isAtTarget } from './at-target';
import { isCell } from './move-index';
import { ringFactsOf } from './parts';
import type { WaveRef } from './parts';
import type { RolloutEffect } from './rollout-event';
import type { Instant } from './rollout-plan';
import type { RingFacts, RolloutState } from './rollout-state';

type SampleEffect = Extract<RolloutEffect, { kind: 'sample' }>;

/** The sample of the present ring's health that is due, or the time at which one is. */
export function sampleEffects(state: RolloutState, now: Instant): readonly RolloutEffect[] {
  const ref = currentWave(state);
  const bake = bakeOf(state, ref.ring);
  const at = bake && nextSampleAt(state, bake);
  if (at === undefined) {
    return [];
  }
  return at <= now ? [sampleOf(state, ref)] : [{ kind: 'wake', at }];
}

function sampleOf(state: RolloutState, ref: WaveRef): SampleEffect {
  return {
    kind: 'sample',
    ...ref,
    // They are thousands, asked for again at every look until the sample is there.
    get stacks() {
      return watchedStacks(ringFactsOf(state, ref.ring));
    },
  };
}

/**
 * Every few minutes for as long as the bake lasts, at its end, and behind that until the traffic has come. A ring that
 * only waits for the next window is not asked again until it has moved somebody.
 */
function nextSampleAt(state: RolloutState, { sampledAt, firstArrivalAt, endsAt }: Bake): Instant | undefined {
  const next = (sampledAt ?? firstArrivalAt) + state.plan.policy.sampleMinutes * MINUTE;
  if (sampledAt === undefined || sampledAt < endsAt) {
    return Math.min(next, endsAt);
  }
  return isBaking(state) ? next : undefined;
}

/** Every tenant that is at the release, whoever brought it there. */
function watchedStacks({ waves }: RingFacts): SampleEffect['stacks'] {
  return waves
    .flatMap(({ moves }) => moves.filter(isAtTarget))
    .filter(({ stack }) => !isCell(stack))
    .map(({ stack, at }) => ({ stack, since: at }));
}
