import { MINUTE } from './calendar/civil-day';
import { currentWave, isCanary } from './current-wave';
import type { Instant, RingPlan } from './rollout-plan';
import type { RolloutState } from './rollout-state';
import { isSetAside } from './set-aside';
import { isAtRest } from './unrest';
import { ringFactsOf, ringPlanOf, waveFactsOf } from './parts';

/** What a ring, or the canary in it, is still watched for. */
export interface Bake {
  /** When it has been watched for long enough since the last move. */
  readonly endsAt: Instant;
  readonly requestsNeeded: number;
  readonly requestsSeen: number;
  /** Time of the latest sample. */
  readonly sampledAt: Instant | undefined;
  readonly firstArrivalAt: Instant;
  readonly isOver: boolean;
}

/** Minutes for which the ring is watched: a hot-fix is watched for no longer than its own bake. */
function bakeMinutesOf({ plan }: Pick<RolloutState, 'plan'>, { bakeMinutes }: RingPlan): number {
  return plan.lane === 'hot-fix' ? Math.min(bakeMinutes, plan.policy.hotFixBakeMinutes) : bakeMinutes;
}

/**
 * How far the bake is since the ring's last move; undefined where nothing was moved, so that there is nothing to watch.
 * It is over when a sample taken after its time shows the requests that it needs; bad health halts before.
 */
export function bakeOf(state: RolloutState, ring: number): Bake | undefined {
  const plan = ringPlanOf(state.plan, ring);
  const { arrivals, sample } = ringFactsOf(state, ring);
  if (arrivals === undefined) {
    return undefined;
  }
  const minutes = bakeMinutesOf(state, plan);
  const endsAt = arrivals.last + minutes * MINUTE;
  const requestsNeeded = isSetAside(state, 'traffic') ? 0 : plan.minimumRequests;
  const bake = { endsAt, requestsNeeded, firstArrivalAt: arrivals.first };
  if (sample === undefined) {
    return { ...bake, requestsSeen: 0, sampledAt: undefined, isOver: false };
  }
  const { at: sampledAt, requests: requestsSeen } = sample;
  const isOver = sampledAt >= endsAt && requestsSeen >= requestsNeeded;
  return { ...bake, requestsSeen, sampledAt, isOver };
}

/** Whether the present ring, or its canary, is at rest and only watched. */
export function isBaking(state: RolloutState): boolean {
  const ref = currentWave(state);
  const wave = waveFactsOf(state, ref);
  return wave.passedAt !== undefined || (isCanary(state, ref) && isAtRest(wave));
}

/** When the roll-out stops waiting for traffic that does not come. */
export function patienceEndsAt(state: RolloutState, bake: Bake): Instant {
  return Math.max(bake.endsAt, state.resumedAt ?? 0) + state.plan.policy.trafficPatienceMinutes * MINUTE;
}
