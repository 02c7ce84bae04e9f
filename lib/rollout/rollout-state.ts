import type { Instant, LeftStack, RolloutOverride, RolloutPlan } from './rollout-plan';

/** What has happened to a roll-out. Facts only: the phase, and the sentence about it, are derived from them. */
export interface RolloutState {
  readonly plan: RolloutPlan;
  readonly startedAt: Instant;
  /** One for each ring of the plan. */
  readonly rings: readonly RingFacts[];
  /** Those of the plan, and behind them those that came later. */
  readonly overrides: readonly RolloutOverride[];
  /** Why it stopped by itself or at once; the first reason stays until a retry or a resume. */
  readonly halt?: HaltFact;
  readonly pause?: OperatorFact;
  /** When it last went on after a pause or a halt: patience counts from there. */
  readonly resumedAt?: Instant;
  readonly abort?: OperatorFact;
}

export interface RingFacts {
  readonly startedAt?: Instant;
  /** When it was done, baked and all. */
  readonly passedAt?: Instant;
  /** When its first and its latest tenant came to the release. */
  readonly arrivals?: { readonly first: Instant; readonly last: Instant };
  /** The latest sample of everything that the ring has moved. */
  readonly sample?: SampleFact;
  /** One for each wave of the plan, and behind them the waves of those that were put off. */
  readonly waves: readonly WaveFacts[];
}

export interface WaveFacts {
  readonly startedAt?: Instant;
  /** When all of it was at rest, a canary also baked, and the next could start. */
  readonly passedAt?: Instant;
  readonly moves: readonly MoveFacts[];
}

/** Where a stack is on its way. `token` is that of the operation: the same operation has the same token for ever. */
export type MoveFacts = MoveHistory &
  (
    | { readonly kind: 'waiting' }
    | { readonly kind: 'moving'; readonly token: string; readonly since: Instant }
    | {
        readonly kind: 'moved';
        readonly at: Instant;
        readonly isPinned: boolean;
        readonly restoreFailures: number;
      }
    | { readonly kind: 'failed'; readonly at: Instant; readonly reason: string }
    | {
        readonly kind: 'restoring';
        readonly token: string;
        readonly since: Instant;
        readonly movedAt: Instant;
        readonly restoreFailures: number;
      }
    | {
        readonly kind: 'restored';
        readonly at: Instant;
        readonly isPinned: boolean;
        /** Somebody said so before its file did: it is left as soon as that does. @default nobody */
        readonly skipped?: { readonly at: Instant; readonly detail: string };
      }
    | { readonly kind: 'stuck'; readonly at: Instant; readonly status: string; readonly next: string }
    | { readonly kind: 'left'; readonly at: Instant; readonly why: LeftStack['why']; readonly detail: string }
    /** It could not be moved when its wave was, and waits in a later wave of its ring. */
    | { readonly kind: 'put-off'; readonly wave: number }
  );

/** What stays of a stack from one step to the next. */
export interface MoveHistory {
  readonly stack: string;
  /** Operations that were intended for it so far, forward and back. */
  readonly attempts: number;
  readonly notice?: NoticeFacts;
}

interface SampleFact {
  readonly at: Instant;
  /** Requests seen since the moves, by all of the ring together. */
  readonly requests: number;
}

export interface NoticeFacts {
  readonly sentAt: Instant;
  /** Beginning of the slot that the client was told of last. @default it was told of none */
  readonly notBefore?: Instant;
  readonly acknowledgedAt?: Instant;
  readonly objectedAt?: Instant;
  readonly waivedAt?: Instant;
}

export type HaltFact = Readonly<{ at: Instant; ring: number; wave: number }> &
  (
    | { readonly kind: 'failures'; readonly stacks: readonly string[] }
    | { readonly kind: 'health'; readonly bad: readonly BadSample[] }
    | { readonly kind: 'traffic'; readonly requests: number }
    | { readonly kind: 'stuck'; readonly stack: string }
    /** Nothing shows that the canary is well on the new release, and nobody goes before it. */
    | { readonly kind: 'canary'; readonly stack: string }
    | { readonly kind: 'operator'; readonly by: string; readonly reason: string }
  );

export interface OperatorFact {
  readonly at: Instant;
  readonly by: string;
  readonly reason: string;
}

/** A tenant that failed too many requests since it was moved. */
export interface BadSample {
  readonly stack: string;
  readonly requests: number;
  readonly errorPercent: number;
}
