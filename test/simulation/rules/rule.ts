import type { LedgerEntry } from '../../../lib/rollout/ports';
import type { Brain } from '../../../lib/rollout/runner/brain';
import type { Observation } from '../observation';
import type { Scenario } from '../scenario';

/** Something that must hold at every step, worked out from what was seen and never by the brain's own functions. */
export interface Rule {
  readonly name: string;
  /** Begins to watch a simulation; the watch answers with what is wrong. */
  readonly watch: (witness: Witness) => Watch;
}

export type Watch = (seen: Observation) => string | undefined;

export interface Witness {
  readonly scenario: Scenario;
  readonly entries: readonly LedgerEntry[];
  readonly engine: { digest(stack: string): string | undefined; isBusy(stack: string): boolean };
  /** Only to replay the ledger with it. */
  readonly brain: Brain;
}
