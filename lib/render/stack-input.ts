import type { AccessInput, CellInput, FileInput, TenantHosts, TenantInput } from '../blueprint/input';
import { invariant } from '../diagnostics/invariant';
import type { Cell, Fleet, Tenant } from '../fleet/fleet';
import type { Json } from './shape/slots';

/** What the blueprint is told of a cell. */
export function cellInput(fleet: Pick<Fleet, 'name'>, cell: Cell, provisioner: FileInput): CellInput {
  return { fleet: fleet.name, cell, provisioner };
}

/** What the blueprint is told of who deploys a tenant; undefined where the cell's tenants have no roles of their own. */
export function accessInput(
  fleet: Pick<Fleet, 'name'>,
  cell: Cell,
  tenant: Pick<Tenant, 'id'>,
): AccessInput | undefined {
  const { access } = cell;
  return access === undefined
    ? undefined
    : { fleet: fleet.name, cell: { ...cell, access }, tenant: { id: tenant.id } };
}

/** What the blueprint is told of a tenant: only what belongs in its stack, so that nothing else can change it. */
export function tenantInput(fleet: Fleet, tenant: Tenant, rootFolder: string): TenantInput {
  return tenantInputs(fleet, rootFolder)(tenant);
}

/** The same for many tenants of a fleet. */
export function tenantInputs(
  { name: fleet, cells }: Pick<Fleet, 'name' | 'cells'>,
  rootFolder: string,
): (tenant: Tenant) => TenantInput {
  const cellsById = new Map(cells.map((cell) => [cell.id, cell]));
  return (tenant) => {
    const cell = cellsById.get(tenant.cell);
    invariant(cell !== undefined, `tenant ${tenant.id} is of a cell that the fleet has`);
    const { id, name, tier, release, catalogue, features } = tenant;
    const { homepage, ...branding } = tenant.branding;
    return {
      fleet,
      cell,
      tenant: { id, name, tier, release, features },
      documents: { branding, catalogue, entitlements: features, homepage },
      hosts: tenantHosts(tenant, cell),
      brand: { folder: `${rootFolder}/${tenant.brand.folder}`, digest: tenant.brand.digest },
    };
  };
}

/** Where viewers find the tenant: its own domains, or else its id under the domain of the cell. */
function tenantHosts(tenant: Tenant, cell: Cell): TenantHosts {
  if (tenant.domains.length === 0) {
    return { kind: 'cell', name: `${tenant.id}.${cell.domain}` };
  }
  invariant(tenant.certificateArn !== undefined, 'a checked tenant with domains has a certificate');
  return { kind: 'own', names: tenant.domains, certificateArn: tenant.certificateArn };
}

/** Inputs are plain data, which their types do not say. */
export function plain(input: AccessInput | CellInput | TenantInput): Json {
  return input as object as Json;
}
