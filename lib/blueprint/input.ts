import type { Cell, CellAccess, Tenant } from '../fleet/fleet';
import type { Branding, Catalogue } from '../fleet/schema/tenant-file';

/** All that the blueprint may know of a cell. Plain data, so that a release can be handed it years later. */
export interface CellInput {
  readonly fleet: string;
  readonly cell: Cell;
  readonly provisioner: FileInput;
}

/** All that the blueprint may know of who deploys a tenant. Plain data. */
export interface AccessInput {
  readonly fleet: string;
  readonly cell: Cell & { readonly access: CellAccess };
  readonly tenant: Pick<Tenant, 'id'>;
}

/** All that the blueprint may know of a tenant. Plain data; each value may be passed on, and none be taken apart. */
export interface TenantInput {
  readonly fleet: string;
  readonly cell: Cell;
  readonly tenant: Pick<Tenant, 'id' | 'name' | 'tier' | 'release' | 'features'>;
  readonly documents: TenantDocuments;
  readonly hosts: TenantHosts;
  readonly brand: FileInput;
}

/** What the tenant's partition stores. Each is handed on whole: the blueprint never looks inside. */
interface TenantDocuments {
  readonly branding: Omit<Branding, 'homepage'>;
  readonly catalogue: Catalogue;
  readonly entitlements: Tenant['features'];
  readonly homepage: Branding['homepage'];
}

/**
 * Where viewers find the tenant. `own` hosts come with the tenant's certificate and are pointed here by the
 * client's DNS; a `cell` host is covered by the cell's certificate and gets records in the cell's zone.
 */
export type TenantHosts =
  | { readonly kind: 'own'; readonly names: readonly string[]; readonly certificateArn: string }
  | { readonly kind: 'cell'; readonly name: string };

/** A folder that is zipped and published with the stack. */
export interface FileInput {
  /** Absolute path, or one relative to the cloud assembly. */
  readonly folder: string;
  /** SHA-256 of the files in it as `filesDigest` gives it, 64 hexadecimal digits; it names the asset. */
  readonly digest: string;
}
