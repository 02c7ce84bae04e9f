import { lstatSync } from 'node:fs';
import { join } from 'node:path';

import type { Diagnostic } from '../diagnostics/diagnostic';
import { strayProblem, unreadProblem } from './file-problems';
import { FLEET_FILE_PATH, tenantFolderPath, TENANTS_FOLDER_PATH } from './fleet-files';
import type { FileEntry, FleetFiles } from './fleet-files';
import { FLEET_FILE_BYTES_MAX } from './limits';
import { listFolder, readFileEntry } from './read-entry';
import { readTenantFolder } from './read-tenant';

/** The files of a fleet, and problems of what lies among them without being part of it. */
export interface FleetRead {
  readonly files: FleetFiles;
  readonly diagnostics: readonly Diagnostic[];
}

/** The tenants of a fleet by their folders, and problems of what lies among them. */
export interface TenantsListed {
  readonly ids: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads `fleet.yaml` and the folders under `tenants/` in `root`. Links are never followed and files over their limit
 * never read. Both, and whatever the operating system refuses, are entries or diagnostics; nothing is thrown.
 */
export function readFleetFiles(root: string): Promise<FleetRead> {
  // Small files are read several times faster by blocking calls than through the thread pool.
  const fleet = readFleetFile(root);
  const { ids, diagnostics } = listTenants(root);
  const read = ids.map((id) => readTenantFolder(root, id));
  return Promise.resolve({
    files: { fleet, tenants: read.flatMap(({ folder }) => folder ?? []) },
    diagnostics: [...diagnostics, ...read.flatMap((tenant) => tenant.diagnostics)],
  });
}

/** Reads `fleet.yaml` in `root`; undefined when there is none. */
export function readFleetFile(root: string): FileEntry | undefined {
  const read = readFileEntry(root, FLEET_FILE_PATH, FLEET_FILE_BYTES_MAX);
  return read.kind === 'missing' ? undefined : read;
}

/** Lists the folders under `tenants/` in `root`, ordered by id. */
export function listTenants(root: string): TenantsListed {
  if (isLink(join(root, TENANTS_FOLDER_PATH))) {
    return { ids: [], diagnostics: [unreadProblem({ kind: 'link', path: TENANTS_FOLDER_PATH })] };
  }
  const listed = listFolder(root, TENANTS_FOLDER_PATH);
  if (listed.kind !== 'folder') {
    return { ids: [], diagnostics: listed.kind === 'missing' ? [] : [unreadProblem(listed)] };
  }
  const ids: string[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const entry of listed.entries.filter(({ name }) => !name.startsWith('.'))) {
    const path = tenantFolderPath(entry.name);
    if (entry.isDirectory()) {
      ids.push(entry.name);
    } else {
      diagnostics.push(entry.isSymbolicLink() ? unreadProblem({ kind: 'link', path }) : strayProblem(path));
    }
  }
  return { ids, diagnostics };
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  } catch {
    return false;
  }
}
