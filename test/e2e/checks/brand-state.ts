import { strict as assert } from 'node:assert';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { readObject } from '../cloud/objects';
import type { RunFleet } from '../fleet/run-fleet';
import type { Lane } from '../lane';

const POINTER_KEY = 'brand/current.json';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  svg: 'image/svg+xml',
  css: 'text/css; charset=utf-8',
};

/** Which brand a bucket shows. */
export interface BrandPointer {
  readonly version: string;
  readonly files: readonly string[];
}

export async function readPointer(lane: Lane, bucket: string): Promise<BrandPointer> {
  const { text } = await readObject(lane.cloud.s3, bucket, POINTER_KEY);
  const { version, files } = JSON.parse(text) as BrandPointer;
  return { version, files };
}

export function brandFolder(fleet: RunFleet, tenant: string): string {
  return join(fleet.folder, 'tenants', tenant, 'brand');
}

/** @throws AssertionError when the bucket does not show exactly the files of the tenant's folder. */
export async function brandIsPublished(
  lane: Lane,
  fleet: RunFleet,
  tenant: string,
  bucket: string,
): Promise<void> {
  const folder = brandFolder(fleet, tenant);
  const names = readdirSync(folder).sort();
  const pointer = await readPointer(lane, bucket);
  assert.deepEqual([...pointer.files].sort(), names);
  for (const name of names) {
    const stored = await readObject(lane.cloud.s3, bucket, `brand/${pointer.version}/${name}`);
    const digest = createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex');
    assert.equal(stored.digest, digest, `${name} is not the file of the folder`);
    assert.equal(stored.contentType, CONTENT_TYPES[name.slice(name.lastIndexOf('.') + 1)]);
    assert.match(stored.cacheControl, /immutable/);
  }
  const current = await readObject(lane.cloud.s3, bucket, POINTER_KEY);
  assert.doesNotMatch(current.cacheControl, /immutable/, 'the pointer must not be kept for long');
}
