import type { RolloutEffect, RolloutEvent } from '../rollout-event';
import type { Instant, RolloutPlan } from '../rollout-plan';
import type { NoticeFacts, RolloutState } from '../rollout-state';

type NoticeAct = Extract<RolloutEvent, { kind: 'notice' }>['act'];

/** What the runner asks: pure functions, handed in so that a simulation can put faults into them. */
export interface Brain {
  /** @param notices What clients were told of the release before, by stack. */
  readonly start: (
    plan: RolloutPlan,
    notices: Readonly<Record<string, NoticeFacts>>,
    at: Instant,
  ) => RolloutState;
  /** @param notBefore Beginning of the slot that was told, where one was. */
  readonly noticed: (
    before: NoticeFacts | undefined,
    act: NoticeAct,
    at: Instant,
    notBefore?: Instant,
  ) => NoticeFacts;
  readonly advance: (
    state: RolloutState,
    event: RolloutEvent,
    now: Instant,
  ) => { readonly state: RolloutState; readonly effects: readonly RolloutEffect[] };
  /** One sentence, for the entry that ends the roll-out. */
  readonly summarize: (state: RolloutState, now: Instant) => string;
}
