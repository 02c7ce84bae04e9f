import { invariant } from '../diagnostics/invariant';
import type { Cell, Fleet, Tenant } from '../fleet/fleet';
import type { Dedication, StackStep } from './dedication-document';

/** Whether a stack of a tenant answers to the host names of its own. */
export type Hosting = 'own-hosts' | 'cell-host';

/** The fleet with one tenant standing in a cell, with the host names of its own or with the one that the cell gives it. */
export function standingIn(fleet: Fleet, id: string, cell: string, hosting: Hosting): Fleet {
  const tenants = fleet.tenants.map((tenant) =>
    tenant.id === id ? standing(tenant, cell, hosting) : tenant,
  );
  return { ...fleet, tenants };
}

function standing(tenant: Tenant, cell: string, hosting: Hosting): Tenant {
  if (hosting === 'own-hosts') {
    return { ...tenant, cell };
  }
  const { certificateArn: _, ...rest } = tenant;
  return { ...rest, cell, domains: [] };
}

export function tenantOfFleet({ tenants }: Pick<Fleet, 'tenants'>, id: string): Tenant {
  const tenant = tenants.find((candidate) => candidate.id === id);
  invariant(tenant !== undefined, `${id} is a tenant of the fleet`);
  return tenant;
}

export function cellOfFleet({ cells }: Pick<Fleet, 'cells'>, id: string): Cell {
  const cell = cells.find((candidate) => candidate.id === id);
  invariant(cell !== undefined, `${id} is a cell of the fleet`);
  return cell;
}

/**
 * The fleet that the stack of a step is rendered from.
 *
 * @param fleet With the tenant in its new cell.
 */
export function fleetOfStep(
  fleet: Fleet,
  { tenant, from, to }: Pick<Dedication, 'from' | 'tenant' | 'to'>,
  step: StackStep['id'],
): Fleet {
  switch (step) {
    case 'stack':
      return standingIn(fleet, tenant, to.cell, 'cell-host');
    case 'free-hosts':
      return standingIn(fleet, tenant, from.cell, 'cell-host');
    case 'access':
    case 'cell':
    case 'take-hosts':
      return fleet;
  }
}
