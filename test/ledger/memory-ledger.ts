import { ChainedLedger } from '../../lib/ledger/chained-ledger';
import type { LedgerStore } from '../../lib/ledger/ledger-store';
import type { Actor, Clock } from '../../lib/rollout/ports';
import { MemoryStore } from './memory-store';

export interface MemoryLedgerOptions {
  /** The same store for ledgers that are to compete. @default an empty one */
  readonly store?: LedgerStore;
  /** @default `rally` */
  readonly fleet?: string;
  readonly actor?: Actor;
  /** @default one that stands still */
  readonly clock?: Pick<Clock, 'now'>;
  /** Tells one process from another: a text of its own for each. @default a count through all of them */
  readonly newId?: () => string;
  /** @default 0 */
  readonly clockSkewSeconds?: number;
}

let ids = 0;

/** The real ledger on a store in memory. */
export function memoryLedger(options: MemoryLedgerOptions = {}): ChainedLedger {
  return new ChainedLedger({
    store: options.store ?? new MemoryStore(),
    fleet: options.fleet ?? 'rally',
    actor: options.actor ?? { caller: 'local:tester' },
    clock: options.clock ?? { now: () => Date.UTC(2026, 10, 2, 9) },
    newId: options.newId ?? (() => `holder-${(ids += 1)}`),
    clockSkewSeconds: options.clockSkewSeconds ?? 0,
  });
}
