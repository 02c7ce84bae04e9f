import fc from 'fast-check';

import { DynamoDbStore } from '../../lib/ledger/dynamodb-store';
import type { LedgerStore } from '../../lib/ledger/ledger-store';
import { verifyLedger } from '../../lib/ledger/verify-ledger';
import { LeaseLost, LedgerUnavailable } from '../../lib/rollout/ports';
import type { Lease, LedgerEntry, LedgerRecord } from '../../lib/rollout/ports';
import { FaultyStore } from './faulty-store';
import type { CallFate } from './faulty-store';
import { entriesOf } from './ledger-records';
import { memoryLedger } from './memory-ledger';
import { MemoryStore } from './memory-store';
import { scratchTable } from './scratch-table';

const WRITERS = 3;
const APPENDS = 8;
const LEASE_SECONDS = 10;

/** Of a machine that has other things to do. */
jest.setTimeout(30_000);

/** A world in which each call of each writer meets the next fate of a list, and time passes by leaps. */
interface World {
  readonly fates: readonly CallFate[];
  readonly leaps: readonly number[];
}

/** What a writer was told. */
interface Told {
  readonly added: LedgerEntry[];
  /** Entries that stand behind some that the writer had neither been answered with nor read. */
  readonly unread: number[];
}

const worlds = fc.record<World>({
  fates: fc.array(
    fc.oneof(
      { weight: 6, arbitrary: fc.constant<CallFate>('answered') },
      { weight: 1, arbitrary: fc.constantFrom<CallFate>('lost', 'late', 'refused') },
    ),
    { minLength: 1, maxLength: 200 },
  ),
  leaps: fc.array(fc.integer({ min: 0, max: 15_000 }), { minLength: 1, maxLength: 40 }),
});

function note(writer: number, n: number): LedgerRecord {
  return { kind: 'notice', stack: `writer-${writer}`, release: '2026.11.0', act: 'sent', note: String(n) };
}

class Race {
  private readonly store: LedgerStore;
  private readonly world: World;
  private readonly late: (() => Promise<unknown>)[] = [];
  private fateIndex = 0;
  private leapIndex = 0;
  private now = 0;

  constructor(store: LedgerStore, world: World) {
    this.store = store;
    this.world = world;
  }

  async run(): Promise<readonly Told[]> {
    const told = await Promise.all(Array.from({ length: WRITERS }, (_, writer) => this.write(writer)));
    await this.letLateOnesArrive(this.late.length);
    return told;
  }

  /** Takes the fleet when it can, appends, and after every doubt reads before it goes on. */
  private async write(writer: number): Promise<Told> {
    const told: Told = { added: [], unread: [] };
    let seen = 0;
    const ledger = memoryLedger({
      store: new FaultyStore(this.store, () => this.nextFate(), this.late),
      clock: { now: () => this.now },
    });
    let lease: Lease | undefined;
    for (let n = 0; n < APPENDS; n += 1) {
      this.leap();
      try {
        if (lease === undefined) {
          const answer = await ledger.acquire(`writer-${writer}`, LEASE_SECONDS);
          lease = answer.kind === 'lease' ? answer : undefined;
          seen = lease?.fence ?? seen;
          continue;
        }
        await this.letLateOnesArrive(1);
        await ledger.renew(lease, LEASE_SECONDS);
        const added = await ledger.append(lease, [note(writer, n), note(writer, n + 0.5)]);
        told.added.push(...added);
        told.unread.push(...added.slice(0, 1).flatMap(({ seq }) => (seq === seen + 1 ? [] : [seq])));
        seen += added.length;
      } catch (error) {
        if (error instanceof LeaseLost) {
          lease = undefined;
        } else if (error instanceof LedgerUnavailable) {
          seen = (await entriesOf(ledger)).length;
        } else {
          throw error;
        }
      }
    }
    return told;
  }

  private nextFate(): CallFate {
    return this.world.fates[this.fateIndex++ % this.world.fates.length] ?? 'answered';
  }

  private leap(): void {
    this.now += this.world.leaps[this.leapIndex++ % this.world.leaps.length] ?? 0;
  }

  private async letLateOnesArrive(count: number): Promise<void> {
    for (const act of this.late.splice(0, count)) {
      await act();
    }
  }
}

/** Lets a race take place, and looks at what is left of it. */
async function race(store: LedgerStore, world: World): Promise<void> {
  const told = await new Race(store, world).run();
  const entries = await entriesOf(memoryLedger({ store }));
  const lease = await store.lease();
  expect(verifyLedger(entries, lease === undefined ? [] : [lease.known]).faults).toEqual([]);
  for (const entry of told.flatMap(({ added }) => added)) {
    expect(entries[entry.seq - 1]).toEqual(entry);
  }
  expect(told.flatMap(({ unread }) => unread)).toEqual([]);
  expect(strangers(entries)).toEqual([]);
  expect(repeated(entries)).toEqual([]);
}

/**
 * One chain that holds every entry that was answered, once, none behind one that its writer had not read, and nothing of
 * a writer behind the taking by another.
 */
describe('several processes that write at once, whose answers are lost and whose writes arrive late, keep the ledger sound', () => {
  test('in memory', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, (world) => race(new MemoryStore(), world)),
      { numRuns: 100 },
    );
  });

  test('in DynamoDB', async () => {
    const table = await scratchTable();
    let races = 0;
    try {
      await fc.assert(
        fc.asyncProperty(worlds, (world) => {
          races += 1;
          return race(new DynamoDbStore({ ...table, fleet: `fleet-${races}` }), world);
        }),
        { numRuns: 3 },
      );
    } finally {
      await table.close();
    }
  });
});

/** Entries of somebody other than who took the fleet last. */
function strangers(entries: readonly LedgerEntry[]): readonly number[] {
  let owner = '';
  return entries.flatMap(({ seq, record }) => {
    if (record.kind === 'taken') {
      ({ owner } = record);
    }
    return record.kind === 'notice' && record.stack !== owner ? [seq] : [];
  });
}

/** Records that were added twice, though each was asked for once. */
function repeated(entries: readonly LedgerEntry[]): readonly number[] {
  const known = new Set<string>();
  return entries.flatMap(({ seq, record }) => {
    if (record.kind !== 'notice') {
      return [];
    }
    const name = `${record.stack} ${record.note}`;
    const isKnown = known.has(name);
    known.add(name);
    return isKnown ? [seq] : [];
  });
}
