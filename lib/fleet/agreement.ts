import { checkClaims } from './checks/check-claims';
import type { FeatureCatalogues } from './feature-catalogue';
import type { Tenant } from './fleet';
import type { FleetDraft } from './fleet-draft';
import { tenantFilePath } from './fleet-files';
import { fleetProblems } from './parse-fleet';
import type { TenantDraft } from './tenant-draft';

/** What of a tenant can be at odds with other tenants. */
export type TenantClaims = Pick<Tenant, 'id' | 'cell' | 'domains'>;

/**
 * Whether tenants that are each sound by themselves are a fleet together. It says yes only when `parseFleet` would find
 * nothing, warnings included; what it would find, and where, is for that to say.
 */
export function areFleet(
  draft: FleetDraft,
  tenants: readonly TenantClaims[],
  catalogues: FeatureCatalogues,
): boolean {
  const drafts = tenants.map(unplaced);
  return (
    draft.file !== undefined &&
    fleetProblems(draft, { drafts, complete: true }, catalogues).length === 0 &&
    checkClaims(drafts).length === 0
  );
}

/** As much of a draft as is compared between tenants; nobody asks where in its file anything is. */
function unplaced({ id, cell, domains }: TenantClaims): TenantDraft {
  const file = tenantFilePath(id);
  return {
    id,
    document: { file, value: {}, locate: () => ({ file }) },
    fields: { cell, domains: [...domains] },
    file: undefined,
  };
}
