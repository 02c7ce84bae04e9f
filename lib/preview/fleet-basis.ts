import { isError } from '../diagnostics/diagnostic';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { TenantContext } from '../fleet/checks/check-tenant';
import type { Fleet } from '../fleet/fleet';
import { fleetProblems, resolveFleet, tenantContext } from '../fleet/parse-fleet';
import { readFleetFile } from '../fleet/read-fleet';
import type { ReleaseDescriptions } from '../fleet/release-description';
import type { FleetFile } from '../fleet/schema/fleet-file';

/** What `fleet.yaml` says: all that a tenant is read in view of. No tenant has been looked at. */
export interface FleetBasis {
  /** Without tenants. */
  readonly fleet: Fleet;
  readonly context: TenantContext;
  readonly defaults: FleetFile['defaults'];
}

export type FleetBasisRead =
  | { readonly kind: 'basis'; readonly basis: FleetBasis }
  | { readonly kind: 'unsound'; readonly problems: readonly Diagnostic[] };

/** Reads and checks `fleet.yaml` alone. */
export function readFleetBasis(rootFolder: string, catalogues: ReleaseDescriptions): FleetBasisRead {
  const context = tenantContext(readFleetFile(rootFolder), catalogues);
  const { file } = context.fleet;
  const problems = fleetProblems(context.fleet, { drafts: [], complete: false }, catalogues).filter(isError);
  return file === undefined || problems.length > 0
    ? { kind: 'unsound', problems }
    : { kind: 'basis', basis: { fleet: resolveFleet(file, []), context, defaults: file.defaults } };
}
