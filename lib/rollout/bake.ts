import { MINUTE } from './calendar/civil-day';
import { currentWave, isCanary } from './current-wave';
import type { Instant, RingPlan } from './rollout-plan';
import type { RingFacts, RolloutState } from './rollout-state';
import { isSetAside } from './set-aside';
import { isAtRest, waveOf } from './unrest';

/** What a ring, or the canary in it, is still watched for. */
export interface Bake {
  /** When it has been watched for long enough since the last move. */
  readonly endsAt: Instant;
  readonly requestsNeeded: number;
  readonly requestsSeen: number;
  readonly isOver: boolean;
}

/** Minutes for which the ring is watched: a hot-fix is watched for no longer than its own bake. */
export function bakeMinutesOf({ plan }: Pick<RolloutState, 'plan'>, { bakeMinutes }: RingPlan): number {
  return plan.lane === 'hot-fix' ? Math.min(bakeMinutes, plan.policy.hotFixBakeMinutes) : bakeMinutes;
}

/**
 * How far the bake is since the ring's last move; undefined where nothing was moved, so that there is nothing to watch.
 * It is over when a sample taken after its time shows the requests that it needs; bad health halts before.
 */
export function bakeOf(state: RolloutState, ringPlan: RingPlan, ring: RingFacts): Bake | undefined {
  const { lastMovedAt, sample } = ring;
  if (lastMovedAt === undefined) {
    return undefined;
  }
  const minutes = bakeMinutesOf(state, ringPlan);
  const endsAt = lastMovedAt + minutes * MINUTE;
  const requestsNeeded = isSetAside(state, 'traffic') ? 0 : ringPlan.minimumRequests;
  const isSampled = sample !== undefined && sample.at >= endsAt;
  const requestsSeen = sample !== undefined && sample.at >= lastMovedAt ? sample.requests : 0;
  const isOver = isSampled ? requestsSeen >= requestsNeeded : minutes === 0 && requestsNeeded === 0;
  return { endsAt, requestsNeeded, requestsSeen, isOver };
}

/** Whether the present ring, or its canary, is at rest and only watched. */
export function isBaking(state: RolloutState): boolean {
  const ref = currentWave(state);
  const wave = waveOf(state, ref);
  return wave === undefined || wave.passedAt !== undefined || (isCanary(state, ref) && isAtRest(wave));
}

/** When the roll-out stops waiting for traffic that does not come. */
export function patienceEndsAt(state: RolloutState, bake: Bake): Instant {
  return Math.max(bake.endsAt, state.resumedAt ?? 0) + state.plan.policy.trafficPatienceMinutes * MINUTE;
}
