import type { Brand } from './brand-files';
import { isRecord } from '../json-record';

/** The object that says which version of a brand is shown. */
export const BRAND_POINTER_KEY = 'brand/current.json';
/** The pointer's path on the tenant's distribution: the one path that ever needs invalidating. */
export const BRAND_POINTER_PATH = `/${BRAND_POINTER_KEY}`;

/** The name of a version's files is their content, so a browser need never ask again. */
const BRAND_FILE_CACHE_CONTROL = 'public, max-age=31536000, immutable';
const BRAND_POINTER_CACHE_CONTROL = 'public, max-age=60, must-revalidate';

/** An object to write. */
export interface BrandObject {
  readonly key: string;
  readonly body: Buffer;
  readonly contentType: string;
  readonly cacheControl: string;
}

/** The pointer as it was read. `etag` identifies exactly these bytes. */
export interface CurrentPointer {
  readonly text: string;
  readonly etag: string;
}

/** A pointer to write, only where the present one is still as it was read. */
export interface PointerWrite {
  readonly object: BrandObject;
  /** The ETag that the pointer must still have; `absent` when there must still be none. */
  readonly expected: string;
}

/** The folder of a version's objects, `brand/<version>/`. */
export function brandPrefix(version: string): string {
  return `brand/${version}/`;
}

/** The objects of a brand that are not there yet. `present` gives the sizes, in bytes, of those under its prefix. */
export function planUploads(brand: Brand, present: ReadonlyMap<string, number>): readonly BrandObject[] {
  return brand.files
    .map(({ path, content, contentType }) => ({
      key: `${brandPrefix(brand.version)}${path}`,
      body: content,
      contentType,
      cacheControl: BRAND_FILE_CACHE_CONTROL,
    }))
    .filter(({ key, body }) => present.get(key) !== body.length);
}

/**
 * The pointer to write so that `brand` is shown; `undefined` when it already is. When `sealing`, a pointer that another
 * run wrote is written anew even so: it carries the run's number, which makes its ETag another.
 */
export function planPointer(
  brand: Brand,
  current: CurrentPointer | undefined,
  run: number,
  sealing: boolean,
): PointerWrite | undefined {
  const shown = shownBrand(current?.text);
  const unchanged = shown?.version === brand.version;
  if (unchanged && !(sealing && shown.run !== run)) {
    return undefined;
  }
  const pointer = { version: brand.version, run, files: brand.files.map(({ path }) => path) };
  return {
    object: {
      key: BRAND_POINTER_KEY,
      body: Buffer.from(JSON.stringify(pointer)),
      contentType: 'application/json; charset=utf-8',
      cacheControl: BRAND_POINTER_CACHE_CONTROL,
    },
    expected: current?.etag ?? 'absent',
  };
}

/** Reads a pointer; one that is damaged counts as showing nothing and is replaced. */
function shownBrand(
  text: string | undefined,
): { readonly version: unknown; readonly run: unknown } | undefined {
  if (text === undefined) {
    return undefined;
  }
  try {
    const pointer: unknown = JSON.parse(text);
    return isRecord(pointer) && Array.isArray(pointer['files'])
      ? { version: pointer['version'], run: pointer['run'] }
      : undefined;
  } catch {
    return undefined;
  }
}
