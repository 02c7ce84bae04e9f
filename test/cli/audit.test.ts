import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { PutItemCommand } from '@aws-sdk/client-dynamodb';

import { openLedgerTable } from '../../lib/cli/open-ledger-table';
import type { OpenLedgerTable } from '../../lib/cli/open-ledger-table';
import { run } from '../../lib/cli/main';
import { dynamoDbLedger } from '../../lib/ledger/dynamodb-ledger';
import { DynamoDbStore } from '../../lib/ledger/dynamodb-store';
import { PARTITIONS, pageKey } from '../../lib/ledger/item-keys';
import { intent, outcome, taken } from '../ledger/ledger-records';
import { fakeHost } from './fake-host';
import type { FakeHost } from './fake-host';
import { scratchFleet } from './scratch-fleet';
import type { ScratchFleet } from './scratch-fleet';

const LOCAL = { engine: 'local', state: '.multiplex/local', ledgerTable: 'multiplex-ledger' } as const;

let fleet: ScratchFleet;

beforeEach(() => {
  fleet = scratchFleet();
});

afterEach(() => {
  fleet.remove();
});

async function withTable(use: (table: OpenLedgerTable) => Promise<unknown>): Promise<void> {
  const table = await openLedgerTable(fleet.folder, LOCAL);
  try {
    await use(table);
  } finally {
    await table.close();
  }
}

/** One entry a page: 1 takes the fleet, 2 and 3 move rally-1, 4 and 5 rally-2. */
function writeLedger(): Promise<void> {
  return withTable(async (table) => {
    let at = Date.UTC(2026, 10, 1, 12);
    const actor = { caller: 'local:kim' };
    const clock = { now: () => (at += 6 * 3_600_000) };
    const ledger = dynamoDbLedger({ ...table, fleet: 'northlight', actor, clock });
    const lease = await taken(ledger);
    for (const record of [intent(1), outcome(1), intent(2), outcome(2)]) {
      await ledger.append(lease, [record]);
    }
    await ledger.release(lease);
  });
}

/** Writes over a page, as somebody would who may write to the table. */
function tamper(first: number, change: (text: string) => string): Promise<void> {
  return withTable(async (table) => {
    for await (const page of new DynamoDbStore({ ...table, fleet: 'northlight' }).pages(first)) {
      const key = { pk: { S: PARTITIONS.entries('northlight') }, sk: { S: pageKey(first) } };
      const Item = { ...key, entries: { S: change(page.lines.join('\n')) } };
      await table.client.send(new PutItemCommand({ TableName: table.table, Item }));
      return;
    }
  });
}

async function audit(...args: readonly string[]): Promise<FakeHost & { readonly exitCode: number }> {
  const host = fakeHost(fleet.folder);
  return { ...host, exitCode: await run(['audit', ...args], host) };
}

describe('multiplex audit', () => {
  test('tells what was done, one line an entry', async () => {
    await writeLedger();
    const { printed, exitCode } = await audit();
    expect(exitCode).toBe(0);
    const lines = printed.out.trimEnd().split('\n');
    expect(lines).toHaveLength(5);
    expect(lines[1]).toContain(
      'local:kim  tenants/rally-1: rollout r1 begins 2026.11.0 aaaaaaaaaaaa → 2026.11.1',
    );
  });

  test('tells of one stack, and of a time', async () => {
    await writeLedger();
    expect((await audit('rally-2')).printed.out.match(/rally-\d/g)).toEqual(['rally-2', 'rally-2']);
    expect((await audit('tenants/rally-1')).printed.out.trim().split('\n')).toHaveLength(2);
    expect((await audit('--since', '2026-11-02T12:00Z')).printed.out.trim().split('\n')).toHaveLength(3);
    expect((await audit('rally-9')).printed.out).toBe('');
  });

  test('gives entries as JSON', async () => {
    await writeLedger();
    const entries: unknown = JSON.parse((await audit('rally-1', '--json')).printed.out);
    expect(entries).toMatchObject([
      { seq: 2, record: intent(1) },
      { seq: 3, record: outcome(1) },
    ]);
    expect(JSON.parse((await audit('rally-9', '--json')).printed.out)).toEqual([]);
  });

  test('finds a ledger whole, and gives its head', async () => {
    await writeLedger();
    const { printed, exitCode } = await audit('--verify');
    expect(exitCode).toBe(0);
    expect(printed.out).toMatch(/^The ledger is whole: 5 entries, .*\n5:[0-9a-f]{64}\n$/);
    const head = printed.out.trim().split('\n')[1] ?? '';
    expect((await audit('--verify', '--head', head)).exitCode).toBe(0);
    expect((await audit('--verify', '--head', head.replace('5:', '6:'))).printed.err).toContain(
      'the end was cut off',
    );
  });

  test('names the entry that was changed, and exits with 1', async () => {
    await writeLedger();
    await tamper(3, (text) => text.replace('op-1', 'op-9'));
    const { printed, exitCode } = await audit('--verify');
    expect(exitCode).toBe(1);
    expect(printed.err).toContain('entry 3 of northlight LEDGER-005 entry 3 was changed');
    const json: unknown = JSON.parse((await audit('--verify', '--json')).printed.out);
    expect(json).toMatchObject({ fleet: 'northlight', ok: false, faults: [{ seq: 3, kind: 'changed' }] });
  });

  test('the page of a fleet whose ledger was changed draws no roll-out from it, and says so', async () => {
    await writeLedger();
    await tamper(3, (text) => text.replace('op-1', 'op-9'));
    const host = { ...fakeHost(fleet.folder), now: () => Date.UTC(2026, 10, 2) };
    expect(await run(['report'], host)).toBe(0);
    const page = readFileSync(join(fleet.folder, 'report/index.html'), 'utf8');
    expect(page).toContain('no roll-out can be read from it');
    expect(page).toContain('entry 3 was changed');
  });

  test('knows by the lease that the last entry was written anew', async () => {
    await writeLedger();
    await tamper(5, (text) => text.replace('op-2', 'op-9'));
    expect((await audit('--verify')).printed.err).toContain('entry 5 was changed');
  });

  test('shows what it can of a ledger that holds something unreadable', async () => {
    await writeLedger();
    await tamper(2, () => 'gone');
    const { printed, exitCode } = await audit();
    expect(exitCode).toBe(0);
    expect(printed.out).toContain('     2  cannot be read');
    expect(printed.out).toContain('rally-2: succeeded');
    expect(JSON.parse((await audit('rally-2', '--json')).printed.out)).toMatchObject([
      { seq: 2, unreadable: 'gone' },
      { seq: 4 },
      { seq: 5 },
    ]);
  });

  test('says that nothing was done yet, and makes no database to say so', async () => {
    const before = fleet.contents();
    const { printed, exitCode } = await audit();
    expect([exitCode, printed.out]).toEqual([0, '']);
    expect(printed.err).toContain('Nothing was done');
    expect(fleet.contents()).toEqual(before);
  });

  test('works for a fleet whose tenants have errors, and not for a folder that holds none', async () => {
    await writeLedger();
    fleet.edit('tenants/rally-north/tenant.yaml', 'release:', 'relaese:');
    expect((await audit('--verify')).exitCode).toBe(0);
    expect((await audit('--fleet', 'tenants')).exitCode).toBe(1);
  });

  test.each([
    ['--since', 'yesterday'],
    ['--head', 'abc'],
    ['--engine', 'magic'],
  ])('%s %s is wrong usage', async (...args) => {
    expect((await audit(...args)).exitCode).toBe(2);
  });
});
