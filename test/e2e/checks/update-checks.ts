import { strict as assert } from 'node:assert';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Document } from 'yaml';

import { describeChanges } from '../cloud/difference';
import { SOURCES, editTenant, tenantOf } from '../fleet/run-fleet';
import {
  NO_BUCKETS,
  bucketsOf,
  deployTenant,
  render,
  tableOf,
  tenantPlace,
  tenantStack,
  touchingOnly,
} from '../lane';
import type { Lane } from '../lane';
import { brandFolder, brandIsPublished, readPointer } from './brand-state';
import { itemsMoved, partitionIsAsWritten, readPartition } from './partition-state';
import type { ConfiguredItem } from './partition-state';

const APPLICATION_ITEM = 'VIEWER#someone#WATCHLIST';

interface Update {
  readonly what: string;
  readonly edit: (file: Document) => void;
  /** The items that must get another version, and no others. */
  readonly moves: readonly ConfiguredItem[];
}

const UPDATES: readonly Update[] = [
  {
    what: 'a colour',
    edit: (file) => file.setIn(['branding', 'colors', 'primary'], '#c1121f'),
    moves: ['CONFIGURATION'],
  },
  {
    what: 'the tier',
    edit: (file) => {
      file.set('tier', 'premium');
      file.set('features', { ads: { host: 'ads.fairground-media.example', breaksPerHour: 2 } });
    },
    moves: ['CONFIGURATION', 'ENTITLEMENTS'],
  },
  {
    what: 'the homepage',
    edit: (file) => file.setIn(['branding', 'homepage', 0, 'title'], 'Far out at sea'),
    moves: ['CONFIGURATION', 'HOMEPAGE'],
  },
];

/** Changes to one tenant, each deployed alone and held against everything else there is. */
export async function updateChecks(lane: Lane): Promise<void> {
  const { checks, fleet } = lane;
  const tenant = tenantOf(fleet, SOURCES.foundational);
  await checks.need('an application writes items of its own beside the tenant’s', () =>
    writeApplicationItem(lane, tenant),
  );
  for (const update of UPDATES) {
    await checks.check(
      `changing ${update.what} of ${tenant} reaches its items, and no other stack, item, object or distribution`,
      () => updateTenant(lane, tenant, update),
    );
  }
  await checks.check(
    `changing a brand file of ${tenant} switches its brand, keeps the earlier files, and touches nothing else`,
    () => updateBrand(lane, tenant),
  );
  await checks.check('the application’s own item was never touched', async () => {
    const items = await readPartition(lane, fleet, tenant);
    assert.deepEqual(items.get(APPLICATION_ITEM)?.['titles'], { SS: ['oceans-1'] });
  });
}

async function writeApplicationItem(lane: Lane, tenant: string): Promise<void> {
  const key = { pk: { S: `TENANT#${tenant}` }, sk: { S: APPLICATION_ITEM } };
  const table = await tableOf(lane, lane.fleet);
  await lane.cloud.dynamoDb.send(
    new PutItemCommand({ TableName: table, Item: { ...key, titles: { SS: ['oceans-1'] } } }),
  );
}

async function updateTenant(lane: Lane, tenant: string, { edit, moves }: Update): Promise<void> {
  const { fleet } = lane;
  const { bucket } = await tenantPlace(lane, tenant);
  const before = await readPartition(lane, fleet, tenant);
  editTenant(fleet, tenant, edit);
  await render(lane, fleet);
  const changes = await touchingOnly(lane, tenant, NO_BUCKETS, () => deployTenant(lane, tenant));
  assert.ok(
    changes.some(({ fact: { kind, place } }) => kind === 'event' && place === tenantStack(tenant)),
    'the stack of the tenant got no event',
  );
  await partitionIsAsWritten(lane, fleet, tenant);
  await brandIsPublished(lane, fleet, tenant, bucket);
  assert.deepEqual(itemsMoved(before, await readPartition(lane, fleet, tenant)), moves);
}

async function updateBrand(lane: Lane, tenant: string): Promise<void> {
  const { fleet } = lane;
  const { bucket } = await tenantPlace(lane, tenant);
  const before = await readPointer(lane, bucket);
  const items = await readPartition(lane, fleet, tenant);
  appendFileSync(join(brandFolder(fleet, tenant), 'theme.css'), '\n.row { gap: 2rem; }\n');
  await render(lane, fleet);
  const changes = await touchingOnly(lane, tenant, bucketsOf(lane, tenant), () => deployTenant(lane, tenant));
  const lost = changes.filter(({ how, fact: { kind } }) => kind === 'object' && how !== 'added');
  assert.equal(lost.length, 0, describeChanges(lost));
  await brandIsPublished(lane, fleet, tenant, bucket);
  assert.notEqual((await readPointer(lane, bucket)).version, before.version);
  assert.deepEqual(itemsMoved(items, await readPartition(lane, fleet, tenant)), []);
}
