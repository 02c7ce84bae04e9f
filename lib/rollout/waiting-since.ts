import type { Instant } from './rollout-plan';
import type { RolloutState, WaveFacts } from './rollout-state';

/** Since when a wave waits for openings: time in which the roll-out was paused or halted tries nobody's patience. */
export function waitingSince({ resumedAt }: RolloutState, { startedAt }: WaveFacts, now: Instant): Instant {
  return Math.max(startedAt ?? now, resumedAt ?? 0);
}
