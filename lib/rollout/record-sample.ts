import { isAtTarget } from './at-target';
import { findMove } from './move-index';
import { replaceRing } from './replace-facts';
import type { RolloutEvent } from './rollout-event';
import type { Instant } from './rollout-plan';
import type { RolloutState } from './rollout-state';

/** Notes what viewers met since the moves of a ring, and halts at once where a tenant that was moved is unhealthy. */
export function recordSample(
  state: RolloutState,
  { ring, wave, requests, bad }: Extract<RolloutEvent, { kind: 'sampled' }>,
  now: Instant,
): RolloutState {
  if (state.rings[ring] === undefined) {
    return state;
  }
  const next = replaceRing(state, ring, (facts) => ({ ...facts, sample: { at: now, requests } }));
  // One that was put back meanwhile, or taken out, says nothing about the release any more.
  const unhealthy = bad.filter(({ stack }) => {
    const facts = findMove(state, stack)?.facts;
    return facts !== undefined && isAtTarget(facts);
  });
  return unhealthy.length === 0 || state.halt !== undefined || state.abort !== undefined
    ? next
    : { ...next, halt: { kind: 'health', at: now, ring, wave, bad: unhealthy } };
}
