import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { brandFolderPath } from '../fleet/fleet-files';
import type { FleetFiles, TenantFolder } from '../fleet/fleet-files';
import type { BaseCommit } from './base-commit';
import { readCommittedFleet } from './committed-fleet';
import type { FleetSnapshot } from './version-renderer';

/** The files as they are on disk. */
export function workTreeSnapshot(files: FleetFiles, rootFolder: string): FleetSnapshot {
  return { files, brandRoot: () => rootFolder };
}

/**
 * The files as a commit has them. A brand is written out when it is asked for, below `cacheFolder` and by its digest, since
 * archives are made of folders.
 *
 * @throws ProblemError when the clone does not have the content of a file.
 */
export function committedSnapshot(
  commit: BaseCommit,
  workTree: FleetFiles,
  cacheFolder: string,
): FleetSnapshot {
  const { files } = readCommittedFleet(commit, workTree);
  return {
    files,
    brandRoot: (id) => {
      const tenant = files.tenants.find((folder) => folder.id === id);
      return tenant === undefined ? cacheFolder : writtenBrand(tenant, cacheFolder);
    },
  };
}

function writtenBrand(tenant: TenantFolder, cacheFolder: string): string {
  const root = join(cacheFolder, 'committed', tenant.brandDigest);
  const brand = brandFolderPath(tenant.id);
  if (existsSync(join(root, brand))) {
    return root;
  }
  mkdirSync(root, { recursive: true });
  const draft = mkdtempSync(join(root, 'draft-'));
  for (const file of tenant.brand) {
    if (file.kind === 'file') {
      const target = join(draft, file.path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, file.bytes);
    }
  }
  mkdirSync(dirname(join(root, brand)), { recursive: true });
  try {
    renameSync(draft, join(root, brand));
  } catch (error) {
    // Somebody else was as quick, with the same files.
    rmSync(draft, { recursive: true });
    if (!existsSync(join(root, brand))) {
      throw error;
    }
  }
  return root;
}
