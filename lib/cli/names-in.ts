import { parseFleet } from '../fleet/parse-fleet';
import { listTenants, readFleetFile } from '../fleet/read-fleet';
import { readFeatureCatalogues } from '../release/feature-catalogues';
import { PROJECT_FOLDER } from '../release/project-folder';
import { readReleaseVersions } from '../release/read-release';
import { cellDisplayName, tenantDisplayName } from '../render/rendered-stack';
import type { Nameable } from './complete-words';

/** Names of what a fleet has. Files of tenants are not read: whoever presses a key does not wait for them. */
export function namesIn(folder: string, kind: Nameable): readonly string[] {
  switch (kind) {
    case 'release':
      return readReleaseVersions(PROJECT_FOLDER);
    case 'tenant':
      return tenantsIn(folder);
    case 'stack':
      return [...tenantsIn(folder), ...tenantsIn(folder).map(tenantDisplayName), ...cellsIn(folder)];
  }
}

function tenantsIn(folder: string): readonly string[] {
  return listTenants(folder).ids;
}

function cellsIn(folder: string): readonly string[] {
  const files = { fleet: readFleetFile(folder), tenants: [] };
  const { fleet } = parseFleet(files, readFeatureCatalogues());
  return fleet?.cells.map(({ id }) => cellDisplayName(id)) ?? [];
}
