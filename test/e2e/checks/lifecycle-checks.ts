import { strict as assert } from 'node:assert';

import { allStacks } from '../cloud/stacks';
import { SOURCES, tenantOf } from '../fleet/run-fleet';
import {
  NO_BUCKETS,
  bucketsOf,
  deployTenant,
  render,
  succeeded,
  tenantPlace,
  tenantStack,
  touchingOnly,
} from '../lane';
import type { Lane } from '../lane';
import { brandIsPublished } from './brand-state';
import { contents, itemsMoved, partitionIsAsWritten, readPartition, versionOf } from './partition-state';

/** A tenant goes and comes back. */
export async function lifecycleChecks(lane: Lane): Promise<void> {
  const { checks, fleet } = lane;
  const tenant = tenantOf(fleet, SOURCES.enterprise);
  const { bucket } = await tenantPlace(lane, tenant);
  const before = await readPartition(lane, fleet, tenant);
  await checks.need(`destroying ${tenant} takes its stack and no other`, async () => {
    await touchingOnly(lane, tenant, NO_BUCKETS, async () =>
      succeeded(await lane.cdk.destroy(fleet.folder, `tenants/${tenant}`)),
    );
    const names = (await allStacks(lane.cloud.cloudFormation)).map(({ StackName: name }) => name);
    assert.ok(!names.includes(tenantStack(tenant)), 'the stack is still there');
  });
  await checks.check(`${tenant} left its bucket with every brand file`, () =>
    brandIsPublished(lane, fleet, tenant, bucket),
  );
  await checks.check(`${tenant} left its items, and its configuration is marked retired`, async () => {
    const after = await readPartition(lane, fleet, tenant);
    assert.deepEqual(contents(after), contents(before));
    assert.deepEqual(itemsMoved(before, after), ['CONFIGURATION']);
    assert.deepEqual(after.get('CONFIGURATION')?.['retired'], { BOOL: true });
  });
  const retired = await readPartition(lane, fleet, tenant);
  await checks.check(`${tenant} created anew finds its items, and their versions go on`, async () => {
    await render(lane, fleet);
    await touchingOnly(lane, tenant, bucketsOf(lane, tenant), () => deployTenant(lane, tenant));
    await partitionIsAsWritten(lane, fleet, tenant);
    const after = await readPartition(lane, fleet, tenant);
    assert.ok(
      versionOf(after, 'CONFIGURATION') > versionOf(retired, 'CONFIGURATION'),
      'the versions began anew',
    );
    assert.equal(
      versionOf(after, 'CATALOGUE'),
      versionOf(retired, 'CATALOGUE'),
      'unchanged items were written',
    );
  });
}
