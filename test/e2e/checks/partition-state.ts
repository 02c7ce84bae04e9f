import { strict as assert } from 'node:assert';

import { contentOf } from '../cloud/content';
import type { Content } from '../cloud/content';
import { tenantItems } from '../cloud/items';
import type { Item } from '../cloud/items';
import { expectedPartition } from '../fleet/expected-partition';
import type { RunFleet } from '../fleet/run-fleet';
import { tableOf, tenantPlace } from '../lane';
import type { Lane } from '../lane';

/** The items of a tenant that say what it is. */
const CONFIGURED = ['CATALOGUE', 'CONFIGURATION', 'ENTITLEMENTS', 'HOMEPAGE'] as const;

export type ConfiguredItem = (typeof CONFIGURED)[number];

/** The tenant's items as they are now, by sort key. */
export async function readPartition(
  lane: Lane,
  fleet: RunFleet,
  tenant: string,
): Promise<ReadonlyMap<string, Item>> {
  return tenantItems(lane.cloud.dynamoDb, await tableOf(lane, fleet), tenant);
}

/** @throws AssertionError when an item does not hold what the tenant's files say. */
export async function partitionIsAsWritten(lane: Lane, fleet: RunFleet, tenant: string): Promise<void> {
  const [items, place] = await Promise.all([readPartition(lane, fleet, tenant), tenantPlace(lane, tenant)]);
  const expected = expectedPartition(fleet, tenant);
  const { settings, accounts } = membersOf(contentAt(items, 'CONFIGURATION'));
  assert.deepEqual(settings, expected.settings);
  assert.deepEqual(accounts, { userPoolId: place.userPoolId, clientId: place.clientId });
  assert.deepEqual(contentAt(items, 'ENTITLEMENTS'), expected.entitlements);
  assert.deepEqual(contentAt(items, 'CATALOGUE'), expected.catalogue);
  assert.deepEqual(contentAt(items, 'HOMEPAGE'), expected.homepage);
  assert.equal(items.get('CONFIGURATION')?.['retired'], undefined, 'the configuration is marked retired');
}

/** What the four items hold, without the versions that count how often they were written. */
export function contents(items: ReadonlyMap<string, Item>): Readonly<Record<string, Content>> {
  return Object.fromEntries(CONFIGURED.map((sortKey) => [sortKey, contentAt(items, sortKey)]));
}

export function versionOf(items: ReadonlyMap<string, Item>, sortKey: ConfiguredItem): number {
  return Number(items.get(sortKey)?.['version']?.N ?? 0);
}

/** The items whose version is not what it was. */
export function itemsMoved(
  before: ReadonlyMap<string, Item>,
  after: ReadonlyMap<string, Item>,
): readonly ConfiguredItem[] {
  return CONFIGURED.filter((sortKey) => versionOf(before, sortKey) !== versionOf(after, sortKey));
}

function contentAt(items: ReadonlyMap<string, Item>, sortKey: ConfiguredItem): Content {
  return contentOf(items.get(sortKey)?.['content']);
}

function membersOf(content: Content): { readonly settings?: Content; readonly accounts?: Content } {
  return typeof content === 'object' && !Array.isArray(content) ? (content as Record<string, Content>) : {};
}
