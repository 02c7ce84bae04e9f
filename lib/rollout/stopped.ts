import type { RolloutState } from './rollout-state';

/** Whether nothing new may start: stacks that are not touched yet stay so. */
export function isStopped({ halt, pause, abort }: RolloutState): boolean {
  return halt !== undefined || pause !== undefined || abort !== undefined;
}
