import { diagnostic } from '../diagnostics/diagnostic';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { listText } from '../diagnostics/suggest';
import type { Cell, Fleet } from '../fleet/fleet';
import { FLEET_FILE_PATH } from '../fleet/fleet-files';
import { newTenantFiles } from '../fleet/new-tenant';
import type { NewTenant } from '../fleet/new-tenant';
import type { LoadedFleet } from './load-fleet';
import { noRoom, roomsFor } from './tenant-rooms';
import { tryTenant } from './tried-tenant';
import type { TriedTenant } from './tried-tenant';

type Placed =
  /** The files of the tenant, in the cell that it goes to. */
  | { readonly kind: 'placed'; readonly cell: string; readonly files: Readonly<Record<string, string>> }
  | { readonly kind: 'refused'; readonly problems: readonly Diagnostic[] };

/**
 * Places a new tenant in the cell with the most room for it, among some that it may go to; the cell that it names is only
 * where it is tried first.
 *
 * @throws ProblemError when a release must not be rendered with.
 */
export async function placedTenant(
  loaded: LoadedFleet & { readonly fleet: Fleet },
  tenant: NewTenant,
  cells: readonly Cell[],
): Promise<Placed> {
  const first = firstSound(loaded, tenant, cells);
  const sound = first.fleet?.tenants.find(({ id }) => id === tenant.id);
  if (sound === undefined) {
    return { kind: 'refused', problems: first.problems };
  }
  const problems: Diagnostic[] = [];
  for (const room of await roomsFor(loaded.fleet, sound, cells, loaded.rootFolder)) {
    const files = newTenantFiles(inCell(tenant, room.cell));
    const tried = room.tenants > 0 ? tryTenant(loaded, tenant.id, files) : { problems: [noRoom(room)] };
    if (tried.problems.length === 0) {
      return { kind: 'placed', cell: room.cell.id, files };
    }
    problems.push(...tried.problems);
  }
  return { kind: 'refused', problems };
}

/** Every shared cell is full, or there is none. */
export function nowhere({ cells }: Fleet, region: string | undefined): Diagnostic {
  const shared = cells.filter(
    (cell) => cell.kind === 'shared' && (region === undefined || cell.region === region),
  );
  const there = region === undefined ? 'of this fleet' : `in ${region}`;
  return diagnostic({
    code: 'CAPACITY-002',
    place: { file: FLEET_FILE_PATH },
    message:
      shared.length === 0
        ? `there is no shared cell ${there}.`
        : `every shared cell ${there} has as many tenants as can share one: ${listText(shared.map(({ id }) => id))}.`,
    next: 'Add a cell to fleet.yaml, or name one with --cell.',
  });
}

/** As answered; where that is refused, also in a cell of each other Region, since some features are not in every one. */
function firstSound(loaded: LoadedFleet, tenant: NewTenant, cells: readonly Cell[]): TriedTenant {
  const first = tryTenant(loaded, tenant.id, newTenantFiles(tenant));
  const regions = new Map(cells.map((cell) => [cell.region, cell]));
  if (first.fleet !== undefined || regions.size < 2) {
    return first;
  }
  const others = [...regions.values()].map((cell) =>
    tryTenant(loaded, tenant.id, newTenantFiles(inCell(tenant, cell))),
  );
  return others.find(({ fleet }) => fleet !== undefined) ?? first;
}

/** The release is the cell's own: it is never older than that of its tenants. */
function inCell(tenant: NewTenant, { id, release }: Cell): NewTenant {
  return { ...tenant, cell: id, release };
}
