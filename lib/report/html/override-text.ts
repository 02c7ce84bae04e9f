import type { RolloutOverride } from '../../rollout/rollout-plan';

/** Which rule of the calendar is set aside, for whom, by whom and why. */
export function overrideText({ rule, stack, by, reason }: RolloutOverride): string {
  return `The rule ${rule} is set aside for ${stack ?? 'every stack'} by ${by}: ${reason}`;
}
