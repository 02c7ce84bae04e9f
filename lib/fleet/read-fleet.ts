import { createHash } from 'node:crypto';
import { closeSync, constants, lstatSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Diagnostic } from '../diagnostics/diagnostic';
import { strayProblem, unreadProblem } from './file-problems';
import {
  brandFolderPath,
  FLEET_FILE_PATH,
  tenantFilePath,
  tenantFolderPath,
  TENANTS_FOLDER_PATH,
  type BrandEntry,
  type FileEntry,
  type FleetFiles,
  type TenantFolder,
  type UnreadEntry,
} from './fleet-files';
import {
  BRAND_BYTES_MAX,
  BRAND_FILE_BYTES_MAX,
  BRAND_FILES_MAX,
  FLEET_FILE_BYTES_MAX,
  TENANT_FILE_BYTES_MAX,
} from './limits';

/** The files of a fleet, and problems of what lies among them without being part of it. */
export interface FleetRead {
  readonly files: FleetFiles;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads `fleet.yaml` and the folders under `tenants/` in `root`. Links are never followed and files over their limit
 * never read. Both, and whatever the operating system refuses, are entries or diagnostics; nothing is thrown.
 */
export function readFleetFiles(root: string): Promise<FleetRead> {
  // Small files are read several times faster by blocking calls than through the thread pool.
  const diagnostics: Diagnostic[] = [];
  const fleet = readEntry(root, FLEET_FILE_PATH, FLEET_FILE_BYTES_MAX);
  const tenants = readTenants(root, diagnostics);
  return Promise.resolve({ files: { fleet, tenants }, diagnostics });
}

/**
 * SHA-256 over the regular files of a brand, as 64 hexadecimal digits. Each file is framed by its sizes, in the order of
 * paths, so that no two different brands give the same bytes to hash: `<bytes of path>:<path><bytes of content>:<content>`.
 */
export function brandDigest(entries: readonly BrandEntry[]): string {
  const hash = createHash('sha256');
  for (const entry of entries.toSorted(byPath)) {
    if (entry.kind === 'file') {
      hash.update(`${Buffer.byteLength(entry.path)}:${entry.path}${entry.bytes.length}:`);
      hash.update(entry.bytes);
    }
  }
  return hash.digest('hex');
}

function readTenants(root: string, diagnostics: Diagnostic[]): TenantFolder[] {
  const listed = listFolder(root, TENANTS_FOLDER_PATH);
  if (listed.kind !== 'folder') {
    diagnostics.push(...(listed.kind === 'missing' ? [] : [unreadProblem(listed)]));
    return [];
  }
  return listed.names.filter(isVisible).flatMap((id) => {
    const folder = listFolder(root, tenantFolderPath(id));
    switch (folder.kind) {
      case 'folder':
        return [readTenant(root, id, folder.names, diagnostics)];
      case 'missing':
        return [];
      case 'other':
        diagnostics.push(strayProblem(folder.path));
        return [];
      default:
        diagnostics.push(unreadProblem(folder));
        return [];
    }
  });
}

function readTenant(
  root: string,
  id: string,
  names: readonly string[],
  diagnostics: Diagnostic[],
): TenantFolder {
  const strays = names.filter((name) => isVisible(name) && name !== 'tenant.yaml' && name !== 'brand');
  strays.forEach((name) => diagnostics.push(strayProblem(`${tenantFolderPath(id)}/${name}`)));
  const brand = names.includes('brand') ? readBrand(root, id) : [];
  return {
    id,
    file: readEntry(root, tenantFilePath(id), TENANT_FILE_BYTES_MAX),
    brand,
    brandDigest: brandDigest(brand),
  };
}

function readBrand(root: string, id: string): readonly BrandEntry[] {
  const folder = brandFolderPath(id);
  const entries: BrandEntry[] = [];
  let bytesRead = 0;
  // Folders still to be listed, relative to the brand folder; the empty path is the brand folder itself.
  const pending = [''];
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const bytesMax = Math.min(BRAND_FILE_BYTES_MAX, BRAND_BYTES_MAX - bytesRead);
    const read = readFileOrFolder(root, path === '' ? folder : `${folder}/${path}`, bytesMax);
    if (read.kind === 'folder') {
      const prefix = path === '' ? '' : `${path}/`;
      read.names.toReversed().forEach((name) => pending.push(`${prefix}${name}`));
    } else if (read.kind !== 'missing') {
      entries.push(path === '' && read.kind === 'file' ? { kind: 'other', path } : { ...read, path });
      bytesRead += read.kind === 'file' ? read.bytes.length : 0;
    }
    if (entries.length > BRAND_FILES_MAX) {
      break;
    }
  }
  return entries.sort(byPath);
}

type Missing = { readonly kind: 'missing'; readonly path: string };
type Listed = { readonly kind: 'folder'; readonly path: string; readonly names: readonly string[] };

function readEntry(root: string, path: string, bytesMax: number): FileEntry | undefined {
  const read = readFileOrFolder(root, path, bytesMax);
  switch (read.kind) {
    case 'missing':
      return undefined;
    case 'folder':
      return { kind: 'other', path };
    default:
      return read;
  }
}

function listFolder(root: string, path: string): Listed | Missing | UnreadEntry {
  const read = readFileOrFolder(root, path, 0);
  return read.kind === 'file' || read.kind === 'large' ? { kind: 'other', path } : read;
}

function readFileOrFolder(root: string, path: string, bytesMax: number): FileEntry | Listed | Missing {
  const absolute = join(root, path);
  try {
    const stats = lstatSync(absolute, { throwIfNoEntry: false });
    if (stats === undefined) {
      return { kind: 'missing', path };
    }
    if (stats.isSymbolicLink()) {
      return { kind: 'link', path };
    }
    if (stats.isDirectory()) {
      return { kind: 'folder', path, names: readdirSync(absolute).sort() };
    }
    if (!stats.isFile()) {
      return { kind: 'other', path };
    }
    if (stats.size > bytesMax) {
      return { kind: 'large', path, size: stats.size };
    }
    return { kind: 'file', path, bytes: readBytes(absolute) };
  } catch (error) {
    return { kind: 'unreadable', path, reason: errorCode(error) };
  }
}

function readBytes(absolute: string): Uint8Array {
  // A link put here since the check is refused by the operating system.
  const descriptor = openSync(absolute, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    return readFileSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error
    ? String(error.code)
    : 'unknown error';
}

function isVisible(name: string): boolean {
  return !name.startsWith('.');
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return a.path < b.path ? -1 : 1;
}
