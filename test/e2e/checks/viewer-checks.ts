import { strict as assert } from 'node:assert';

import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';

import { view } from '../cloud/view';
import type { Viewed } from '../cloud/view';
import { SOURCES, tenantOf } from '../fleet/run-fleet';
import { cellStack, tenantPlace } from '../lane';
import type { Lane } from '../lane';
import { physicalIds } from '../cloud/stacks';
import { readPointer } from './brand-state';

const FIRST_EPISODE = 'season-1/episode-1.txt';

/**
 * What a viewer gets through the tenants' distributions. Only at the emulator: at AWS it would need a domain, and
 * minutes for each distribution to be deployed.
 */
export async function viewerChecks(lane: Lane): Promise<void> {
  const { checks, fleet } = lane;
  const [own, other] = [tenantOf(fleet, SOURCES.premium), tenantOf(fleet, SOURCES.enterprise)];
  const brand = await readPointer(lane, (await tenantPlace(lane, own)).bucket);
  const logo = `/brand/${brand.version}/logo.svg`;
  await checks.check(`a viewer of ${own} gets its brand`, async () => {
    const viewed = await viewTenant(lane, own, logo);
    assert.equal(viewed.status, 200, viewed.body);
    assert.match(viewed.body, /<svg/);
  });
  await checks.check(`a viewer of ${other} does not get the brand of ${own}`, async () => {
    assert.equal((await viewTenant(lane, other, logo)).status, 403);
  });
  await checks.check(`media of ${own} are served by its distribution and by no other`, () =>
    mediaAreOwn(lane, own, other),
  );
  await checks.check('each tenant’s pages may call its own advertising and nobody else’s', async () => {
    const foundational = tenantOf(fleet, SOURCES.foundational);
    const policy = async (tenant: string): Promise<string> =>
      String((await viewTenant(lane, tenant, '/brand/current.json')).headers['content-security-policy']);
    assert.match(await policy(own), /ads\.fairground-media\.example/);
    assert.doesNotMatch(await policy(foundational), /ads\.fairground-media\.example/);
    assert.doesNotMatch(await policy(own), /checkout\.tollgate\.example/);
    assert.match(await policy(other), /checkout\.tollgate\.example/);
  });
}

async function mediaAreOwn(lane: Lane, own: string, other: string): Promise<void> {
  const { s3, cloudFormation } = lane.cloud;
  const buckets = (await physicalIds(cloudFormation, cellStack(lane.fleet))).get('AWS::S3::Bucket') ?? [];
  const bucket = buckets.find((name) => name.includes('media'));
  const object = { Bucket: bucket, Key: `tenants/${own}/media/${FIRST_EPISODE}` };
  await s3.send(new PutObjectCommand({ ...object, Body: 'a first episode' }));
  try {
    const viewed = await viewTenant(lane, own, `/media/${FIRST_EPISODE}`);
    assert.deepEqual({ status: viewed.status, body: viewed.body }, { status: 200, body: 'a first episode' });
    assert.equal((await viewTenant(lane, other, `/media/${FIRST_EPISODE}`)).status, 403);
    assert.equal((await viewTenant(lane, other, `/media/../../${own}/media/${FIRST_EPISODE}`)).status, 403);
  } finally {
    await s3.send(new DeleteObjectCommand(object));
  }
}

async function viewTenant(lane: Lane, tenant: string, path: string): Promise<Viewed> {
  const { distributionDomain } = await tenantPlace(lane, tenant);
  return view(lane.target.endpoint ?? '', distributionDomain, path);
}
