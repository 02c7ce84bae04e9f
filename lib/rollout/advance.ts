import { dueEffects } from './due-effects';
import { recordEvent } from './record-event';
import type { RolloutEffect, RolloutEvent } from './rollout-event';
import type { Instant } from './rollout-plan';
import type { RolloutState } from './rollout-state';

export interface Step {
  readonly state: RolloutState;
  /** What is to be done now; the same again until events answer it. */
  readonly effects: readonly RolloutEffect[];
}

/**
 * Takes note of an event and says what is to be done. `now` is the time of the event's entry in the ledger, so that
 * replaying the entries gives the same state; only for a `tick` is it the time of the clock.
 */
export function advance(state: RolloutState, event: RolloutEvent, now: Instant): Step {
  const next = recordEvent(state, event, now);
  return {
    state: next,
    // Of many events that are noted together only the effects of the last are wanted.
    get effects() {
      return dueEffects(next, now);
    },
  };
}
