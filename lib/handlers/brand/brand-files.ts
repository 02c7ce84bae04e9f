import { createHash } from 'node:crypto';

import { accepted, refused, type Outcome } from '../outcome';
import type { ArchivedFile } from '../zip/zip-archive';

/** A file of a brand, ready to be published. */
interface BrandFile {
  /** Relative to the brand's folder, such as `fonts/body.woff2`. */
  readonly path: string;
  readonly content: Buffer;
  readonly contentType: string;
}

/** The files of one brand and the name of exactly these files. */
export interface Brand {
  /** 32 hexadecimal digits: of a SHA-256 over each file's path, type and content. */
  readonly version: string;
  /** In order of path. */
  readonly files: readonly BrandFile[];
}

/** Only what a browser may load as part of a brand; no scripts and no pages. */
const CONTENT_TYPES: ReadonlyMap<string, string> = new Map([
  ['svg', 'image/svg+xml'],
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['webp', 'image/webp'],
  ['ico', 'image/x-icon'],
  ['css', 'text/css; charset=utf-8'],
  ['woff2', 'font/woff2'],
  ['json', 'application/json; charset=utf-8'],
]);

const VERSION_DIGITS = 32;

/** Names and types the files of an archive. */
export function parseBrand(archived: readonly ArchivedFile[]): Outcome<Brand> {
  if (archived.length === 0) {
    return refused('The archive holds no file.');
  }
  const files: BrandFile[] = [];
  for (const { path, content } of archived) {
    const contentType = CONTENT_TYPES.get(path.slice(path.lastIndexOf('.') + 1).toLowerCase());
    if (contentType === undefined) {
      return refused(`The archive's file "${path}" is of a kind that brands do not have.`);
    }
    files.push({ path, content, contentType });
  }
  files.sort((left, right) => (left.path < right.path ? -1 : 1));
  return accepted({ version: brandVersion(files), files });
}

/** The content type counts as well: with another one, the objects are others, and immutable ones cannot be changed. */
function brandVersion(files: readonly BrandFile[]): string {
  const hash = createHash('sha256');
  for (const { path, content, contentType } of files) {
    const digest = createHash('sha256').update(content).digest('hex');
    hash.update(`${JSON.stringify([path, contentType, digest])}\n`);
  }
  return hash.digest('hex').slice(0, VERSION_DIGITS);
}
