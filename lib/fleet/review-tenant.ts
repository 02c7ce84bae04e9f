import { isError, type Diagnostic } from '../diagnostics/diagnostic';
import { checkBrand } from './brand/check-brand';
import { checkId } from './checks/check-id';
import { checkTenant, type TenantContext } from './checks/check-tenant';
import type { FeatureSettings, Tenant } from './fleet';
import { brandFolderPath, type TenantFolder } from './fleet-files';
import type { FleetFile } from './schema/fleet-file';
import { canonicalDomain } from './schema/host-name';
import { mergedMaintenance } from './schema/maintenance';
import type { TenantFile } from './schema/tenant-file';
import { parseTenantFile, type TenantDraft } from './tenant-draft';

/** What is known of one tenant from its own folder, in view of the fleet but not of other tenants. */
export interface TenantReview {
  readonly folder: TenantFolder;
  readonly draft: TenantDraft | undefined;
  readonly features: Readonly<Record<string, FeatureSettings>>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks one tenant's folder. Any bytes may come in; nothing is thrown. */
export function reviewTenant(folder: TenantFolder, context: TenantContext): TenantReview {
  const { draft, diagnostics } = parseTenantFile(folder);
  const checked = draft === undefined ? undefined : checkTenant(draft, context);
  return {
    folder,
    draft,
    features: checked?.features ?? {},
    diagnostics: [
      ...diagnostics,
      ...checkId(folder.id, draft),
      ...(checked?.diagnostics ?? []),
      ...checkBrand(folder, draft),
    ],
  };
}

/** The tenant with every default filled in; undefined when its own folder has an error. */
export function resolveTenant(review: TenantReview, defaults: FleetFile['defaults']): Tenant | undefined {
  const { folder, draft, features, diagnostics } = review;
  if (draft?.file === undefined || diagnostics.some(isError)) {
    return undefined;
  }
  const { file } = draft;
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
    maintenance: mergedMaintenance(defaults.maintenance, file.maintenance),
    freezes: file.maintenance?.freezes ?? [],
    ...(file.hold === undefined ? {} : { hold: file.hold }),
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
