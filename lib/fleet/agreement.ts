import { isError, type Diagnostic } from '../diagnostics/diagnostic';
import { checkClaims } from './checks/check-claims';
import type { ReleaseDescriptions } from './release-description';
import type { Tenant } from './fleet';
import type { FleetDraft } from './fleet-draft';
import { tenantFilePath } from './fleet-files';
import { fleetProblems } from './parse-fleet';
import type { TenantDraft } from './tenant-draft';

/** What of a tenant can be at odds with other tenants. */
export type TenantClaims = Pick<Tenant, 'id' | 'cell' | 'domains'>;

/**
 * The warnings of `fleet.yaml` in view of tenants that are each sound by themselves; undefined when together they are no
 * fleet. It agrees with `parseFleet`, and what is wrong, and where, is for that to say.
 */
export function agreedWarnings(
  draft: FleetDraft,
  tenants: readonly TenantClaims[],
  catalogues: ReleaseDescriptions,
): readonly Diagnostic[] | undefined {
  const drafts = tenants.map(unplaced);
  const problems = fleetProblems(draft, { drafts, complete: true }, catalogues);
  const isFleet = draft.file !== undefined && !problems.some(isError) && checkClaims(drafts).length === 0;
  return isFleet ? problems : undefined;
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
