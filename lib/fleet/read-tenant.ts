import type { Dirent } from 'node:fs';

import type { Diagnostic } from '../diagnostics/diagnostic';
import { strayProblem, unreadProblem } from './file-problems';
import { filesDigest } from './files-digest';
import { brandFolderPath, tenantFilePath, tenantFolderPath } from './fleet-files';
import type { BrandEntry, FileEntry, TenantFolder } from './fleet-files';
import { BRAND_BYTES_MAX, BRAND_FILE_BYTES_MAX, BRAND_FILES_MAX, TENANT_FILE_BYTES_MAX } from './limits';
import { listFolder, readFileEntry } from './read-entry';
import type { OnStats } from './read-entry';

/** A tenant's folder, and problems of what lies in it without being part of it. */
export interface TenantRead {
  /** Undefined when the folder cannot be listed. */
  readonly folder: TenantFolder | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads `tenants/<id>` in `root`, which is a folder and no link. Links are never followed and files over their limit never
 * read. `onStats` is told of each file that is read, by its path relative to `root`.
 */
export function readTenantFolder(root: string, id: string, onStats?: OnStats): TenantRead {
  const path = tenantFolderPath(id);
  const listed = listFolder(root, path);
  if (listed.kind !== 'folder') {
    return { folder: undefined, diagnostics: listed.kind === 'missing' ? [] : [unreadProblem(listed)] };
  }
  const { entries } = listed;
  const strays = entries.filter(
    ({ name }) => !name.startsWith('.') && name !== 'tenant.yaml' && name !== 'brand',
  );
  const file = entries.find(({ name }) => name === 'tenant.yaml');
  const brandFolder = entries.find(({ name }) => name === 'brand');
  const brand = brandFolder === undefined ? [] : readBrand(root, id, brandFolder, onStats);
  return {
    folder: {
      id,
      file: file === undefined ? undefined : readTenantFile(root, id, onStats),
      brand,
      brandDigest: filesDigest(brand.filter(isFile)),
    },
    diagnostics: strays.map(({ name }) => strayProblem(`${path}/${name}`)),
  };
}

function readTenantFile(root: string, id: string, onStats: OnStats | undefined): FileEntry | undefined {
  const read = readFileEntry(root, tenantFilePath(id), TENANT_FILE_BYTES_MAX, onStats);
  return read.kind === 'missing' ? undefined : read;
}

function readBrand(
  root: string,
  id: string,
  brandFolder: Dirent,
  onStats: OnStats | undefined,
): readonly BrandEntry[] {
  if (!brandFolder.isDirectory()) {
    return [{ kind: brandFolder.isSymbolicLink() ? 'link' : 'other', path: '' }];
  }
  const entries: BrandEntry[] = [];
  let bytesRead = 0;
  // What is still to be read, relative to the brand folder; the empty path is the brand folder itself.
  const pending: { readonly path: string; readonly isFolder: boolean }[] = [{ path: '', isFolder: true }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { path, isFolder } = next;
    const absolute = path === '' ? brandFolderPath(id) : `${brandFolderPath(id)}/${path}`;
    const bytesMax = Math.min(BRAND_FILE_BYTES_MAX, BRAND_BYTES_MAX - bytesRead);
    const read = isFolder ? listFolder(root, absolute) : readFileEntry(root, absolute, bytesMax, onStats);
    if (read.kind === 'folder') {
      const prefix = path === '' ? '' : `${path}/`;
      for (const entry of read.entries.toReversed()) {
        pending.push({ path: `${prefix}${entry.name}`, isFolder: entry.isDirectory() });
      }
    } else if (read.kind !== 'missing') {
      entries.push({ ...read, path });
      bytesRead += read.kind === 'file' ? read.bytes.length : 0;
    }
    if (entries.length > BRAND_FILES_MAX) {
      break;
    }
  }
  return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function isFile(entry: BrandEntry): entry is Extract<BrandEntry, { kind: 'file' }> {
  return entry.kind === 'file';
}
