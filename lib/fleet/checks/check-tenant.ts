import type { Diagnostic } from '../../diagnostics/diagnostic';
import { checkCatalogue } from './check-catalogue';
import { checkDomains } from './check-domains';
import { checkFeatures } from './check-features';
import { checkMaintenance } from './check-maintenance';
import { checkReferences } from './check-references';
import { checkSettingHosts } from './check-setting-hosts';
import { checkSkew } from './check-skew';
import { checkText } from './check-text';
import type { ReleaseDescriptions } from '../release-description';
import type { FeatureSettings } from '../fleet';
import type { FleetDraft } from '../fleet-draft';
import type { PlatformHosts } from './platform-hosts';
import type { TenantDraft } from '../tenant-draft';

/** What a tenant is checked against. */
export interface TenantContext {
  readonly fleet: FleetDraft;
  readonly catalogues: ReleaseDescriptions;
  readonly platform: PlatformHosts;
}

/** What is on for the tenant, and everything wrong with its file in view of the fleet but not of other tenants. */
export interface CheckedTenant {
  readonly features: Readonly<Record<string, FeatureSettings>>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks one tenant's file against the fleet's. */
export function checkTenant(tenant: TenantDraft, context: TenantContext): CheckedTenant {
  const { fleet, catalogues, platform } = context;
  const { features, diagnostics } = checkFeatures(tenant, fleet, catalogues);
  const { document, fields } = tenant;
  return {
    features,
    diagnostics: [
      ...checkReferences(tenant, fleet, catalogues),
      ...checkSkew(tenant, fleet, catalogues),
      ...diagnostics,
      ...checkDomains(tenant, fleet.fields.cells ?? {}, platform),
      ...checkSettingHosts(tenant, platform),
      ...checkCatalogue(tenant),
      ...checkText(tenant),
      ...checkMaintenance({
        document,
        at: ['maintenance'],
        changes: fields.maintenance ?? {},
        defaults: fleet.fields.defaults?.maintenance,
      }),
    ],
  };
}
