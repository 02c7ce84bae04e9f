import { FLEET_FILE_PATH, TENANTS_FOLDER_PATH } from '../fleet/fleet-files';
import type { SourceFile } from '../fleet/fleet-files';
import type { BaseCommit } from './base-commit';
import { contentId, listEntries } from './committed-files';

/** The folders of tenants in a commit, by the ids that git gives them. */
export interface BaseTrees {
  /** An id of the repository. */
  readonly like: string;
  /** The id of the folder, by the id of the tenant. */
  readonly byTenant: ReadonlyMap<string, string>;
}

/** Undefined when `fleet.yaml` differs, or something else than folders lies among the tenants. */
export function baseTrees(base: BaseCommit, fleetFile: SourceFile): BaseTrees | undefined {
  const listed = listEntries(base, [FLEET_FILE_PATH, `${TENANTS_FOLDER_PATH}/`]);
  const like = listed.find(({ path }) => path === FLEET_FILE_PATH)?.id;
  if (like === undefined || contentId(fleetFile.bytes, like) !== like) {
    return undefined;
  }
  const folders = listed
    .map(({ path, ...entry }) => ({ ...entry, id: path.split('/')[1] ?? '', tree: entry.id }))
    .filter(({ id }) => id !== '' && !id.startsWith('.'));
  return folders.every(({ mode }) => mode === '040000')
    ? { like, byTenant: new Map(folders.map(({ id, tree }) => [id, tree])) }
    : undefined;
}
