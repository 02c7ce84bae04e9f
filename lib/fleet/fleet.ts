import type { CellKind, FleetFile } from './schema/fleet-file';
import type { Freeze } from './schema/freeze';
import type { Maintenance } from './schema/maintenance';
import type { Branding, Catalogue, Hold, TenantFile } from './schema/tenant-file';

/** Everything one operator runs, checked and with every default filled in. Tenants and cells are ordered by id. */
export interface Fleet {
  readonly name: string;
  readonly cells: readonly Cell[];
  readonly tenants: readonly Tenant[];
  readonly tiers: FleetFile['tiers'];
  readonly rings: FleetFile['rings'];
  readonly defaults: FleetFile['defaults'];
  readonly freezes: FleetFile['freezes'];
  readonly rollout: FleetFile['rollout'];
  readonly quotas: FleetFile['quotas'];
}

/** One pool of shared infrastructure in one account and Region. */
export interface Cell {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly kind: CellKind;
  readonly release: string;
  readonly domain: string;
  readonly hostedZoneId: string;
  readonly certificateArn: string;
  readonly apiDomain: string;
  readonly webAclArn?: string;
  /** Without it, tenants are deployed with the roles of the bootstrap stack. */
  readonly access?: CellAccess;
}

/** Who may take the deploy role of a tenant: workflows, roles, or both. */
export interface CellAccess {
  readonly github?: { readonly repository: string; readonly provider: string };
  /** ARNs of roles, as written; never empty. */
  readonly principals?: readonly string[];
}

/** One client brand. */
export interface Tenant {
  readonly id: string;
  readonly name: string;
  readonly owners: readonly string[];
  readonly cell: string;
  readonly tier: string;
  readonly ring: string;
  readonly release: string;
  /** Host names of its own, in canonical spelling, in the order written. */
  readonly domains: readonly string[];
  readonly certificateArn?: string;
  readonly branding: Branding;
  readonly catalogue: Catalogue;
  /** What is on, by name, ordered by name: what the tier grants, with the tenant's settings where it needs some. */
  readonly features: Readonly<Record<string, FeatureSettings>>;
  readonly maintenance: Maintenance;
  /** Its own, besides those of the fleet. */
  readonly freezes: readonly Freeze[];
  readonly hold?: Hold;
  readonly contacts: TenantFile['contacts'];
  readonly brand: Brand;
}

export type FeatureSettings = Readonly<Record<string, unknown>>;

/** The files under `tenants/<id>/brand/`. */
interface Brand {
  /** Folder relative to the root of the fleet, with forward slashes. */
  readonly folder: string;
  /** SHA-256 over the sorted paths and contents, as 64 hexadecimal digits. */
  readonly digest: string;
  /** Paths relative to the folder, sorted. */
  readonly files: readonly string[];
}

/** What a tier grants: its own features and those of the tiers it extends, sorted by name. */
export function tierFeatures(tiers: Fleet['tiers'], tier: string): readonly string[] {
  const granted = new Set<string>();
  const seen = new Set<string>();
  let current: string | undefined = tier;
  while (current !== undefined && !seen.has(current)) {
    seen.add(current);
    // A tier may be called "constructor", which every object seems to have.
    const definition: Fleet['tiers'][string] | undefined = Object.hasOwn(tiers, current)
      ? tiers[current]
      : undefined;
    definition?.features.forEach((feature) => granted.add(feature));
    current = definition?.extends;
  }
  return [...granted].sort();
}
