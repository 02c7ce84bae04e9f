import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, sep } from 'node:path';

import { Refused } from '../template/refused';
import { ServiceFault } from './service-fault';

/** An object of S3. */
export interface StoredObject {
  readonly bytes: Buffer;
  readonly etag: string;
}

/** What a write is on condition of: an ETag that is there, or that nothing is. */
export interface WriteCondition {
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
}

/** S3 as folders: each bucket is one, and each object a file under its key. */
export class Buckets {
  private readonly folder: string;
  private readonly draftFolder: string;
  private drafts = 0;

  /** @param folder Absolute path; made with the first bucket. */
  constructor(folder: string) {
    this.folder = join(folder, 'buckets');
    this.draftFolder = join(folder, 'drafts');
  }

  create(bucket: string): void {
    mkdirSync(join(this.folder, bucket), { recursive: true });
  }

  /** @throws Refused when objects are in it. */
  remove(bucket: string): void {
    if (this.list(bucket, '').length > 0) {
      throw new Refused('The bucket you tried to delete is not empty (Service: S3, Status Code: 409)');
    }
    rmSync(join(this.folder, bucket), { recursive: true, force: true });
  }

  has(bucket: string, key: string): boolean {
    return existsSync(this.pathOf(bucket, key));
  }

  /** Undefined where there is no such object. */
  get(bucket: string, key: string): StoredObject | undefined {
    const path = this.pathOf(bucket, key);
    if (!existsSync(path)) {
      this.check(bucket);
      return undefined;
    }
    const bytes = readFileSync(path);
    return { bytes, etag: `"${createHash('md5').update(bytes).digest('hex')}"` };
  }

  /**
   * Replaces an object as a whole.
   *
   * @throws ServiceFault PreconditionFailed when the condition does not hold.
   */
  put(bucket: string, key: string, bytes: Uint8Array, condition: WriteCondition = {}): void {
    const path = this.pathOf(bucket, key);
    this.check(bucket);
    const { ifMatch, ifNoneMatch } = condition;
    const etag = ifMatch === undefined ? undefined : this.get(bucket, key)?.etag;
    if ((ifNoneMatch === '*' && existsSync(path)) || (ifMatch !== undefined && etag !== ifMatch)) {
      throw new ServiceFault('PreconditionFailed', 'At least one of the preconditions did not hold', 412);
    }
    mkdirSync(this.draftFolder, { recursive: true });
    mkdirSync(dirname(path), { recursive: true });
    const draft = join(this.draftFolder, String((this.drafts += 1)));
    writeFileSync(draft, bytes);
    renameSync(draft, path);
  }

  /** Keys that begin with `prefix`, sorted, with sizes in bytes. */
  list(bucket: string, prefix: string): readonly { readonly key: string; readonly size: number }[] {
    const root = join(this.folder, bucket);
    const start = join(root, prefix.slice(0, prefix.lastIndexOf('/') + 1));
    if (!existsSync(start)) {
      return [];
    }
    return readdirSync(start, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => ({
        key: path
          .slice(root.length + 1)
          .split(sep)
          .join('/'),
        size: statSync(path).size,
      }))
      .filter(({ key }) => key.startsWith(prefix))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** @throws ServiceFault NoSuchBucket */
  check(bucket: string): void {
    if (!existsSync(join(this.folder, bucket))) {
      throw new ServiceFault('NoSuchBucket', `The specified bucket does not exist: ${bucket}`, 404);
    }
  }

  private pathOf(bucket: string, key: string): string {
    const segments = [bucket, ...key.split('/')];
    if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) {
      throw new ServiceFault('InvalidArgument', `No file can have the key ${key}`, 400);
    }
    return join(this.folder, ...segments);
  }
}
