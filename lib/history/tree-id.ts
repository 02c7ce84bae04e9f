import type { TenantFolder } from '../fleet/fleet-files';
import { contentId, objectId } from './committed-files';

/** Modes of a tree's entries. An executable file has another one, which no file of a tenant needs. */
const FILE_MODE = '100644';
const FOLDER_MODE = '40000';

interface Entry {
  readonly name: string;
  readonly mode: string;
  readonly id: string;
}

/**
 * The id that git gives a tenant's folder with these files, as regular files that nobody may execute; `like` is an id of
 * the same repository. Equal ids mean equal bytes. Undefined when there is anything in it that is no file.
 */
export function tenantTreeId({ file, brand }: TenantFolder, like: string): string | undefined {
  const files = new Map<string, string>();
  for (const [path, entry] of [
    ['tenant.yaml', file] as const,
    ...brand.map((one) => [`brand/${one.path}`, one] as const),
  ]) {
    if (entry?.kind !== 'file') {
      return undefined;
    }
    files.set(path, contentId(entry.bytes, like));
  }
  return treeId(files, like);
}

function treeId(files: ReadonlyMap<string, string>, like: string): string {
  const entries: Entry[] = [];
  const folders = new Map<string, Map<string, string>>();
  for (const [path, id] of files) {
    const slash = path.indexOf('/');
    if (slash === -1) {
      entries.push({ name: path, mode: FILE_MODE, id });
    } else {
      const folder = path.slice(0, slash);
      const inside = folders.get(folder) ?? new Map<string, string>();
      folders.set(folder, inside.set(path.slice(slash + 1), id));
    }
  }
  for (const [name, inside] of folders) {
    entries.push({ name, mode: FOLDER_MODE, id: treeId(inside, like) });
  }
  const parts = entries
    .map((entry) => ({
      ...entry,
      order: Buffer.from(entry.mode === FOLDER_MODE ? `${entry.name}/` : entry.name),
    }))
    .sort((a, b) => Buffer.compare(a.order, b.order))
    .flatMap(({ name, mode, id }) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')]);
  return objectId('tree', Buffer.concat(parts), like);
}
