import type { HealthSample } from '../ports';
import type { RolloutPolicy } from '../rollout-plan';
import type { BadSample } from '../rollout-state';

/** Who failed more requests than the policy lets pass; too few requests say nothing. */
export function judgeSamples(samples: readonly HealthSample[], policy: RolloutPolicy): readonly BadSample[] {
  return samples
    .filter(({ requests }) => requests > 0 && requests >= policy.requestsToJudge)
    .map(({ stack, requests, errors }) => ({ stack, requests, errorPercent: (errors / requests) * 100 }))
    .filter(({ errorPercent }) => errorPercent > policy.errorPercentMax);
}
