import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

import { DynamoDbInbox } from '../../lib/ledger/dynamodb-inbox';
import { dynamoDbLedger } from '../../lib/ledger/dynamodb-ledger';
import { PARTITIONS, chunkKey, pageKey } from '../../lib/ledger/item-keys';
import { ensureTable } from '../../lib/ledger/ledger-table';
import { LedgerUnavailable } from '../../lib/rollout/ports';
import type { Ledger, OperatorRequest } from '../../lib/rollout/ports';
import { entriesOf, intent, outcome, taken } from './ledger-records';
import { scratchTable } from './scratch-table';
import type { ScratchTable } from './scratch-table';

const actor = { caller: 'local:tester' };
const clock = { now: () => Date.UTC(2026, 10, 2, 9) };

let scratch: ScratchTable;

beforeEach(async () => {
  scratch = await scratchTable();
});

afterEach(() => scratch.close());

function ledgerOf(fleet: string, table = scratch.table): Ledger {
  return dynamoDbLedger({ client: scratch.client, table, fleet, actor, clock });
}

function put(pk: string, sk: string, text: string): Promise<unknown> {
  const Item = { pk: { S: pk }, sk: { S: sk }, entries: { S: text } };
  return scratch.client.send(new PutItemCommand({ TableName: scratch.table, Item }));
}

describe('the ledger in a table', () => {
  test('is one for each fleet', async () => {
    const ledger = ledgerOf('rally');
    await ledger.append(await taken(ledger), [intent(1)]);
    expect(await entriesOf(ledgerOf('rally-2'))).toEqual([]);
  });

  test('finds its table made already, and makes no second one', async () => {
    await ensureTable(scratch.client, scratch.table);
    expect(await entriesOf(ledgerOf('rally'))).toEqual([]);
  });

  test('says that there is no table, and what to do', async () => {
    await expect(entriesOf(ledgerOf('rally', 'elsewhere'))).rejects.toThrow(
      /LEDGER-003 .*docs\/ledger-table.yaml/,
    );
  });

  test('says when the service refuses', async () => {
    await expect(ledgerOf('').acquire('x'.repeat(500_000), 60)).rejects.toThrow(
      /LEDGER-007 .*ValidationException/,
    );
  });

  test('does not know what became of a call that nobody answers', async () => {
    const client = new DynamoDBClient({
      endpoint: 'http://127.0.0.1:1',
      region: 'us-east-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      maxAttempts: 1,
    });
    const ledger = dynamoDbLedger({ client, table: 'any', fleet: 'rally', actor, clock });
    await expect(ledger.acquire('runner-1', 60)).rejects.toThrow(LedgerUnavailable);
  });

  test('names what was written by another hand', async () => {
    await put(PARTITIONS.entries('rally'), pageKey(1), 'no entry at all');
    await expect(entriesOf(ledgerOf('rally'))).rejects.toThrow(/LEDGER-004 .*entry 1 /);
  });

  test('shows an entry of a newer kind as it is, and refuses one of a known kind that lacks a field', async () => {
    const ledger = ledgerOf('rally');
    const lease = await taken(ledger);
    // What a newer version would write: this one has no name for it.
    await ledger.append(lease, [JSON.parse('{"kind":"moon-phase","phase":"full"}')]);
    expect((await entriesOf(ledger)).at(-1)?.record).toEqual({ kind: 'moon-phase', phase: 'full' });
    await expect(ledger.append(lease, [JSON.parse('{"kind":"intent"}')])).rejects.toThrow(
      /LEDGER-004 .*entry 3 /,
    );
  });

  test('keeps the dates that a client was told of, and reads notices without any', async () => {
    const ledger = ledgerOf('rally');
    const lease = await taken(ledger);
    const notice = { kind: 'notice', stack: 'tenants/rally-1', release: '2026.11.1', note: '' } as const;
    const told = { slot: { from: 1_000, to: 2_000 }, sequence: 1 };
    await ledger.append(lease, [
      { ...notice, act: 'sent' },
      { ...notice, act: 'sent', told },
    ]);
    expect((await entriesOf(ledger)).slice(-2).map(({ record }) => record)).toEqual([
      { ...notice, act: 'sent' },
      { ...notice, act: 'sent', told },
    ]);
    const broken: unknown = { ...notice, act: 'sent', told: { slot: 'soon' } };
    await expect(ledger.append(lease, [JSON.parse(JSON.stringify(broken))])).rejects.toThrow(/LEDGER-004/);
  });

  test('misses a part of a document', async () => {
    const ledger = ledgerOf('rally');
    const digest = await ledger.putDocument('x'.repeat(1_000_000));
    const Key = { pk: { S: PARTITIONS.documents('rally') }, sk: { S: chunkKey(digest, 1) } };
    await scratch.client.send(new DeleteItemCommand({ TableName: scratch.table, Key }));
    await expect(ledger.getDocument(digest)).rejects.toThrow(/LEDGER-006 .*missing/);
  });

  test('sees that a document is another than it was', async () => {
    const ledger = ledgerOf('rally');
    const [one, other] = [await ledger.putDocument({ a: 1 }), await ledger.putDocument({ a: 2 })];
    expect(one).not.toBe(other);
    await put(PARTITIONS.documents('rally'), chunkKey(one, 0), '');
    await expect(ledger.getDocument(one)).rejects.toThrow(/LEDGER-006/);
  });

  test('is read over many pages of answers', async () => {
    const ledger = ledgerOf('rally');
    const lease = await taken(ledger);
    const records = Array.from({ length: 700 }, (_, n) => (n % 2 === 0 ? intent(n) : outcome(n - 1)));
    for (let page = 0; page < 4; page += 1) {
      await ledger.append(lease, records);
    }
    expect((await entriesOf(ledger)).map(({ seq }) => seq)).toEqual(
      Array.from({ length: 2801 }, (_, n) => n + 1),
    );
  });
});

