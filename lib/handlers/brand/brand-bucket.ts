import {
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
} from '@aws-sdk/client-s3';

import { BRAND_POINTER_KEY, type BrandObject, type CurrentPointer, type PointerWrite } from './brand-plan';
import { errorName, httpStatus } from '../service-error';

/** A tenant's branding bucket, through the credentials of that tenant. Nothing here deletes. */
export interface BrandBucket {
  /** Sizes in bytes by key, of the objects under `prefix`. */
  list(prefix: string, signal: AbortSignal): Promise<ReadonlyMap<string, number>>;
  put(object: BrandObject, signal: AbortSignal): Promise<void>;
  readPointer(signal: AbortSignal): Promise<CurrentPointer | undefined>;
  /** `conflict` when the pointer is no longer as expected; nothing was written then. */
  writePointer(write: PointerWrite, signal: AbortSignal): Promise<'written' | 'conflict'>;
}

/** An ETag precondition failed, a write came in between, or the object that had to match is gone. */
const CONFLICT_NAMES: readonly string[] = ['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey'];

export function s3BrandBucket(client: S3Client, bucket: string): BrandBucket {
  return {
    list: (prefix, signal) => listAll(client, bucket, prefix, signal),
    put: async (object, signal) => {
      await client.send(new PutObjectCommand(putInput(bucket, object)), { abortSignal: signal });
    },
    readPointer: async (signal) => {
      try {
        const command = new GetObjectCommand({ Bucket: bucket, Key: BRAND_POINTER_KEY });
        const { Body: body, ETag: etag } = await client.send(command, { abortSignal: signal });
        return body && etag ? { text: await body.transformToString(), etag } : undefined;
      } catch (error) {
        if (errorName(error) === 'NoSuchKey') {
          return undefined;
        }
        throw error;
      }
    },
    writePointer: async ({ object, expected }, signal) => {
      const condition = expected === 'absent' ? { IfNoneMatch: '*' } : { IfMatch: expected };
      const command = new PutObjectCommand({ ...putInput(bucket, object), ...condition });
      try {
        await client.send(command, { abortSignal: signal });
        return 'written';
      } catch (error) {
        if (httpStatus(error) === 412 || CONFLICT_NAMES.includes(errorName(error))) {
          return 'conflict';
        }
        throw error;
      }
    },
  };
}

function putInput(bucket: string, object: BrandObject): PutObjectCommandInput {
  return {
    Bucket: bucket,
    Key: object.key,
    Body: object.body,
    ContentType: object.contentType,
    CacheControl: object.cacheControl,
  };
}

async function listAll(
  client: S3Client,
  bucket: string,
  prefix: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>();
  let next: string | undefined;
  do {
    const command = new ListObjectsV2Command({
      Bucket: bucket,
      Prefix: prefix,
      ...(next === undefined ? {} : { ContinuationToken: next }),
    });
    const page = await client.send(command, { abortSignal: signal });
    for (const { Key: key, Size: size } of page.Contents ?? []) {
      if (key) {
        sizes.set(key, size ?? 0);
      }
    }
    next = page.NextContinuationToken;
  } while (next !== undefined);
  return sizes;
}
