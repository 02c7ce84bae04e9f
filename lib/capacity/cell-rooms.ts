import { invariant } from '../diagnostics/invariant';
import type { Cell } from '../fleet/fleet';
import { QUOTA_NAMES } from '../fleet/schema/quotas';
import type { FleetUsage } from './fleet-usage';
import { placeKey, placeOf } from './meter';
import type { Counts, Meter } from './meter';

/** How often a tenant would fit into a cell. */
export interface CellRoom {
  readonly cell: Cell;
  readonly tenants: number;
  /** What is left of least. */
  readonly meter: Meter;
  /** What one of the tenant uses of that. */
  readonly needed: number;
}

/**
 * The cells by how often a tenant fits into each, counted on the quota that is tightest for it: the roomiest first, and
 * of those with the same room the first by name.
 *
 * @param needs What the tenant would use in each cell, by id: cells that are left out are no candidates.
 */
export function cellRooms(usage: FleetUsage, needs: ReadonlyMap<string, Counts>): readonly CellRoom[] {
  const meters = new Map(usage.meters.map((meter) => [`${meter.quota} ${placeKey(meter.place)}`, meter]));
  return usage.cells
    .flatMap(({ cell }) => {
      const counts = needs.get(cell.id);
      return counts === undefined ? [] : [roomOf(cell, counts, meters)];
    })
    .sort((a, b) => b.tenants - a.tenants || (a.cell.id < b.cell.id ? -1 : 1));
}

function roomOf(cell: Cell, counts: Counts, meters: ReadonlyMap<string, Meter>): CellRoom {
  const rooms = QUOTA_NAMES.flatMap((quota): readonly CellRoom[] => {
    const place = placeOf(quota, cell);
    const meter = place === undefined ? undefined : meters.get(`${quota} ${placeKey(place)}`);
    const needed = counts[quota];
    return meter === undefined || needed === 0
      ? []
      : [{ cell, meter, needed, tenants: Math.max(0, Math.floor((meter.limit - meter.used) / needed)) }];
  });
  const [first, ...rest] = rooms;
  invariant(first !== undefined, 'a tenant is a stack at least');
  return rest.reduce((least, room) => (room.tenants < least.tenants ? room : least), first);
}
