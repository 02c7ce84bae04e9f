import type { Fleet } from '../fleet/fleet';
import type { Instant, RolloutOverride, RolloutPlan, StackVersion } from './rollout-plan';
import type { NoticeFacts } from './rollout-state';

/** What a roll-out is planned from. */
export interface RolloutRequest {
  readonly fleet: Fleet;
  /** Release that everybody moves to. */
  readonly to: string;
  /** What each stack that is deployed runs, and what it would be at the release. */
  readonly versions: ReadonlyMap<string, StackStep>;
  readonly lane: RolloutPlan['lane'];
  readonly overrides: readonly RolloutOverride[];
  /** By stack, who was told of the release before. */
  readonly notices: Readonly<Record<string, NoticeFacts>>;
  readonly now: Instant;
}

export interface StackStep {
  readonly from: StackVersion;
  readonly to: StackVersion;
}
