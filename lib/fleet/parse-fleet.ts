import { isError, type Diagnostic } from '../diagnostics/diagnostic';
import { sortDiagnostics } from '../diagnostics/render';
import { checkAccess } from './checks/check-access';
import { checkCells, type KnownTenants } from './checks/check-cells';
import { checkClaims } from './checks/check-claims';
import { checkFreezes } from './checks/check-freezes';
import { checkMaintenance } from './checks/check-maintenance';
import { checkQuotas } from './checks/check-quotas';
import { checkRings } from './checks/check-rings';
import type { TenantContext } from './checks/check-tenant';
import { checkTiers } from './checks/check-tiers';
import { platformHosts } from './checks/platform-hosts';
import { cellAccess } from './cell-access';
import type { Cell, Fleet, Tenant } from './fleet';
import { parseFleetFile, type FleetDraft } from './fleet-draft';
import type { FileEntry, FleetFiles } from './fleet-files';
import type { ReleaseDescriptions } from './release-description';
import { resolveTenant, reviewTenant } from './review-tenant';
import type { FleetFile } from './schema/fleet-file';

/** A fleet, or why there is none. */
export interface ParsedFleet {
  /** Present only when no file has an error; warnings do not matter. */
  readonly fleet?: Fleet;
  /** The tenants without an error of their own, whatever is wrong with others; none while `fleet.yaml` has an error. */
  readonly tenants: readonly Tenant[];
  /** All problems of all files, in the order of files, lines and columns. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks all files of a fleet together and fills in every default. Any bytes may come in; bad input never throws. */
export function parseFleet(files: FleetFiles, catalogues: ReleaseDescriptions): ParsedFleet {
  const context = tenantContext(files.fleet, catalogues);
  const { fleet: draft } = context;
  const reviews = files.tenants
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((folder) => reviewTenant(folder, context));
  const drafts = reviews.flatMap((review) => review.draft ?? []);
  const complete = reviews.every((review) => review.draft?.fields.cell !== undefined);
  const ofFleet = fleetProblems(draft, { drafts, complete }, catalogues);
  const claims = checkClaims(drafts);
  const diagnostics = sortDiagnostics([
    ...ofFleet,
    ...claims,
    ...reviews.flatMap((review) => review.diagnostics),
  ]);
  if (draft.file === undefined || ofFleet.some(isError)) {
    return { tenants: [], diagnostics };
  }
  const { file } = draft;
  const refused = new Set(claims.map(({ place }) => place.file));
  const tenants = reviews
    .filter((review) => review.draft !== undefined && !refused.has(review.draft.document.file))
    .flatMap((review) => resolveTenant(review, file.defaults) ?? []);
  return diagnostics.some(isError)
    ? { tenants, diagnostics }
    : { fleet: resolveFleet(file, tenants), tenants, diagnostics };
}

/** What each tenant of a fleet with this `fleet.yaml` is checked against. */
export function tenantContext(
  fleetFile: FileEntry | undefined,
  catalogues: ReleaseDescriptions,
): TenantContext {
  const fleet = parseFleetFile(fleetFile);
  return { fleet, catalogues, platform: platformHosts(fleet.fields.cells ?? {}) };
}

/** The problems of `fleet.yaml`, by itself and in view of the tenants that its cells hold. */
export function fleetProblems(
  draft: FleetDraft,
  tenants: KnownTenants,
  catalogues: ReleaseDescriptions,
): readonly Diagnostic[] {
  return [
    ...draft.diagnostics,
    ...checkCells(draft, tenants, catalogues),
    ...checkAccess(draft, catalogues),
    ...checkTiers(draft, catalogues),
    ...checkRings(draft),
    ...checkQuotas(draft),
    ...checkDefaults(draft),
    ...checkFreezes(draft, tenants),
  ];
}

/** The fleet of a sound file. */
export function resolveFleet(file: FleetFile, tenants: readonly Tenant[]): Fleet {
  const cells = Object.entries(file.cells).map(
    ([id, { webAclArn, access = file.access, ...cell }]): Cell => ({
      id,
      ...cell,
      ...(webAclArn === undefined ? {} : { webAclArn }),
      ...(access === undefined ? {} : { access: cellAccess(access, cell.account) }),
    }),
  );
  return {
    name: file.name,
    cells: cells.sort((a, b) => (a.id < b.id ? -1 : 1)),
    tenants,
    tiers: file.tiers,
    rings: file.rings,
    defaults: file.defaults,
    freezes: file.freezes,
    rollout: file.rollout,
    quotas: file.quotas,
  };
}

function checkDefaults({ document, fields }: FleetDraft): readonly Diagnostic[] {
  const defaults = fields.defaults?.maintenance;
  return document === undefined || defaults === undefined
    ? []
    : checkMaintenance({ document, at: ['defaults', 'maintenance'], changes: defaults, defaults });
}
