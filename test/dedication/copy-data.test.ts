import fc from 'fast-check';

import { carryLateWrites, checkData, exportData, importData, Stopped } from '../../lib/dedication/copy-data';
import { StoredData, StoredExport } from './stored-data';

const keys = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const values = fc.string({ maxLength: 4 });
const names = fc.constantFrom('media/1.ts', 'media/2.ts', 'branding/brand/x/logo.svg', 'branding/old.png');
const drawnItems = fc.dictionary(keys, values);
const drawnObjects = fc.dictionary(names, fc.string({ unit: 'binary-ascii', maxLength: 8 }));

function copying(from: StoredData, to: StoredData, file = new StoredExport()) {
  return { from, to, file };
}

function everythingOf({ itemsByKey, objectsByName }: StoredData): readonly (readonly [string, string])[] {
  return [...itemsByKey, ...objectsByName].sort(([a], [b]) => (a < b ? -1 : 1));
}

describe('copying the data of a tenant', () => {
  test('leaves the new stack with all that the old one has, whatever an earlier try had left there', async () => {
    await fc.assert(
      fc.asyncProperty(
        drawnItems,
        drawnObjects,
        drawnItems,
        drawnObjects,
        async (items, objects, early, files) => {
          const [from, to] = [new StoredData(items, objects), new StoredData(early, files)];
          const before = everythingOf(from);
          const work = copying(from, to);
          await exportData(work);
          await importData(work);
          await checkData(work);
          expect(everythingOf(from)).toEqual(before);
          expect(everythingOf(to)).toEqual(expect.arrayContaining([...before]));
        },
      ),
    );
  });

  test('goes on after any call that was not answered, and comes to the same', async () => {
    await fc.assert(
      fc.asyncProperty(drawnItems, drawnObjects, fc.nat(40), async (items, objects, failures) => {
        const work = copying(new StoredData(items, objects), new StoredData());
        work.to.failures = failures;
        work.from.failures = failures;
        for (let tries = 0; tries < 4; tries += 1) {
          try {
            await exportData(work);
            await importData(work);
            await checkData(work);
            break;
          } catch (error) {
            expect(error).toMatchObject({ message: 'the service does not answer' });
          }
        }
        expect(everythingOf(work.to)).toEqual(everythingOf(work.from));
      }),
    );
  });

  test('counts what it did, and what was there already', async () => {
    const work = copying(
      new StoredData({ a: '1', b: '2' }, { 'media/1.ts': 'one' }),
      new StoredData({ a: '1' }, {}),
    );
    expect(await exportData(work)).toEqual({ items: 2, objects: 1 });
    expect(await importData(work)).toEqual({ items: 2, objects: 1, unchanged: 1 });
    expect(await importData(work)).toEqual({ items: 2, objects: 1, unchanged: 3 });
    expect(await checkData(work)).toEqual({ items: 2, objects: 1 });
  });

  test.each([
    ['an item differs', (to: StoredData) => to.itemsByKey.set('b', 'edited'), 'the item b of the export'],
    ['an item is missing', (to: StoredData) => to.itemsByKey.delete('b'), 'the item b of the export'],
    [
      'an object has other bytes of the same length',
      (to: StoredData) => to.objectsByName.set('media/1.ts', 'eno'),
      'the object media/1.ts',
    ],
    [
      'an object is missing',
      (to: StoredData) => to.objectsByName.delete('media/1.ts'),
      'the object media/1.ts',
    ],
  ])('finds it when %s', async (_, spoil, named) => {
    const work = copying(new StoredData({ a: '1', b: '2' }, { 'media/1.ts': 'one' }), new StoredData());
    await exportData(work);
    await importData(work);
    spoil(work.to);
    await expect(checkData(work)).rejects.toThrow(named);
  });

  test('carries late writes over, and keeps what both were given apart, so that nothing is lost', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(drawnItems, drawnObjects),
        fc.tuple(drawnItems, drawnObjects),
        fc.tuple(drawnItems, drawnObjects),
        fc.nat(12),
        async ([items, objects], [lateItems, lateObjects], [newItems, newObjects], failures) => {
          const work = copying(new StoredData(items, objects), new StoredData());
          await exportData(work);
          await importData(work);
          write(work.from, lateItems, lateObjects);
          write(work.to, newItems, newObjects);
          work.to.failures = failures;
          await carryLateWrites(work).catch(() => {});
          work.to.failures = 0;
          // What a run that died had carried over is not taken for a write of the new stack.
          await carryLateWrites(work);
          const apart = new Set(
            work.file.conflicts.map((one) =>
              one.kind === 'item' ? one.key : `${one.object.bucket}/${one.object.key}`,
            ),
          );
          const [imported, given] = [
            new Map(Object.entries({ ...items, ...objects })),
            new Map(Object.entries({ ...newItems, ...newObjects })),
          ];
          const now = new Map(everythingOf(work.to));
          for (const [key, value] of everythingOf(work.from)) {
            const own = given.get(key) ?? imported.get(key);
            const isOnlyOld = own === imported.get(key);
            expect(now.get(key)).toBe(isOnlyOld ? value : own);
            expect(apart.has(key)).toBe(!isOnlyOld && own !== value && value !== imported.get(key));
          }
        },
      ),
    );
  });

  test('does not guess what was written late where the export is not at hand', async () => {
    const work = copying(new StoredData({ a: '2' }), new StoredData({ a: '1' }));
    await expect(carryLateWrites(work)).rejects.toThrow('bring it from where it was made to export.jsonl');
    expect(work.to.itemsByKey.get('a')).toBe('1');
  });

  test('stops between two items, and says that it did', async () => {
    const stop = new AbortController();
    const work = { ...copying(new StoredData({ a: '1' }), new StoredData()), stop: stop.signal };
    await exportData(work);
    stop.abort();
    await expect(importData(work)).rejects.toThrow(Stopped);
    expect(work.to.itemsByKey.size).toBe(0);
  });
});

function write(
  data: StoredData,
  items: Readonly<Record<string, string>>,
  objects: Readonly<Record<string, string>>,
): void {
  Object.entries(items).forEach(([key, value]) => data.itemsByKey.set(key, value));
  Object.entries(objects).forEach(([name, bytes]) => data.objectsByName.set(name, bytes));
}
