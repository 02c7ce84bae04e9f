import { isError, type Diagnostic } from '../diagnostics/diagnostic';
import { sortDiagnostics } from '../diagnostics/render';
import { checkBrand } from './brand/check-brand';
import { checkCells } from './checks/check-cells';
import { checkClaims } from './checks/check-claims';
import { checkId } from './checks/check-id';
import { checkMaintenance } from './checks/check-maintenance';
import { checkRings } from './checks/check-rings';
import { checkTenant, type TenantContext } from './checks/check-tenant';
import { checkTiers } from './checks/check-tiers';
import type { Cell, FeatureSettings, Fleet, Tenant } from './fleet';
import { parseFleetFile, type FleetDraft } from './fleet-draft';
import type { FleetFile } from './schema/fleet-file';
import { brandFolderPath, type FleetFiles, type TenantFolder } from './fleet-files';
import { canonicalDomain } from './schema/host-name';
import { mergedMaintenance } from './schema/maintenance';
import { platformHosts } from './checks/platform-hosts';
import type { ReleaseDescriptions } from './release-description';
import { parseTenantFile, type TenantDraft } from './tenant-draft';
import type { TenantFile } from './schema/tenant-file';

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
  const draft = parseFleetFile(files.fleet);
  const context = { fleet: draft, catalogues, platform: platformHosts(draft.fields.cells ?? {}) };
  const reviews = files.tenants
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((folder) => reviewTenant(folder, context));
  const drafts = reviews.flatMap(({ tenant }) => tenant ?? []);
  const complete = reviews.every(({ tenant }) => tenant?.fields.cell !== undefined);
  const ofFleet = [
    ...draft.diagnostics,
    ...checkCells(draft, { drafts, complete }, catalogues),
    ...checkTiers(draft, catalogues),
    ...checkRings(draft),
    ...checkDefaults(draft),
  ];
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
  const tenants = reviews.flatMap((review) => resolveTenant(review, file, refused) ?? []);
  return diagnostics.some(isError)
    ? { tenants, diagnostics }
    : { fleet: resolveFleet(file, tenants), tenants, diagnostics };
}

interface TenantReview {
  readonly folder: TenantFolder;
  readonly tenant: TenantDraft | undefined;
  readonly features: Readonly<Record<string, FeatureSettings>>;
  /** Problems of the tenant that do not come from other tenants. */
  readonly diagnostics: readonly Diagnostic[];
}

function reviewTenant(folder: TenantFolder, context: TenantContext): TenantReview {
  const { draft: tenant, diagnostics } = parseTenantFile(folder);
  const checked = tenant === undefined ? undefined : checkTenant(tenant, context);
  return {
    folder,
    tenant,
    features: checked?.features ?? {},
    diagnostics: [
      ...diagnostics,
      ...checkId(folder.id, tenant),
      ...(checked?.diagnostics ?? []),
      ...checkBrand(folder, tenant),
    ],
  };
}

function checkDefaults({ document, fields }: FleetDraft): readonly Diagnostic[] {
  const defaults = fields.defaults?.maintenance;
  return document === undefined || defaults === undefined
    ? []
    : checkMaintenance({ document, at: ['defaults', 'maintenance'], changes: defaults, defaults });
}

function resolveTenant(
  { folder, tenant, features, diagnostics }: TenantReview,
  fleet: FleetFile,
  refusedFiles: ReadonlySet<string>,
): Tenant | undefined {
  if (tenant?.file === undefined || diagnostics.some(isError) || refusedFiles.has(tenant.document.file)) {
    return undefined;
  }
  const { file } = tenant;
  return {
    id: folder.id,
    name: file.name,
    owners: file.owners,
    cell: file.cell,
    tier: file.tier,
    ring: file.ring,
    release: file.release,
    domains: canonicalDomains(file),
    ...(file.certificateArn === undefined ? {} : { certificateArn: file.certificateArn }),
    branding: file.branding,
    catalogue: file.catalogue,
    features,
    maintenance: mergedMaintenance(fleet.defaults.maintenance, file.maintenance),
    contacts: file.contacts,
    brand: {
      folder: brandFolderPath(folder.id),
      digest: folder.brandDigest,
      files: folder.brand.map(({ path }) => path).sort(),
    },
  };
}

function canonicalDomains({ domains }: TenantFile): readonly string[] {
  return domains.flatMap((domain) => canonicalDomain(domain) ?? []);
}

function resolveFleet(file: FleetFile, tenants: readonly Tenant[]): Fleet {
  const cells = Object.entries(file.cells).map(([id, { webAclArn, ...cell }]): Cell => ({
    id,
    ...cell,
    ...(webAclArn === undefined ? {} : { webAclArn }),
  }));
  return {
    name: file.name,
    cells: cells.sort((a, b) => (a.id < b.id ? -1 : 1)),
    tenants,
    tiers: file.tiers,
    rings: file.rings,
  };
}
