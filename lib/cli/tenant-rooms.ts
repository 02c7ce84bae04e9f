import { join } from 'node:path';

import { cellRooms } from '../capacity/cell-rooms';
import type { CellRoom } from '../capacity/cell-rooms';
import { fleetUsage } from '../capacity/fleet-usage';
import { countsOf, sum } from '../capacity/meter';
import type { Counts } from '../capacity/meter';
import { placeText } from '../capacity/next-step';
import { QUOTAS } from '../capacity/quotas';
import { diagnostic } from '../diagnostics/diagnostic';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { quoted } from '../diagnostics/printable';
import { FLEET_FILE_PATH } from '../fleet/fleet-files';
import type { Cell, Fleet, Tenant } from '../fleet/fleet';
import { StackCounter } from '../render/stack-contents';

/** What can be made again, below the folder of the fleet. */
const CACHE_FOLDER = '.multiplex';

/**
 * How often the tenant would fit into each of the cells, the roomiest first; counted in the templates that it would have.
 *
 * @param fleet Without the tenant.
 * @throws ProblemError when a release must not be rendered with.
 */
export async function roomsFor(
  fleet: Fleet,
  tenant: Tenant,
  cells: readonly Cell[],
  rootFolder: string,
): Promise<readonly CellRoom[]> {
  const counter = new StackCounter({ rootFolder, cacheFolder: join(rootFolder, CACHE_FOLDER) });
  const usage = fleetUsage(fleet, await counter.fleet(fleet));
  const needs = new Map<string, Counts>();
  for (const { id, release } of cells) {
    const there = await counter.tenants(fleet, [{ ...tenant, cell: id, release }]);
    needs.set(id, sum(there.map(countsOf)));
  }
  return cellRooms(usage, needs);
}

/** Why the tenant finds no room in a cell, and what to do. */
export function noRoom({ cell, meter, needed }: CellRoom): Diagnostic {
  const { quota, place, limit, used } = meter;
  const { noun } = QUOTAS[quota];
  return diagnostic({
    code: 'CAPACITY-001',
    place: { file: FLEET_FILE_PATH },
    message: `cell ${quoted(cell.id)} has no room: ${placeText(place)} would have ${used + needed} of ${limit} ${noun}.`,
    next:
      place.kind === 'cell'
        ? 'Open another cell.'
        : `Ask AWS for more, and write what it grants as quotas.accounts.${cell.account}.${quota}; or choose a cell of another account with --cell.`,
    value: used + needed,
  });
}
