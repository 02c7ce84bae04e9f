import type { Instant, LeftStack, RolloutOverride, StackVersion } from './rollout-plan';
import type { BadSample } from './rollout-state';

/**
 * What can happen to a roll-out. Each but `tick` is recorded in the ledger, and replaying them gives the state again; so
 * a `tick` changes no fact, and only asks what is to be done now.
 */
export type RolloutEvent =
  | { readonly kind: 'tick' }
  /** The intent of a move is recorded; only now may it be performed. */
  | { readonly kind: 'intended'; readonly stack: string; readonly token: string }
  | {
      readonly kind: 'settled';
      readonly stack: string;
      readonly token: string;
      readonly outcome: OperationOutcome;
    }
  /** Looked at before its move, the stack was not at the version that the plan moves it from. */
  | { readonly kind: 'found'; readonly stack: string; readonly as: 'at-target' | 'edited' | 'removed' }
  /** The roll-out goes on without it, answering the effect `leave`. */
  | {
      readonly kind: 'left';
      readonly stack: string;
      readonly why: LeftStack['why'];
      readonly detail: string;
    }
  /** Health of everything that a ring has moved so far; `wave` is the one that it was in. */
  | {
      readonly kind: 'sampled';
      readonly ring: number;
      readonly wave: number;
      readonly requests: number;
      readonly bad: readonly BadSample[];
    }
  /** The tenant's or the cell's file says this release. */
  | { readonly kind: 'pinned'; readonly stack: string; readonly release: string }
  | {
      readonly kind: 'notice';
      readonly stack: string;
      readonly act: 'sent' | 'acknowledged' | 'objected' | 'waived';
      /** Of what was sent: beginning of the slot that it names. */
      readonly notBefore?: Instant;
    }
  | { readonly kind: 'overridden'; readonly override: RolloutOverride }
  | ({ readonly kind: 'pause' | 'resume' | 'abort' | 'halt' | 'retry' } & OperatorWord)
  | ({ readonly kind: 'skip'; readonly stack: string } & OperatorWord);

/** What an operator can ask of a roll-out. */
export type OperatorAct = Extract<
  RolloutEvent,
  { kind: 'pause' | 'resume' | 'abort' | 'halt' | 'retry' | 'skip' | 'overridden' }
>;

interface OperatorWord {
  readonly by: string;
  readonly reason: string;
}

/** How an operation ended, judged by its own identity and never by what the stack looks like. */
export type OperationOutcome =
  | { readonly kind: 'succeeded'; readonly digest: string; readonly operation: string }
  /** It failed and the stack is back at `digest`, or was never touched. */
  | {
      readonly kind: 'failed';
      readonly digest: string | undefined;
      readonly operation: string;
      readonly reason: string;
    }
  /** Nothing was done, and nothing ever will be under this token: it came too late to be started. Not a failure. */
  | { readonly kind: 'not-started'; readonly reason: string }
  /** It failed and the stack is in a state that needs a person. */
  | { readonly kind: 'stuck'; readonly operation: string; readonly status: string; readonly next: string };

/** What is to be done now. Asked for again until the event that answers it arrives. */
export type RolloutEffect =
  | {
      readonly kind: 'move';
      readonly direction: 'forward' | 'back';
      readonly stack: string;
      readonly token: string;
      readonly from: StackVersion;
      readonly to: StackVersion;
      /** Whether its intent is recorded already: then it is taken up again under the same token. */
      readonly isIntended: boolean;
      /**
       * Whether it may no longer be started, only taken up where it runs or ran already: its intent is recorded, but
       * meanwhile its window closed, or the line was halted, paused or aborted. Answered with the outcome of what was
       * started, or with `not-started`: then it waits again, for its next attempt. @default false
       */
      readonly onlyIfStarted?: boolean;
    }
  | {
      readonly kind: 'sample';
      readonly ring: number;
      readonly wave: number;
      readonly stacks: readonly { readonly stack: string; readonly since: Instant }[];
    }
  | { readonly kind: 'pin'; readonly stack: string; readonly release: string }
  | {
      readonly kind: 'leave';
      readonly stack: string;
      readonly why: LeftStack['why'];
      readonly detail: string;
    }
  /** Nothing more happens by itself before this. */
  | { readonly kind: 'wake'; readonly at: Instant }
  | { readonly kind: 'end' };
