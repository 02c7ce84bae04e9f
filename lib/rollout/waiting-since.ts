import { invariant } from '../diagnostics/invariant';
import type { Instant } from './rollout-plan';
import type { RolloutState, WaveFacts } from './rollout-state';

/** Since when a wave that has started waits for openings: time in which the line was stopped tries nobody's patience. */
export function waitingSince({ resumedAt }: RolloutState, { startedAt }: WaveFacts): Instant {
  invariant(startedAt !== undefined, 'only a wave that has started waits');
  return Math.max(startedAt, resumedAt ?? 0);
}
