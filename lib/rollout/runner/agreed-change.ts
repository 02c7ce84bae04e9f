import type { StackTarget } from '../ports';
import type { StackVersion } from '../rollout-plan';

/** What was agreed to for one stack. */
export interface AgreedChange {
  readonly target: StackTarget;
  /** Left out where there is nothing yet. */
  readonly from?: StackVersion;
  /** Left out where the stack is to be removed. */
  readonly to?: StackVersion;
  /** Whether nothing is added to the stack and nothing of it changed: something is removed. @default false */
  readonly onlyTakesAway?: boolean;
  /** Refusals that were overridden for it. */
  readonly overrides: readonly { readonly refusal: string; readonly reason: string }[];
}
