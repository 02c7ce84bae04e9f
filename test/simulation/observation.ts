import type { HealthSample, LedgerEntry } from '../../lib/rollout/ports';
import type { OperationOutcome } from '../../lib/rollout/rollout-event';
import type { Instant } from '../../lib/rollout/rollout-plan';
import type { RolloutRun } from '../../lib/rollout/runner/run-rollout';

/** What somebody who sees everything sees: the engine and the ledger from inside, and runners from outside. */
export type Observation = { readonly at: Instant } &
  /** `life` is the process that wrote it. */
  (
    | { readonly kind: 'entry'; readonly entry: LedgerEntry; readonly life: number }
    | { readonly kind: 'called'; readonly stack: string; readonly token: string; readonly life: number }
    | ({ readonly kind: 'started' } & Operation)
    | ({ readonly kind: 'ended'; readonly outcome: OperationOutcome } & Operation)
    /** The engine was asked to change a stack that it was changing for somebody else of the roll-out. */
    | { readonly kind: 'collided'; readonly stack: string; readonly token: string; readonly with: string }
    | { readonly kind: 'sampled'; readonly samples: readonly HealthSample[]; readonly life: number }
    | { readonly kind: 'returned'; readonly life: number; readonly run: RolloutRun }
    | { readonly kind: 'broken'; readonly life: number; readonly error: unknown }
    | { readonly kind: 'faulted'; readonly fault: string; readonly what: string }
    | { readonly kind: 'acted'; readonly what: string }
    /** Nothing happens any more. */
    | { readonly kind: 'over'; readonly why: 'ended' | 'too long' | 'too many steps' }
  );

export interface Operation {
  readonly stack: string;
  readonly token: string;
  readonly by: 'runner' | 'operator';
  /** Process that asked for it; 0 for an operator. */
  readonly life: number;
  /** When that process asked. */
  readonly askedAt: Instant;
  /** Digests; undefined where there is no stack. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}
