import { canonicalText, contentDigest, type Content, type ContentMap } from './content';
import { categoryIds, namedCategories, type DesiredPartition } from './partition-properties';
import type { ConditionalWrite, OwnedItem } from './tenant-items';

/**
 * The items of a tenant's partition. They are four, always the same four, so that each can be read by its key
 * however much else applications keep in the partition, and each changes as a whole: nobody reads half a tier.
 */
export const PARTITION_SORT_KEYS = ['CATALOGUE', 'ENTITLEMENTS', 'HOMEPAGE', 'CONFIGURATION'] as const;

export type PartitionSortKey = (typeof PARTITION_SORT_KEYS)[number];

/** Our items as they were read; those that are not there are missing. */
export type CurrentPartition = Readonly<Partial<Record<PartitionSortKey, OwnedItem>>>;

/** What every write of a run has in common. */
export interface WriteStamp {
  readonly pk: string;
  readonly release: string;
  /** Number of the run that writes. */
  readonly run: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Whether unchanged items that an earlier run wrote get a new version too, see `Run.sealing`. */
  readonly sealing: boolean;
}

export interface PartitionPlan {
  /** In the order in which to write them. Empty when everything is as it should be. */
  readonly writes: readonly ConditionalWrite[];
  /** The version that the configuration has afterwards; 0 when there is none. */
  readonly version: number;
}

/**
 * The writes that turn `current` into `desired`. In between, no reader finds a homepage that names a category which is
 * not there, or a configuration ahead of what it describes: where the old homepage still names categories that go,
 * the catalogue first grows, then the homepage changes, then the catalogue shrinks; and the configuration is last.
 */
export function planPartition(
  current: CurrentPartition,
  desired: DesiredPartition,
  stamp: WriteStamp,
): PartitionPlan {
  const plan = new Map(Object.entries(current));
  const writes: ConditionalWrite[] = [];
  const steps: [PartitionSortKey, ContentMap][] = [
    ['CATALOGUE', bridgeCatalogue(current, desired)],
    ['HOMEPAGE', desired.homepage],
    ['CATALOGUE', desired.catalogue],
    ['ENTITLEMENTS', desired.entitlements],
    ['CONFIGURATION', desired.configuration],
  ];
  for (const [sk, content] of steps) {
    const write = planWrite(plan.get(sk), sk, content, stamp);
    if (write === undefined) {
      continue;
    }
    writes.push(write);
    plan.set(sk, write.item);
  }
  return { writes, version: plan.get('CONFIGURATION')?.version ?? 0 };
}

/**
 * The writes that retire a tenant: its configuration is marked, nothing is erased. When sealing, a configuration that
 * was never written is marked as well, so that an unfinished Create cannot write it later.
 */
export function planRetirement(current: CurrentPartition, stamp: WriteStamp): PartitionPlan {
  const { CONFIGURATION: configuration, ...others } = current;
  const { writes } = planRenewal(others, stamp);
  const version = configuration?.version ?? 0;
  const settled = configuration === undefined || configuration.retiredAt !== undefined;
  if (settled && !(configuration === undefined ? stamp.sealing : isUnsealed(configuration, stamp))) {
    return { writes, version };
  }
  const mark = nextWrite(configuration, 'CONFIGURATION', configuration?.content ?? {}, stamp);
  const retiredAt = configuration?.retiredAt ?? stamp.at;
  return { writes: [...writes, { ...mark, item: { ...mark.item, retiredAt } }], version: mark.item.version };
}

/** Seals what is there without changing it: new versions of the same content. Empty unless the run is sealing. */
export function planRenewal(current: CurrentPartition, stamp: WriteStamp): PartitionPlan {
  const writes = PARTITION_SORT_KEYS.flatMap((sk) => {
    const item = current[sk];
    if (item === undefined || !isUnsealed(item, stamp)) {
      return [];
    }
    const write = nextWrite(item, sk, item.content, stamp);
    return item.retiredAt === undefined
      ? [write]
      : [{ ...write, item: { ...write.item, retiredAt: item.retiredAt } }];
  });
  return { writes, version: writes.at(-1)?.item.version ?? current.CONFIGURATION?.version ?? 0 };
}

function bridgeCatalogue(current: CurrentPartition, desired: DesiredPartition): ContentMap {
  const named = namedCategories(current.HOMEPAGE?.content ?? {});
  const kept = categoryIds(desired.catalogue);
  const leaving = listOf(current.CATALOGUE?.content['categories']).filter((category) =>
    [...categoryIds({ categories: [category] })].some((id) => named.has(id) && !kept.has(id)),
  );
  return leaving.length === 0
    ? desired.catalogue
    : { ...desired.catalogue, categories: [...listOf(desired.catalogue['categories']), ...leaving] };
}

function listOf(content: Content | undefined): readonly Content[] {
  return Array.isArray(content) ? content : [];
}

function planWrite(
  item: OwnedItem | undefined,
  sk: PartitionSortKey,
  content: ContentMap,
  stamp: WriteStamp,
): ConditionalWrite | undefined {
  const unchanged =
    item !== undefined &&
    item.retiredAt === undefined &&
    item.digest === contentDigest(content) &&
    // The digest is a claim of the item's; somebody may have edited the content beneath it.
    canonicalText(item.content) === canonicalText(content);
  return unchanged && !isUnsealed(item, stamp) ? undefined : nextWrite(item, sk, content, stamp);
}

function isUnsealed(item: OwnedItem, stamp: WriteStamp): boolean {
  return stamp.sealing && item.run !== stamp.run;
}

function nextWrite(
  item: OwnedItem | undefined,
  sk: PartitionSortKey,
  content: ContentMap,
  { pk, release, run, at }: WriteStamp,
): ConditionalWrite {
  return {
    item: {
      pk,
      sk,
      version: (item?.version ?? 0) + 1,
      run,
      release,
      digest: contentDigest(content),
      updatedAt: at,
      content,
    },
    expected: item?.version ?? 'absent',
  };
}
