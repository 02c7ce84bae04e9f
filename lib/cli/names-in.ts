import { parseFleet } from '../fleet/parse-fleet';
import { listTenants, readFleetFile } from '../fleet/read-fleet';
import { readFeatureCatalogues } from '../release/feature-catalogues';
import { PROJECT_FOLDER } from '../release/project-folder';
import { readReleaseVersions } from '../release/read-release';
import { accessDisplayName, cellDisplayName, tenantDisplayName } from '../render/rendered-stack';
import type { Nameable } from './complete-words';

/** Names of what a fleet has. Files of tenants are not read: whoever presses a key does not wait for them. */
export function namesIn(folder: string, kind: Nameable): readonly string[] {
  switch (kind) {
    case 'release':
      return readReleaseVersions(PROJECT_FOLDER);
    case 'tenant':
      return tenantsIn(folder);
    case 'stack':
      return stacksIn(folder);
  }
}

function tenantsIn(folder: string): readonly string[] {
  return listTenants(folder).ids;
}

/** Roles of tenants are among them where any cell gives some: which cell a tenant is of stands in its file. */
function stacksIn(folder: string): readonly string[] {
  const tenants = tenantsIn(folder);
  const files = { fleet: readFleetFile(folder), tenants: [] };
  const { fleet } = parseFleet(files, readFeatureCatalogues());
  const cells = fleet?.cells ?? [];
  const hasAccess = cells.some(({ access }) => access !== undefined);
  return [
    ...tenants,
    ...tenants.map(tenantDisplayName),
    ...(hasAccess ? tenants.map(accessDisplayName) : []),
    ...cells.map(({ id }) => cellDisplayName(id)),
  ];
}
