import type { Cell, Fleet } from '../fleet/fleet';
import { QUOTA_NAMES } from '../fleet/schema/quotas';
import type { StackContents } from '../render/stack-contents';
import { countsOf, limitOf, placeKey, placeOf, sum, templateMeters } from './meter';
import type { Counts, Meter } from './meter';
import { BOOTSTRAP } from './quotas';

/** What a fleet uses of every quota, counted in the templates of its stacks. */
export interface FleetUsage {
  /** By id. */
  readonly cells: readonly CellUsage[];
  /** Of every place, in the order of the quotas. */
  readonly meters: readonly Meter[];
}

interface CellUsage {
  readonly cell: Cell;
  /** What the cell uses without a tenant. */
  readonly own: Counts;
  /** What each of its tenants uses, by id. */
  readonly tenants: readonly TenantUsage[];
}

export interface TenantUsage {
  readonly id: string;
  readonly tier: string;
  readonly counts: Counts;
}

/** @param stacks Every stack of the fleet. */
export function fleetUsage(fleet: Fleet, stacks: readonly StackContents[]): FleetUsage {
  const counted = countsByOwner(stacks);
  const none = sum([]);
  const cells = fleet.cells.map((cell) => ({
    cell,
    own: counted.get(`cells/${cell.id}`) ?? none,
    tenants: fleet.tenants
      .filter((tenant) => tenant.cell === cell.id)
      .map(({ id, tier }) => ({ id, tier, counts: counted.get(`tenants/${id}`) ?? none })),
  }));
  return { cells, meters: [...placeMeters(fleet, cells), ...templateMeters(fleet, stacks)] };
}

/** By cell and by tenant, whose roles are part of what it uses. A certificate that several name counts once. */
function countsByOwner(stacks: readonly StackContents[]): ReadonlyMap<string, Counts> {
  const certificates = new Set<string>();
  const counts = new Map<string, Counts>();
  for (const { certificateArn, ...contents } of stacks) {
    const isNew = certificateArn !== undefined && !certificates.has(certificateArn);
    const owner = contents.stack.replace(/^access\//, 'tenants/');
    const before = counts.get(owner);
    const these = countsOf(isNew ? { ...contents, certificateArn } : contents);
    counts.set(owner, before === undefined ? these : sum([before, these]));
    if (certificateArn !== undefined) {
      certificates.add(certificateArn);
    }
  }
  return counts;
}

function placeMeters(fleet: Fleet, cells: readonly CellUsage[]): readonly Meter[] {
  return QUOTA_NAMES.flatMap((quota) => {
    const meters = new Map<string, Meter>();
    const regions = new Set<string>();
    for (const { cell, own, tenants } of cells) {
      const place = placeOf(quota, cell);
      if (place === undefined) {
        continue;
      }
      const key = placeKey(place);
      const region = `${cell.account} ${cell.region}`;
      const bootstrap = place.kind === 'cell' || regions.has(region) ? 0 : (BOOTSTRAP[quota] ?? 0);
      regions.add(region);
      const used = tenants.reduce((total, { counts }) => total + counts[quota], own[quota]);
      const before = meters.get(key)?.used ?? 0;
      const limit = limitOf(quota, cell.account, fleet.quotas);
      meters.set(key, { quota, place, limit, used: before + used + bootstrap });
    }
    return [...meters.values()];
  });
}
