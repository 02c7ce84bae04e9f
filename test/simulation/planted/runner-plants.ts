import { EngineUnavailable, LeaseLost } from '../../../lib/rollout/ports';
import type { Ledger, LedgerEntry, LedgerRecord } from '../../../lib/rollout/ports';
import { plantInRunner } from './plant';
import type { Plant } from './plant';

const TRUE_OUTCOMES = 'the ledger tells of each operation what became of it, once';

export const RUNNER_PLANTS: readonly Plant[] = [
  plantInRunner(
    'a status that may be old is believed',
    [TRUE_OUTCOMES],
    (parts) => ({
      ...parts,
      engine: {
        ...parts.engine,
        apply: async (change) => {
          const seen = await parts.engine.describe(change);
          return seen.kind === 'present' && change.kind === 'put' && seen.digest === change.to.digest
            ? { kind: 'succeeded', digest: seen.digest, operation: change.token }
            : parts.engine.apply(change);
        },
      },
    }),
    170,
  ),
  plantInRunner('an answer that was lost is a failure', [TRUE_OUTCOMES], (parts) => ({
    ...parts,
    engine: {
      ...parts.engine,
      apply: async (change) => {
        try {
          return await parts.engine.apply(change);
        } catch (error) {
          if (!(error instanceof EngineUnavailable)) {
            throw error;
          }
          return { kind: 'failed', digest: change.expected, operation: change.token, reason: error.message };
        }
      },
    },
  })),
  plantInRunner(
    'what somebody changed by hand is written over',
    ['what somebody else changed is not touched'],
    (parts) => ({
      ...parts,
      engine: {
        ...parts.engine,
        describe: async (target) => {
          const seen = await parts.engine.describe(target);
          const move = plannedIn(parts.rollout, target.stack);
          return seen.kind === 'present' && move !== undefined ? { ...seen, digest: move.from.digest } : seen;
        },
        apply: async (change) => {
          const seen = await parts.engine.describe(change);
          return parts.engine.apply({
            ...change,
            expected: seen.kind === 'present' ? seen.digest : undefined,
          });
        },
      },
    }),
  ),
  plantInRunner('an outcome is recorded twice', [TRUE_OUTCOMES], (parts) => ({
    ...parts,
    ledger: appending(parts.ledger, (records) => [
      ...records,
      ...records.filter(({ kind }) => kind === 'outcome'),
    ]),
  })),
  plantInRunner('a lost lease is not noticed', ['only who holds the fleet writes'], (parts, _, ledger) => ({
    ...parts,
    ledger: {
      ...parts.ledger,
      renew: async () => {},
      append: async (lease, records) => {
        try {
          return await parts.ledger.append(lease, records);
        } catch (error) {
          if (!(error instanceof LeaseLost)) {
            throw error;
          }
          return ledger.force(parts.owner, records);
        }
      },
    },
  })),
  plantInRunner(
    'a pause is not read again by the next process',
    ['nothing starts once the line has stopped'],
    (parts) => ({ ...parts, ledger: reading(parts.ledger, withoutPause) }),
    90,
  ),
  plantInRunner('an engine that hangs is waited for, for ever', ['it always ends'], (parts) => ({
    ...parts,
    pace: { ...(parts.pace ?? PATIENT), applySeconds: FOR_EVER },
  })),
];

const FOR_EVER = 1e9;
const PATIENT = {
  leaseSeconds: 600,
  gatherSeconds: 0.02,
  inboxSeconds: 1_200,
  idleSeconds: 120,
  takeSeconds: 300,
  applySeconds: FOR_EVER,
  answerSeconds: 600,
  lookSeconds: 300,
  retrySeconds: 5,
  retrySecondsMax: 600,
};

function plannedIn(
  rollout: Parameters<Plant['subject']['brain']['start']>[0] | string,
  stack: string,
): { readonly from: { readonly digest: string } } | undefined {
  return typeof rollout === 'string'
    ? undefined
    : rollout.rings
        .flatMap(({ waves }) => waves.flatMap(({ moves }) => moves))
        .find((move) => move.stack === stack);
}

function appending(
  ledger: Ledger,
  change: (records: readonly LedgerRecord[]) => readonly LedgerRecord[],
): Ledger {
  return { ...ledger, append: (lease, records) => ledger.append(lease, change(records)) };
}

function reading(ledger: Ledger, change: (entry: LedgerEntry) => LedgerEntry): Ledger {
  return {
    ...ledger,
    read: async function* read(after) {
      for await (const entry of ledger.read(after)) {
        yield change(entry);
      }
    },
  };
}

function withoutPause(entry: LedgerEntry): LedgerEntry {
  const { record } = entry;
  return record.kind === 'rollout-event' && record.event.kind === 'pause'
    ? { ...entry, record: { ...record, event: { kind: 'pinned', stack: 'tenants/nobody', release: '' } } }
    : entry;
}
