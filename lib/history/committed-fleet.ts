import type { Diagnostic } from '../diagnostics/diagnostic';
import { strayProblem, unreadProblem } from '../fleet/file-problems';
import { filesDigest } from '../fleet/files-digest';
import {
  brandFolderPath,
  FLEET_FILE_PATH,
  tenantFilePath,
  tenantFolderPath,
  TENANTS_FOLDER_PATH,
} from '../fleet/fleet-files';
import type { FileEntry, FleetFiles, SourceFile, TenantFolder } from '../fleet/fleet-files';
import {
  BRAND_FILE_BYTES_MAX,
  BRAND_FILES_MAX,
  FLEET_FILE_BYTES_MAX,
  TENANT_FILE_BYTES_MAX,
} from '../fleet/limits';
import type { FleetRead } from '../fleet/read-fleet';
import type { BaseCommit } from './base-commit';
import { contentId, listCommitted, readCommitted } from './committed-files';
import type { CommittedFile } from './committed-files';

/**
 * The files of the fleet as the commit has them, read from git's objects, as `readFleetFiles` gives those of the work
 * tree. What the work tree has as well is not read again.
 *
 * @throws ProblemError when the clone does not have the content of a file.
 */
export function readCommittedFleet(base: BaseCommit, workTree: FleetFiles): FleetRead {
  return readListed(base, listCommitted(base, WHOLE_FLEET), workTree);
}

/** The files of a fleet as a commit has them, read a part at a time. */
export class CommittedFleet {
  readonly #base: BaseCommit;
  /** Every file by the id of the tenant, listed once many are asked for. */
  #listed: ReadonlyMap<string, readonly CommittedFile[]> | undefined;

  constructor(base: BaseCommit) {
    this.#base = base;
  }

  /**
   * The same as {@link readCommittedFleet}, of these tenants.
   *
   * @throws ProblemError when the clone does not have the content of a file.
   */
  read(workTree: FleetFiles, only: ReadonlySet<string>): FleetRead {
    const paths = [FLEET_FILE_PATH, ...[...only].map(tenantFolderPath)];
    const listed = only.size > PATHS_MAX ? this.#among(only) : listCommitted(this.#base, paths);
    return readListed(this.#base, listed, workTree);
  }

  #among(only: ReadonlySet<string>): readonly CommittedFile[] {
    const listed = this.#listed ?? byTenant(listCommitted(this.#base, WHOLE_FLEET));
    this.#listed = listed;
    return ['', ...only].flatMap((id) => listed.get(id) ?? []);
  }
}

/** A command line is no place for thousands of paths. */
const PATHS_MAX = 200;

const WHOLE_FLEET = [FLEET_FILE_PATH, TENANTS_FOLDER_PATH];

/** `fleet.yaml` is of no tenant, and so of the empty id. */
function byTenant(files: readonly CommittedFile[]): ReadonlyMap<string, readonly CommittedFile[]> {
  const grouped = new Map<string, CommittedFile[]>();
  for (const file of files) {
    const id = file.path.split('/')[1] ?? '';
    const own = grouped.get(id);
    if (own === undefined) {
      grouped.set(id, [file]);
    } else {
      own.push(file);
    }
  }
  return grouped;
}

function readListed(base: BaseCommit, listed: readonly CommittedFile[], workTree: FleetFiles): FleetRead {
  const like = listed[0]?.id ?? '';
  const known = new Map(filesOf(workTree).map(({ bytes }) => [contentId(bytes, like), bytes]));
  const readable = listed.filter((file) => file.kind === 'file' && file.size <= bytesMax(file.path));
  const contents = readCommitted(base, readable, known);
  const entry = (file: CommittedFile, path = file.path): FileEntry => {
    if (file.kind !== 'file') {
      return { kind: file.kind, path };
    }
    const bytes = file.size > bytesMax(file.path) ? undefined : contents.get(file.id);
    return bytes === undefined ? { kind: 'large', path, size: file.size } : { kind: 'file', path, bytes };
  };
  const fleetFile = listed.find(({ path }) => path === FLEET_FILE_PATH);
  const { folders, diagnostics } = foldersOf(listed);
  const tenants = [...folders].map(([id, files]) => tenantFolder(id, files, entry));
  return {
    files: {
      fleet: fleetFile === undefined ? undefined : entry(fleetFile),
      tenants: tenants.map(({ folder }) => folder).sort((a, b) => (a.id < b.id ? -1 : 1)),
    },
    diagnostics: [...diagnostics, ...tenants.flatMap((tenant) => tenant.diagnostics)],
  };
}

/** Every file with its bytes; paths of all are relative to the fleet. */
export function filesOf({ fleet, tenants }: FleetFiles): readonly SourceFile[] {
  const entries = [
    fleet,
    ...tenants.flatMap(({ id, file, brand }) => [
      file,
      ...brand.map((entry) => ({ ...entry, path: `${brandFolderPath(id)}/${entry.path}` })),
    ]),
  ];
  return entries.flatMap((entry) => (entry?.kind === 'file' ? [entry] : []));
}

function bytesMax(path: string): number {
  if (path === FLEET_FILE_PATH) {
    return FLEET_FILE_BYTES_MAX;
  }
  return /^tenants\/[^/]+\/tenant\.yaml$/.test(path) ? TENANT_FILE_BYTES_MAX : BRAND_FILE_BYTES_MAX;
}

interface Folders {
  /** By the id of the tenant. */
  readonly folders: ReadonlyMap<string, readonly CommittedFile[]>;
  readonly diagnostics: readonly Diagnostic[];
}

function foldersOf(listed: readonly CommittedFile[]): Folders {
  const folders = new Map<string, CommittedFile[]>();
  const diagnostics: Diagnostic[] = [];
  for (const file of listed) {
    const [top, id = '', ...rest] = file.path.split('/');
    if (top !== TENANTS_FOLDER_PATH || id.startsWith('.')) {
      continue;
    }
    if (rest.length > 0) {
      folders.set(id, [...(folders.get(id) ?? []), file]);
    } else {
      const path = tenantFolderPath(id);
      diagnostics.push(file.kind === 'link' ? unreadProblem({ kind: 'link', path }) : strayProblem(path));
    }
  }
  return { folders, diagnostics };
}

interface ReadFolder {
  readonly folder: TenantFolder;
  readonly diagnostics: readonly Diagnostic[];
}

function tenantFolder(
  id: string,
  files: readonly CommittedFile[],
  entry: (file: CommittedFile, path?: string) => FileEntry,
): ReadFolder {
  const brandFolder = `${brandFolderPath(id)}/`;
  const own = files.find(({ path }) => path === tenantFilePath(id));
  const brand = files
    .filter(({ path }) => path.startsWith(brandFolder) || path === brandFolderPath(id))
    .slice(0, BRAND_FILES_MAX + 1)
    .map((file) => entry(file, file.path.slice(brandFolder.length)))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const strays = files
    .map(({ path }) => path.slice(tenantFolderPath(id).length + 1).split('/')[0] ?? '')
    .filter((name) => !name.startsWith('.') && name !== 'tenant.yaml' && name !== 'brand');
  return {
    folder: {
      id,
      file: own === undefined ? undefined : entry(own),
      brand,
      brandDigest: filesDigest(brand.flatMap((file) => (file.kind === 'file' ? [file] : []))),
    },
    diagnostics: [...new Set(strays)].map((name) => strayProblem(`${tenantFolderPath(id)}/${name}`)),
  };
}
