import type { BrandEntry } from '../fleet/fleet-files';
import { Bucket } from './bucket';
import type { StoredObject } from './bucket';
import { contentTypeOf } from './content-type';

/** A version's name has as many digits as the one that the provisioner gives. */
const VERSION_DIGITS = 32;

/**
 * A tenant's branding bucket as the provisioner fills it: each file below the brand's version, and `brand/current.json`
 * that says which version is shown. The version here is of the same files, and not the same digits.
 *
 * @param digest SHA-256 of the files, 64 hexadecimal digits.
 */
export function brandBucket(brand: readonly BrandEntry[], digest: string): Bucket {
  const version = digest.slice(0, VERSION_DIGITS);
  const files = brand.flatMap((entry) => (entry.kind === 'file' ? [entry] : []));
  const pointer = { version, run: 1, files: files.map(({ path }) => path) };
  const objects = new Map<string, StoredObject>([
    ['brand/current.json', json(pointer)],
    ...files.map(({ path, bytes }): [string, StoredObject] => [
      `brand/${version}/${path}`,
      { body: bytes, contentType: contentTypeOf(path) },
    ]),
  ]);
  return new Bucket(objects);
}

function json(value: object): StoredObject {
  return { body: Buffer.from(JSON.stringify(value)), contentType: contentTypeOf('.json') };
}
