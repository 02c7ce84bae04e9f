import { randomUUID } from 'node:crypto';

import { DynamoDbStore } from '../../lib/ledger/dynamodb-store';
import type { LedgerStore } from '../../lib/ledger/ledger-store';
import { verifyLedger } from '../../lib/ledger/verify-ledger';
import { LeaseLost } from '../../lib/rollout/ports';
import type { Ledger } from '../../lib/rollout/ports';
import { entriesOf, intent, outcome, taken } from './ledger-records';
import { memoryLedger } from './memory-ledger';
import { MemoryStore } from './memory-store';
import { scratchTable } from './scratch-table';
import type { ScratchTable } from './scratch-table';

let table: ScratchTable;
let now: number;

beforeAll(async () => {
  table = await scratchTable();
});

afterAll(() => table.close());

beforeEach(() => {
  now = Date.UTC(2026, 10, 2, 9);
});

const clock = { now: () => now };

describe.each<[string, () => LedgerStore]>([
  ['in memory', () => new MemoryStore()],
  ['in DynamoDB', () => new DynamoDbStore({ ...table, fleet: `fleet-${randomUUID()}` })],
])('a ledger %s', (_, newStore) => {
  let store: LedgerStore;

  /** Another process that works on the same ledger. */
  function process(): Ledger {
    return memoryLedger({ store, clock, clockSkewSeconds: 5 });
  }

  beforeEach(() => {
    store = newStore();
  });

  test('answers with entries as they stand, numbered from 1 without gaps', async () => {
    const ledger = process();
    const lease = await taken(ledger);
    const added = await ledger.append(lease, [intent(1), intent(2)]);
    const more = await ledger.append(lease, [outcome(1)]);
    const entries = await entriesOf(process());
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(entries.slice(1)).toEqual([...added, ...more]);
    expect(entries[0]?.record).toEqual({ kind: 'taken', owner: 'runner-1' });
    expect(verifyLedger(entries).faults).toEqual([]);
  });

  test('reads from behind any entry, in the middle of a page too', async () => {
    const ledger = process();
    const lease = await taken(ledger);
    await ledger.append(lease, [intent(1), intent(2), intent(3)]);
    for (const after of [0, 1, 2, 3, 4, 9]) {
      const seqs = (await entriesOf(ledger, after)).map(({ seq }) => seq);
      expect(seqs).toEqual([1, 2, 3, 4].filter((seq) => seq > after));
    }
  });

  test('is one that only one process holds: the other hears who, and until when', async () => {
    await taken(process(), 'runner-1', 60);
    expect(await process().acquire('runner-2', 60)).toEqual({
      kind: 'held',
      owner: 'runner-1',
      until: now + 65_000,
    });
  });

  test('is not taken twice by the process that has it', async () => {
    const ledger = process();
    await taken(ledger);
    expect(await ledger.acquire('runner-1', 60)).toMatchObject({ kind: 'held' });
  });

  test('is free again when it was given back', async () => {
    const first = process();
    const lease = await taken(first);
    await first.append(lease, [intent(1)]);
    await first.release(lease);
    expect((await taken(process(), 'runner-2')).fence).toBe(3);
    await expect(first.append(lease, [outcome(1)])).rejects.toThrow(LeaseLost);
  });

  test('can be taken over when the lease and the difference of clocks are over, and not before', async () => {
    await taken(process(), 'runner-1', 60);
    now += 64_999;
    expect(await process().acquire('runner-2', 60)).toMatchObject({ kind: 'held' });
    now += 1;
    expect(await taken(process(), 'runner-2')).toEqual({ kind: 'lease', owner: 'runner-2', fence: 2 });
  });

  test('stays with who renews the lease', async () => {
    const ledger = process();
    const lease = await taken(ledger, 'runner-1', 60);
    now += 50_000;
    await ledger.renew(lease, 60);
    now += 50_000;
    expect(await process().acquire('runner-2', 60)).toMatchObject({ kind: 'held' });
  });

  test('is lost to who took it over: the next append and the next renewal say so, and add nothing', async () => {
    const stale = process();
    const lease = await taken(stale, 'runner-1', 60);
    now += 100_000;
    const fresh = process();
    await taken(fresh, 'runner-2');
    await expect(stale.renew(lease, 60)).rejects.toThrow(LeaseLost);
    await expect(stale.append(lease, [intent(1)])).rejects.toThrow(LeaseLost);
    await expect(stale.append(lease, [intent(1)])).rejects.toThrow(LeaseLost);
    await stale.release(lease);
    expect(await process().acquire('runner-3', 60)).toMatchObject({ owner: 'runner-2' });
    expect(await entriesOf(fresh)).toHaveLength(2);
  });

  test('is written to by a holder whose lease is over, as long as nobody took it', async () => {
    const ledger = process();
    const lease = await taken(ledger, 'runner-1', 60);
    now += 1_000_000;
    expect(await ledger.append(lease, [intent(1)])).toHaveLength(1);
    await ledger.renew(lease, 60);
  });

  test('goes to one of many who want it at the same time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, (__, index) => process().acquire(`runner-${index}`, 60)),
    );
    expect(answers.filter(({ kind }) => kind === 'lease')).toHaveLength(1);
    expect(await entriesOf(process())).toHaveLength(1);
  });

  test('adds what one process appends at the same time one after the other', async () => {
    const ledger = process();
    const lease = await taken(ledger);
    await Promise.all(Array.from({ length: 5 }, (__, n) => ledger.append(lease, [intent(n), outcome(n)])));
    const entries = await entriesOf(ledger);
    expect(entries).toHaveLength(11);
    expect(verifyLedger(entries).faults).toEqual([]);
  });

  test('keeps a document by its digest, whatever the order of its keys', async () => {
    const ledger = process();
    const document = { b: [1, 'zwei', null], a: { c: 'ü€😀' } };
    const digest = await ledger.putDocument(document);
    expect(await ledger.putDocument({ a: { c: 'ü€😀' }, b: [1, 'zwei', null] })).toBe(digest);
    expect(await process().getDocument(digest)).toEqual(document);
    await expect(ledger.getDocument('0'.repeat(64))).rejects.toThrow(/LEDGER-006 .*missing/);
  });

  test('takes a record and a document of any size, all of it or nothing', async () => {
    const ledger = process();
    const lease = await taken(ledger);
    const records = Array.from({ length: 1200 }, (__, n) => intent(n));
    await ledger.append(lease, records);
    await ledger.append(lease, [outcome(7)]);
    const entries = await entriesOf(process());
    expect(JSON.stringify(entries.slice(1, -1).map(({ record }) => record))).toHaveLength(
      JSON.stringify(records).length,
    );
    expect(verifyLedger(entries).faults).toEqual([]);
    const digest = await ledger.putDocument(records);
    expect(await ledger.putDocument(await ledger.getDocument(digest))).toBe(digest);
  });
});
