import type { BrandBucket } from './brand-bucket';
import type { Brand } from './brand-files';
import { BRAND_POINTER_PATH, brandPrefix, planPointer, planUploads, type BrandObject } from './brand-plan';
import type { BrandProperties } from './brand-properties';
import { succeeded, type Ending } from '../protocol/custom-resource-answer';
import { isHeld, runFenced, type Run } from '../fence/fenced-run';
import { persist } from '../fence/persistence';
import type { ProvisioningTask } from '../provisioning-task';

/** Uploads that are under way at once: most of a brand in one round trip, little memory. */
const UPLOADS_AT_ONCE = 8;

/**
 * Publishes a brand: its files first, under the prefix of its version, then the pointer, then the invalidation of the
 * pointer. Its attribute `Version` is the brand's. Versions published before stay where they are.
 */
export function publishBrand(
  task: ProvisioningTask,
  brand: Brand,
  properties: BrandProperties,
): Promise<Ending> {
  const bucket = task.services.bucket(properties.bucket);
  return runFenced(task, async (run) => {
    await uploadMissing(task, bucket, brand);
    const switched = await switchPointer(task, bucket, brand, run);
    if (switched === 'overtaken' || switched === 'lost-race') {
      return { kind: switched };
    }
    if (switched === 'switched') {
      await invalidatePointer(task, properties.distributionId, run);
    }
    return succeeded({ Version: brand.version });
  });
}

async function uploadMissing(task: ProvisioningTask, bucket: BrandBucket, brand: Brand): Promise<void> {
  const { patience } = task;
  const prefix = brandPrefix(brand.version);
  const present = await persist(patience, () => bucket.list(prefix, patience.signal));
  const missing = planUploads(brand, present);
  const upload = (object: BrandObject): Promise<void> =>
    persist(patience, () => bucket.put(object, patience.signal));
  for (let at = 0; at < missing.length; at += UPLOADS_AT_ONCE) {
    // All have ended before the first failure counts: nothing is still being written once the failure is answered.
    const uploads = await Promise.allSettled(missing.slice(at, at + UPLOADS_AT_ONCE).map(upload));
    const failure = uploads.find((result) => result.status === 'rejected');
    if (failure !== undefined) {
      throw failure.reason;
    }
  }
  task.log('info', 'brand.uploaded', { version: brand.version, objects: missing.length });
}

async function switchPointer(
  task: ProvisioningTask,
  bucket: BrandBucket,
  brand: Brand,
  run: Run,
): Promise<'switched' | 'unchanged' | 'overtaken' | 'lost-race'> {
  const { patience } = task;
  const current = await persist(patience, () => bucket.readPointer(patience.signal));
  if (!(await isHeld(task, run))) {
    return 'overtaken';
  }
  const write = planPointer(brand, current, run.number, run.sealing);
  if (write === undefined) {
    return 'unchanged';
  }
  const written = await persist(patience, () => bucket.writePointer(write, patience.signal));
  if (written === 'conflict') {
    return 'lost-race';
  }
  task.log('info', 'brand.switched', { version: brand.version });
  return 'switched';
}

/** The reference holds the run: a run that had to switch again after a first invalidation needs one of its own. */
async function invalidatePointer(task: ProvisioningTask, distributionId: string, run: Run): Promise<void> {
  const { patience, request, services } = task;
  const reference = `multiplex-${request.requestId}-${run.number}`;
  await persist(patience, () =>
    services.edge.invalidate(distributionId, [BRAND_POINTER_PATH], reference, patience.signal),
  );
  task.log('info', 'brand.invalidated', { paths: 1 });
}
