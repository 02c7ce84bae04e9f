import { contentDigest } from '../../../lib/handlers/partition/content';
import type { OwnedItem, TenantItems } from '../../../lib/handlers/partition/tenant-items';
import { memoryItems } from '../fakes/memory-items';
import { realTable, type RealTable } from '../fakes/real-table';

/** What the fake promises, the real API must keep, and the other way round. */
const SIGNAL = new AbortController().signal;
const KEY = { pk: 'TENANT#acme', sk: 'HOMEPAGE' };
const CONTENT = { rows: [{ title: '', category: 'films' }], empty: {}, none: [] };

function item(version: number, changes: Partial<OwnedItem> = {}): OwnedItem {
  return {
    ...KEY,
    version,
    run: 1,
    release: '2026.11.0',
    digest: contentDigest(CONTENT),
    updatedAt: '2026-11-22T13:00:00.000Z',
    content: CONTENT,
    ...changes,
  };
}

describe.each(['memory', 'dynamodb'])('items in %s', (kind) => {
  let table: RealTable;
  let items: TenantItems;
  let addForeign: () => Promise<unknown>;

  beforeAll(async () => {
    process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
    table = await realTable();
  });
  afterAll(() => table.close());
  beforeEach(async () => {
    const memory = memoryItems();
    const rows = await table.fresh();
    items = kind === 'memory' ? memory : rows.items;
    addForeign = async () => {
      memory.foreign.add(`${KEY.pk} ${KEY.sk}`);
      await rows.put({ pk: { S: KEY.pk }, sk: { S: KEY.sk }, version: { N: '1' } });
    };
  });

  it('come back as they were written', async () => {
    expect(await items.read(KEY, SIGNAL)).toEqual({ kind: 'absent' });
    expect(await items.write({ item: item(1), expected: 'absent' }, SIGNAL)).toBe('written');
    expect(await items.read(KEY, SIGNAL)).toEqual({ kind: 'owned', item: item(1) });
    const retired = item(2, { retiredAt: '2026-11-23T00:00:00.000Z' });
    expect(await items.write({ item: retired, expected: 1 }, SIGNAL)).toBe('written');
    expect(await items.read(KEY, SIGNAL)).toEqual({ kind: 'owned', item: retired });
  });

  it('are not written over a version that was not read', async () => {
    expect(await items.write({ item: item(2), expected: 1 }, SIGNAL)).toBe('conflict');
    await items.write({ item: item(1), expected: 'absent' }, SIGNAL);
    expect(await items.write({ item: item(1), expected: 'absent' }, SIGNAL)).toBe('conflict');
    expect(await items.write({ item: item(3), expected: 2 }, SIGNAL)).toBe('conflict');
    expect(await items.read(KEY, SIGNAL)).toEqual({ kind: 'owned', item: item(1) });
  });

  it('of applications are neither read nor written over', async () => {
    await addForeign();
    expect(await items.read(KEY, SIGNAL)).toEqual({ kind: 'foreign' });
    expect(await items.write({ item: item(1), expected: 'absent' }, SIGNAL)).toBe('conflict');
    expect(await items.write({ item: item(2), expected: 1 }, SIGNAL)).toBe('conflict');
    expect(await items.read(KEY, SIGNAL)).toEqual({ kind: 'foreign' });
  });
});
