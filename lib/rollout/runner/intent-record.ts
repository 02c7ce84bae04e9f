import type { LedgerRecord } from '../ports';
import type { RolloutState } from '../rollout-state';
import type { MoveEffect } from './rollout-work';

/** What is written before a move is performed. */
export function intentRecord(
  { direction, stack, token, from, to }: MoveEffect,
  { plan, overrides }: RolloutState,
  planDigest: string | undefined,
): LedgerRecord {
  return {
    kind: 'intent',
    purpose: direction === 'forward' ? 'rollout' : 'rollback',
    rollout: plan.id,
    stack,
    token,
    from,
    to,
    ...(planDigest !== undefined && { plan: planDigest }),
    overrides: overrides
      .filter((override) => override.stack === undefined || override.stack === stack)
      .map(({ rule, reason }) => ({ refusal: rule, reason })),
  };
}
