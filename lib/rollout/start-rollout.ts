import { progressed } from './progress';
import type { Instant, RolloutPlan } from './rollout-plan';
import type { NoticeFacts, RolloutState } from './rollout-state';

/** The beginning of a roll-out: everybody waits. `notices` says by stack who was told of its release before. */
export function startRollout(
  plan: RolloutPlan,
  notices: Readonly<Record<string, NoticeFacts>>,
  now: Instant,
): RolloutState {
  const rings = plan.rings.map(({ waves }) => ({
    waves: waves.map(({ moves }) => ({
      moves: moves.map(({ stack }) => {
        const notice = notices[stack];
        return {
          kind: 'waiting' as const,
          stack,
          attempts: 0,
          ...(notice === undefined ? {} : { notice }),
        };
      }),
    })),
  }));
  return progressed({ plan, startedAt: now, rings, overrides: plan.overrides }, now);
}
