import { stackToken } from '../render/stack-name';
import type { RolloutPlan } from './rollout-plan';

export type Direction = 'forward' | 'back';

/**
 * Names an operation for ever: the same for whoever works it out from the same facts, and another for each attempt.
 * At most 58 characters: `0123456789ab-tenant-rally-north-forward-1`.
 */
export function moveToken(plan: RolloutPlan, stack: string, direction: Direction, attempt: number): string {
  return `${plan.id}-${stackToken(stack)}-${direction}-${attempt}`;
}
