import type { ObjectName } from '../../dedication/tenant-data';

/** Buckets of one stack of a tenant: its own, and that of its cell. */
export type BucketNames = Readonly<Record<ObjectName['bucket'], string>>;

/** Says which brand is shown; each stack's provisioner writes its own. */
const POINTER = 'brand/current.json';

/** Where a tenant's objects begin in a bucket. */
export function prefixIn(bucket: ObjectName['bucket'], tenant: string): string {
  return bucket === 'media' ? `tenants/${tenant}/` : '';
}

/** Whether an object of the bucket is the tenant's own, and not what its stack writes. */
export function isData({ bucket, key }: ObjectName): boolean {
  return bucket === 'media' || key !== POINTER;
}
