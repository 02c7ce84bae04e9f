import type { HeadObjectOutput, S3 } from '@aws-sdk/client-s3';

import { invariant } from '../../diagnostics/invariant';
import type {
  DataObject,
  Expected,
  ObjectContent,
  ObjectName,
  TenantData,
} from '../../dedication/tenant-data';
import { isData, prefixIn } from './tenant-prefix';
import type { BucketNames } from './tenant-prefix';

/** Calls of S3 that are made, as the AWS SDK names and shapes them. */
export type S3Calls = Pick<S3, 'getObject' | 'listObjectsV2' | 'putObject'>;

const BUCKETS = ['branding', 'media'] as const;

/** What is served with an object, by the field of S3 that has it. */
const HEADERS = {
  'cache-control': 'CacheControl',
  'content-disposition': 'ContentDisposition',
  'content-encoding': 'ContentEncoding',
  'content-language': 'ContentLanguage',
  'content-type': 'ContentType',
} as const satisfies Readonly<Record<string, keyof HeadObjectOutput>>;

/** Objects of a tenant in S3. Metadata of users, tags and earlier versions are not read. */
export class S3Objects implements Pick<TenantData, 'objects' | 'read' | 'write'> {
  readonly #s3: S3Calls;
  readonly #names: BucketNames;
  readonly #tenant: string;

  constructor(s3: S3Calls, names: BucketNames, tenant: string) {
    this.#s3 = s3;
    this.#names = names;
    this.#tenant = tenant;
  }

  async *objects(): AsyncGenerator<DataObject, void, void> {
    for (const bucket of BUCKETS) {
      const place = { Bucket: this.#names[bucket], Prefix: prefixIn(bucket, this.#tenant) };
      let token: string | undefined;
      do {
        const next = token === undefined ? {} : { ContinuationToken: token };
        const page = await this.#s3.listObjectsV2({ ...place, ...next });
        for (const { Key: key = '', Size: size = 0, ETag: etag = '' } of page.Contents ?? []) {
          if (isData({ bucket, key })) {
            yield { bucket, key, size, etag };
          }
        }
        token = page.NextContinuationToken;
      } while (token !== undefined);
    }
  }

  async read({ bucket, key }: ObjectName): Promise<ObjectContent | undefined> {
    try {
      const found = await this.#s3.getObject({ Bucket: this.#names[bucket], Key: key });
      const { Body, ContentLength: size = 0 } = found;
      invariant(Body !== undefined, 'an object that is read has a body');
      const headers = Object.entries(HEADERS).flatMap(([header, field]) => {
        const value = found[field];
        return value === undefined ? [] : [[header, value] as const];
      });
      return { body: Body as AsyncIterable<Uint8Array>, size, headers: Object.fromEntries(headers) };
    } catch (error) {
      if (error instanceof Error && error.name === 'NoSuchKey') {
        return undefined;
      }
      throw error;
    }
  }

  async write({ bucket, key }: ObjectName, content: ObjectContent, expected?: Expected): Promise<boolean> {
    const { Readable } = await import('node:stream');
    const served = Object.entries(HEADERS).flatMap(([header, field]) => {
      const value = content.headers[header];
      return value === undefined ? [] : [[field, value] as const];
    });
    try {
      await this.#s3.putObject({
        Bucket: this.#names[bucket],
        Key: key,
        Body: Readable.from(content.body, { objectMode: false }),
        ContentLength: content.size,
        ...Object.fromEntries(served),
        ...conditionOf(expected),
      });
      return true;
    } catch (error) {
      if (error instanceof Error && /^(PreconditionFailed|ConditionalRequestConflict)$/.test(error.name)) {
        return false;
      }
      throw error;
    }
  }
}

function conditionOf(expected: Expected | undefined): { IfMatch: string } | { IfNoneMatch: string } | object {
  if (expected === undefined) {
    return {};
  }
  return expected.value === undefined ? { IfNoneMatch: '*' } : { IfMatch: expected.value };
}
