import { createHash } from 'node:crypto';

import type { BrandBucket } from '../../../lib/handlers/brand/brand-bucket';
import { BRAND_POINTER_KEY, type BrandObject } from '../../../lib/handlers/brand/brand-plan';
import { serviceError, type Faults } from './faults';

/** What a bucket holds, by key, and how often each key was written. */
export interface FakeBucket {
  readonly objects: Map<string, BrandObject>;
  readonly writes: string[];
}

export function fakeBucket(): FakeBucket {
  return { objects: new Map(), writes: [] };
}

/** A bucket as one tenant reaches it: like IAM, it denies every call when `allowed` is false. */
export function bucketAccess(bucket: FakeBucket, allowed: boolean, faults: Faults): BrandBucket {
  const guard = (): void => {
    if (!allowed) {
      throw serviceError('AccessDenied', 'not authorized to perform: s3:PutObject');
    }
  };
  const store = (object: BrandObject): void => {
    bucket.objects.set(object.key, object);
    bucket.writes.push(object.key);
  };
  return {
    list: (prefix, signal) =>
      faults.take('bucket.list', signal, () => {
        guard();
        const found = [...bucket.objects.values()].filter(({ key }) => key.startsWith(prefix));
        return new Map(found.map(({ key, body }) => [key, body.length]));
      }),
    put: (object, signal) =>
      faults.take('bucket.put', signal, () => {
        guard();
        store(object);
      }),
    readPointer: (signal) =>
      faults.take('bucket.readPointer', signal, () => {
        guard();
        const pointer = bucket.objects.get(BRAND_POINTER_KEY);
        return pointer && { text: pointer.body.toString(), etag: etagOf(pointer) };
      }),
    writePointer: ({ object, expected }, signal) =>
      faults.take('bucket.writePointer', signal, () => {
        guard();
        const pointer = bucket.objects.get(BRAND_POINTER_KEY);
        if ((pointer ? etagOf(pointer) : 'absent') !== expected) {
          return 'conflict';
        }
        store(object);
        return 'written';
      }),
  };
}

function etagOf(object: BrandObject): string {
  return `"${createHash('md5').update(object.body).digest('hex')}"`;
}
