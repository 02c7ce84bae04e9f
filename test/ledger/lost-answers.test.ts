import type { LedgerStore } from '../../lib/ledger/ledger-store';
import { verifyLedger } from '../../lib/ledger/verify-ledger';
import { LedgerUnavailable } from '../../lib/rollout/ports';
import type { Ledger } from '../../lib/rollout/ports';
import { FaultyStore } from './faulty-store';
import type { CallFate } from './faulty-store';
import { entriesOf, intent, outcome, taken } from './ledger-records';
import { memoryLedger } from './memory-ledger';
import { MemoryStore } from './memory-store';

let now: number;

beforeEach(() => {
  now = Date.UTC(2026, 10, 2, 9);
});

const clock = { now: () => now };

describe('a ledger whose answers are lost', () => {
  let inner: MemoryStore;
  let fates: CallFate[];
  let late: (() => Promise<unknown>)[];
  let ledger: Ledger;

  beforeEach(() => {
    inner = new MemoryStore();
    fates = [];
    late = [];
    const store = new FaultyStore(inner, () => fates.shift() ?? 'answered', late);
    ledger = memoryLedger({ store, clock });
  });

  async function arriveLate(): Promise<void> {
    for (const act of late.splice(0)) {
      await act();
    }
  }

  test('finds what it wrote itself, and goes on', async () => {
    const lease = await taken(ledger);
    fates = ['lost'];
    expect(await ledger.append(lease, [intent(1)])).toHaveLength(1);
    expect(await ledger.append(lease, [outcome(1)])).toHaveLength(1);
    expect(await entriesOf(ledger)).toHaveLength(3);
  });

  test('says that it does not know where nothing is there, and takes the next append in its place', async () => {
    const lease = await taken(ledger);
    fates = ['refused'];
    await expect(ledger.append(lease, [intent(1)])).rejects.toThrow(LedgerUnavailable);
    expect(await entriesOf(ledger)).toHaveLength(1);
    expect(await ledger.append(lease, [intent(2)])).toMatchObject([{ seq: 2 }]);
  });

  test('adds nothing behind a write that came late, before that was read', async () => {
    const lease = await taken(ledger);
    fates = ['late'];
    await expect(ledger.append(lease, [intent(1)])).rejects.toThrow(LedgerUnavailable);
    await arriveLate();
    await expect(ledger.append(lease, [intent(2)])).rejects.toThrow(LedgerUnavailable);
    await expect(ledger.append(lease, [intent(2)])).rejects.toThrow(LedgerUnavailable);
    expect(await entriesOf(ledger)).toMatchObject([{ seq: 1 }, { seq: 2, record: intent(1) }]);
    expect(await ledger.append(lease, [intent(2)])).toMatchObject([{ seq: 3 }]);
  });

  test('adds nothing in the middle of what came late, where only a part of that was read', async () => {
    const lease = await taken(ledger);
    fates = ['late'];
    await expect(ledger.append(lease, [intent(1), intent(2)])).rejects.toThrow(LedgerUnavailable);
    await arriveLate();
    for await (const { seq } of ledger.read(1)) {
      expect(seq).toBe(2);
      break;
    }
    await expect(ledger.append(lease, [intent(3)])).rejects.toThrow(LedgerUnavailable);
    expect(await entriesOf(ledger)).toHaveLength(3);
    expect(await ledger.append(lease, [intent(3)])).toMatchObject([{ seq: 4 }]);
  });

  test('remembers the end of what was seen while its beginning is read again', async () => {
    const lease = await taken(ledger);
    await ledger.append(lease, [intent(1)]);
    await ledger.append(lease, [outcome(1)]);
    for await (const { seq } of ledger.read()) {
      if (seq === 2) {
        break;
      }
    }
    expect(await ledger.append(lease, [intent(2)])).toMatchObject([{ seq: 4 }]);
  });

  test('is not added to by a write that comes after another stands in its place', async () => {
    const lease = await taken(ledger);
    fates = ['late'];
    await expect(ledger.append(lease, [intent(1)])).rejects.toThrow(LedgerUnavailable);
    await ledger.append(lease, [intent(2)]);
    await arriveLate();
    expect(await entriesOf(ledger)).toMatchObject([{ seq: 1 }, { seq: 2, record: intent(2) }]);
  });

  test.each<[string, readonly CallFate[]]>([
    ['the lease', ['lost']],
    ['the entry', ['answered', 'lost']],
    ['the note that it is recorded', ['answered', 'answered', 'lost']],
  ])('is taken at the second try when the answer about %s was lost', async (_, lost) => {
    fates = [...lost];
    const first = await ledger.acquire('runner-1', 60).catch((error: unknown) => error);
    const lease = first instanceof LedgerUnavailable ? await taken(ledger) : first;
    expect(lease).toMatchObject({ kind: 'lease', owner: 'runner-1' });
    const entries = await entriesOf(ledger);
    expect(entries.at(-1)?.seq).toBe((lease as { fence: number }).fence);
    expect(verifyLedger(entries).faults).toEqual([]);
  });

  test('answers a renewal the second time, and a return too', async () => {
    const lease = await taken(ledger);
    fates = ['lost', 'answered', 'refused', 'lost'];
    await expect(ledger.renew(lease, 60)).rejects.toThrow(LedgerUnavailable);
    await ledger.renew(lease, 60);
    await expect(ledger.release(lease)).rejects.toThrow(LedgerUnavailable);
    await expect(ledger.release(lease)).rejects.toThrow(LedgerUnavailable);
    await ledger.release(lease);
    expect(await taken(memoryLedger({ store: inner, clock }), 'runner-2')).toMatchObject({ fence: 2 });
  });
});

