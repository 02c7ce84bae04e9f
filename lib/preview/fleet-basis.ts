import { isError } from '../diagnostics/diagnostic';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { TenantContext } from '../fleet/checks/check-tenant';
import type { Fleet } from '../fleet/fleet';
import { fleetProblems, resolveFleet, tenantContext } from '../fleet/parse-fleet';
import { readFleetFile } from '../fleet/read-fleet';
import { compareReleases } from '../fleet/release-version';
import type { ReleaseDescriptions } from '../fleet/release-description';
import type { FleetFile } from '../fleet/schema/fleet-file';
import { withReleases } from '../fleet/with-releases';

/** What `fleet.yaml` says: all that a tenant is read in view of. No tenant has been looked at. */
export interface FleetBasis {
  /** Without tenants. */
  readonly fleet: Fleet;
  readonly context: TenantContext;
  readonly defaults: FleetFile['defaults'];
  /** The release that every tenant is shown at. @default the one that its file pins */
  readonly release?: string;
}

export type FleetBasisRead =
  | { readonly kind: 'basis'; readonly basis: FleetBasis }
  | { readonly kind: 'unsound'; readonly problems: readonly Diagnostic[] };

/**
 * Reads and checks `fleet.yaml` alone.
 *
 * @param release The release that every tenant is to be shown at; a cell that is behind it is taken to be there too.
 */
export function readFleetBasis(
  rootFolder: string,
  catalogues: ReleaseDescriptions,
  release?: string,
): FleetBasisRead {
  const written = tenantContext(readFleetFile(rootFolder), catalogues);
  const context = release === undefined ? written : atRelease(rootFolder, written, release, catalogues);
  const { file } = context.fleet;
  const problems = fleetProblems(context.fleet, { drafts: [], complete: false }, catalogues).filter(isError);
  return file === undefined || problems.length > 0
    ? { kind: 'unsound', problems }
    : {
        kind: 'basis',
        basis: {
          fleet: resolveFleet(file, []),
          context,
          defaults: file.defaults,
          ...(release === undefined ? {} : { release }),
        },
      };
}

function atRelease(
  rootFolder: string,
  { fleet }: TenantContext,
  release: string,
  catalogues: ReleaseDescriptions,
): TenantContext {
  const behind = Object.entries(fleet.file?.cells ?? {}).filter(
    ([, cell]) => compareReleases(cell.release, release) < 0,
  );
  const releases = new Map(behind.map(([id]) => [`cells/${id}`, release]));
  const moved = withReleases({ fleet: readFleetFile(rootFolder), tenants: [] }, releases);
  return tenantContext(moved.fleet, catalogues);
}
