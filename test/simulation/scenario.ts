import type { OperatorAct } from '../../lib/rollout/rollout-event';
import type { Instant, RolloutPlan } from '../../lib/rollout/rollout-plan';

/** Everything that a seed draws, as data: running it again gives the same story, and leaving a part out another one. */
export interface Scenario {
  readonly seed: number;
  readonly startsAt: Instant;
  readonly plan: RolloutPlan;
  readonly notices: readonly ToldClient[];
  /** Requests a minute. */
  readonly traffic: Readonly<Record<string, number>>;
  /** Calls that the engine stands at the same time. */
  readonly engineCalls: number;
  readonly faults: readonly Fault[];
  readonly acts: readonly Act[];
}

/** A client that is told of the release before the roll-out starts, or answers. */
export interface ToldClient {
  readonly stack: string;
  readonly act: 'sent' | 'acknowledged' | 'objected' | 'waived';
  readonly minutesBefore: number;
}

/** Something that goes wrong. Those of the engine name a stack, and which of its operations. */
export type Fault =
  /** The operation fails and the stack is back where it was. */
  | { readonly kind: 'engine-fails'; readonly stack: string; readonly operation: number }
  /** It fails, and so does its rollback. */
  | { readonly kind: 'engine-half-fails'; readonly stack: string; readonly operation: number }
  | {
      readonly kind: 'engine-slow';
      readonly stack: string;
      readonly operation: number;
      readonly minutes: number;
    }
  /** The call never answers; the operation goes on. */
  | { readonly kind: 'engine-hangs'; readonly stack: string; readonly call: number }
  /** The call throws while the operation goes on. */
  | { readonly kind: 'engine-loses-answer'; readonly stack: string; readonly call: number }
  | {
      readonly kind: 'engine-answers-late';
      readonly stack: string;
      readonly call: number;
      readonly minutes: number;
    }
  /** The call throws and nothing was done. */
  | { readonly kind: 'engine-refuses'; readonly stack: string; readonly call: number }
  | { readonly kind: 'engine-throttles'; readonly stack: string; readonly call: number }
  /** It says how the stack was some minutes ago. */
  | { readonly kind: 'engine-stale'; readonly stack: string; readonly minutes: number }
  | { readonly kind: 'engine-silent'; readonly stack: string; readonly call: number }
  /** Viewers of the new version meet errors. */
  | { readonly kind: 'viewers-fail'; readonly stack: string; readonly percent: number }
  | { readonly kind: 'health-unknown'; readonly call: number }
  /** What the plan promised can no longer be rendered, from some minute on. */
  | { readonly kind: 'files-changed'; readonly stack: string; readonly minute: number }
  | { readonly kind: 'file-locked'; readonly call: number }
  /** Done, but the answer is an error. */
  | { readonly kind: 'append-unsure'; readonly append: number }
  /** Not done. */
  | { readonly kind: 'append-refused'; readonly append: number }
  /** Done after the error was answered, if its place is still free. */
  | { readonly kind: 'append-late'; readonly append: number; readonly seconds: number }
  | { readonly kind: 'ledger-slow'; readonly call: number; readonly seconds: number }
  | { readonly kind: 'ledger-refuses'; readonly call: number }
  /** The process dies before its call reaches anything, or when the call was heard and before its answer. */
  | {
      readonly kind: 'runner-killed';
      readonly life: number;
      readonly port: Port;
      readonly call: number;
      readonly when: 'before' | 'after';
    }
  /** The process stands still, as when its machine sleeps. */
  | {
      readonly kind: 'runner-frozen';
      readonly life: number;
      readonly port: Port;
      readonly call: number;
      readonly minutes: number;
    }
  /** Somebody starts a second one. */
  | { readonly kind: 'second-runner'; readonly minute: number }
  /** Somebody presses Ctrl-C. */
  | { readonly kind: 'runner-stopped'; readonly minute: number };

export type Port = 'apply' | 'describe' | 'sample' | 'append' | 'acquire' | 'read' | 'pin' | 'inbox';

/** What people do meanwhile, at a time or when something happens for the nth time. */
export interface Act {
  readonly when: Moment;
  readonly does: Deed;
}

export type Moment =
  | { readonly on: 'minute'; readonly minute: number }
  | { readonly on: 'intent' | 'started' | 'ended' | 'outcome' | 'sampled'; readonly nth: number };

export type Deed =
  | { readonly kind: 'ask'; readonly act: OperatorAct }
  /** Deploys something else by hand. */
  | { readonly kind: 'edit'; readonly stack: string }
  | { readonly kind: 'remove'; readonly stack: string }
  | { readonly kind: 'tell'; readonly stack: string; readonly act: ToldClient['act'] };