describe('the inbox in the same table', () => {
  let now = 0;

  function inbox(): DynamoDbInbox {
    return new DynamoDbInbox({ ...scratch, fleet: 'rally', clock: { now: () => (now += 1) } });
  }

  function pause(id: string, rollout = 'r1'): OperatorRequest {
    return { id, rollout, act: { kind: 'pause', by: 'local:tester', reason: 'lunch' } };
  }

  test('keeps requests to each roll-out in the order in which they came', async () => {
    await inbox().post(pause('z'));
    await inbox().post(pause('a'));
    await inbox().post(pause('m', 'r10'));
    expect(await inbox().pending('r1')).toEqual([pause('z'), pause('a')]);
  });

  test('keeps a request once, and until it is removed, which may be said again', async () => {
    await inbox().post(pause('z'));
    await inbox().post(pause('a'));
    await inbox().post(pause('z'));
    await inbox().remove([pause('z')]);
    await inbox().remove([pause('z')]);
    expect(await inbox().pending('r1')).toEqual([pause('a')]);
  });

  test('takes every act that an operator has', async () => {
    const word = { by: 'local:tester', reason: 'why not' };
    const acts: readonly OperatorRequest['act'][] = [
      { kind: 'resume', ...word },
      { kind: 'skip', stack: 'tenants/rally-north', ...word },
      { kind: 'overridden', override: { rule: 'window', stack: 'tenants/rally-north', ...word } },
      {
        kind: 'notice',
        stack: 'tenants/rally-north',
        release: '2026.11.1',
        act: 'sent',
        note: '',
        told: {
          slot: { from: 1, to: 2 },
          testing: { from: 0, to: 1, on: 'canary', host: 'pilot.example' },
          sequence: 1,
        },
        by: 'local:tester',
      },
    ];
    for (const [index, act] of acts.entries()) {
      await inbox().post({ id: `${index}`, rollout: 'r1', act });
    }
    expect((await inbox().pending('r1')).map(({ act }) => act)).toEqual(acts);
  });

  test('names what was written by another hand', async () => {
    await put(PARTITIONS.requests('rally'), 'r1#x', '');
    await expect(inbox().pending('r1')).rejects.toThrow(/LEDGER-004 .*a request/);
  });
});