test('a lease is renewed while an append waits for its answer', async () => {
  let answer: (() => void) | undefined;
  const silent = new (class extends MemoryStore {
    override addPage(...args: Parameters<LedgerStore['addPage']>): ReturnType<LedgerStore['addPage']> {
      return args[0].first === 1
        ? super.addPage(...args)
        : new Promise((resolve) => {
            answer = () => resolve(super.addPage(...args));
          });
    }
  })();
  const ledger = memoryLedger({ store: silent, clock });
  const lease = await taken(ledger, 'runner-1', 60);
  const added = ledger.append(lease, [intent(1)]);
  now += 30_000;
  await ledger.renew(lease, 60);
  expect(silent.leaseItem?.until).toBe(now + 60_000);
  answer?.();
  expect(await added).toHaveLength(1);
});

/** A store that lets somebody else take the fleet before the first call of a kind. */
class OvertakenStore extends FaultyStore {
  private readonly before: 'the entry' | 'the note of it';
  private overtake: (() => Promise<unknown>) | undefined;

  constructor(inner: MemoryStore, before: OvertakenStore['before'], overtake: () => Promise<unknown>) {
    super(inner, () => 'answered', []);
    this.before = before;
    this.overtake = overtake;
  }

  override async addPage(...args: Parameters<LedgerStore['addPage']>): ReturnType<LedgerStore['addPage']> {
    await this.nowBefore('the entry');
    return super.addPage(...args);
  }

  override async putLease(...args: Parameters<LedgerStore['putLease']>): Promise<boolean> {
    if (args[1].kind === 'held-by') {
      await this.nowBefore('the note of it');
    }
    return super.putLease(...args);
  }

  private async nowBefore(call: OvertakenStore['before']): Promise<void> {
    if (call === this.before) {
      await this.overtake?.();
      this.overtake = undefined;
    }
  }
}

test.each<[OvertakenStore['before'], number]>([
  ['the entry', 1],
  ['the note of it', 2],
])(
  'a taking that stalls before %s for longer than its lease gives way to who came meanwhile',
  async (call, count) => {
    const inner = new MemoryStore();
    const other = memoryLedger({ store: inner, clock });
    const slow = new OvertakenStore(inner, call, async () => {
      now += 100_000;
      await taken(other, 'runner-2');
    });
    const answer = await memoryLedger({ store: slow, clock }).acquire('runner-1', 60);
    expect(answer).toMatchObject({ kind: 'held', owner: 'runner-2' });
    expect(await entriesOf(other)).toHaveLength(count);
  },
);
