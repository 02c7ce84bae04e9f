import { parseFleet, resolveFleet, tenantContext } from '../fleet/parse-fleet';
import type { ParsedFleet } from '../fleet/parse-fleet';
import type { Fleet, Tenant } from '../fleet/fleet';
import type { FileEntry, FleetFiles, TenantFolder } from '../fleet/fleet-files';
import type { ReleaseDescriptions } from '../fleet/release-description';
import { resolveTenant, reviewTenant } from '../fleet/review-tenant';

/** A state whose files have been checked. */
export interface CheckedFleet {
  readonly files: FleetFiles;
  readonly fleet: Pick<Fleet, 'tenants'>;
}

/**
 * Parses the fleet of the base. As long as `fleet.yaml` is the same, a tenant whose files are the same is the same: only
 * the others are checked. Whatever is wrong with one of those is found the long way, with everything else.
 */
export function parseBaseFleet(
  files: FleetFiles,
  { files: known, fleet }: CheckedFleet,
  catalogues: ReleaseDescriptions,
): ParsedFleet {
  if (!isSameEntry(files.fleet, known.fleet)) {
    return parseFleet(files, catalogues);
  }
  const context = tenantContext(files.fleet, catalogues);
  const { file } = context.fleet;
  const folders = new Map(known.tenants.map((folder) => [folder.id, folder]));
  const tenants = new Map(fleet.tenants.map((tenant) => [tenant.id, tenant]));
  const resolved = files.tenants.map((folder): Tenant | undefined => {
    if (isSameFolder(folder, folders.get(folder.id))) {
      return tenants.get(folder.id);
    }
    return file === undefined ? undefined : resolveTenant(reviewTenant(folder, context), file.defaults);
  });
  const all = resolved.flatMap((tenant) => tenant ?? []);
  return file === undefined || all.length < files.tenants.length
    ? parseFleet(files, catalogues)
    : { fleet: resolveFleet(file, all), tenants: all, diagnostics: [] };
}

function isSameFolder(folder: TenantFolder, other: TenantFolder | undefined): boolean {
  return (
    other !== undefined &&
    folder.brandDigest === other.brandDigest &&
    folder.brand.length === other.brand.length &&
    isSameEntry(folder.file, other.file)
  );
}

function isSameEntry(entry: FileEntry | undefined, other: FileEntry | undefined): boolean {
  return entry?.kind === 'file' && other?.kind === 'file' && Buffer.compare(entry.bytes, other.bytes) === 0;
}
