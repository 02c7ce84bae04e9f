import fc from 'fast-check';

import { contentDigest, isContentMap, type ContentMap } from '../../../lib/handlers/partition/content';
import {
  planPartition,
  planRetirement,
  type CurrentPartition,
  type PartitionPlan,
} from '../../../lib/handlers/partition/partition-plan';
import {
  categoryIds,
  namedCategories,
  parsePartition,
  type DesiredPartition,
} from '../../../lib/handlers/partition/partition-properties';
import { PARTITION } from '../fakes/events';

const STAMP = {
  pk: 'TENANT#acme',
  release: '2026.11.0',
  run: 7,
  at: '2026-11-22T13:00:00.000Z',
  sealing: false,
};

function desired(changes: object = {}): DesiredPartition {
  const parsed = parsePartition({ ...PARTITION, ...changes });
  if (parsed.kind === 'refused') {
    throw new Error(parsed.reason);
  }
  return parsed.value;
}

/** A catalogue and a homepage that shows all of it. */
function shown(ids: readonly string[]): object {
  return {
    Catalogue: { categories: ids.map((id) => ({ id, title: id })) },
    Homepage: ids.map((id) => ({ title: id, category: id })),
  };
}

function after(
  current: CurrentPartition,
  plan: PartitionPlan,
  writes = plan.writes.length,
): CurrentPartition {
  const items = plan.writes.slice(0, writes).map(({ item }) => [item.sk, item]);
  return { ...current, ...Object.fromEntries(items) };
}

function keysOf(plan: PartitionPlan): string[] {
  return plan.writes.map(({ item }) => item.sk);
}

function contentOf(item: { readonly content: ContentMap } | undefined): ContentMap {
  return item?.content ?? {};
}

const ids = fc.uniqueArray(fc.constantFrom('aaa', 'bbb', 'ccc', 'ddd', 'eee'));

describe('a plan for a partition', () => {
  it('writes the configuration last', () => {
    const plan = planPartition({}, desired(), STAMP);
    expect(keysOf(plan)).toEqual(['CATALOGUE', 'HOMEPAGE', 'ENTITLEMENTS', 'CONFIGURATION']);
    expect(plan.version).toBe(1);
  });

  it('is empty once it was carried out', () => {
    const current = after({}, planPartition({}, desired(), STAMP));
    expect(planPartition(current, desired(), { ...STAMP, run: 8 })).toEqual({ writes: [], version: 1 });
  });

  it('never lets a homepage name a category that is not there, whatever changes', () => {
    fc.assert(
      fc.property(ids, ids, (before, next) => {
        const current = after({}, planPartition({}, desired(shown(before)), STAMP));
        const plan = planPartition(current, desired(shown(next)), STAMP);
        for (let writes = 0; writes <= plan.writes.length; writes += 1) {
          const seen = after(current, plan, writes);
          const there = categoryIds(contentOf(seen.CATALOGUE));
          expect([...namedCategories(contentOf(seen.HOMEPAGE))].filter((id) => !there.has(id))).toEqual([]);
        }
        const last = after(current, plan);
        expect(contentOf(last.CATALOGUE)).toEqual(desired(shown(next)).catalogue);
      }),
    );
  });

  it('expects each item at the version it was read, and the second write of one at the first', () => {
    const current = after({}, planPartition({}, desired(shown(['aaa', 'bbb'])), STAMP));
    const plan = planPartition(current, desired(shown(['bbb', 'ccc'])), STAMP);
    expect(plan.writes.map(({ item, expected }) => [item.sk, expected, item.version])).toEqual([
      ['CATALOGUE', 1, 2],
      ['HOMEPAGE', 1, 2],
      ['CATALOGUE', 2, 3],
      ['CONFIGURATION', 1, 2],
    ]);
  });

  it('renews every item when sealing, and none of them twice in one run', () => {
    const current = after({}, planPartition({}, desired(), { ...STAMP, run: 1 }));
    const sealing = { ...STAMP, run: 2, sealing: true };
    const plan = planPartition(current, desired(), sealing);
    expect(keysOf(plan)).toHaveLength(4);
    expect(planPartition(after(current, plan), desired(), sealing).writes).toEqual([]);
  });

  it('retires by marking the configuration, and nothing more the second time', () => {
    const current = after({}, planPartition({}, desired(), STAMP));
    const plan = planRetirement(current, STAMP);
    expect(plan.writes.map(({ item }) => [item.sk, item.retiredAt])).toEqual([['CONFIGURATION', STAMP.at]]);
    expect(planRetirement(after(current, plan), STAMP).writes).toEqual([]);
  });

  it('retires a configuration that an unfinished Create may still write', () => {
    expect(planRetirement({}, STAMP).writes).toEqual([]);
    expect(keysOf(planRetirement({}, { ...STAMP, sealing: true }))).toEqual(['CONFIGURATION']);
  });

  it('gives every item the digest of its content', () => {
    for (const { item } of planPartition({}, desired(), STAMP).writes) {
      expect(isContentMap(item.content)).toBe(true);
      expect(item.digest).toBe(contentDigest(item.content));
    }
  });
});
