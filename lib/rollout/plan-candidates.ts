import type { Cell, Fleet, Tenant } from '../fleet/fleet';
import { compareReleases } from '../fleet/release-version';
import type { Hold } from '../fleet/schema/tenant-file';
import { localDate } from './calendar/local-time';
import type { RolloutRequest } from './rollout-request';
import type { Instant, LeftStack } from './rollout-plan';
import { isSetAside } from './set-aside';

/** Who moves, and who stays for which reason. */
export interface Candidates {
  readonly tenants: readonly Tenant[];
  /** Those that tenants who move stand in and that are behind the release. */
  readonly cells: readonly Cell[];
  readonly left: readonly LeftStack[];
}

export function tenantStack({ id }: Pick<Tenant, 'id'>): string {
  return `tenants/${id}`;
}

export function cellStack({ id }: Pick<Cell, 'id'>): string {
  return `cells/${id}`;
}

export function candidatesOf(request: RolloutRequest): Candidates {
  const { fleet } = request;
  const left = fleet.tenants.flatMap((tenant) => reasonToStay(request, tenant) ?? []);
  const staying = new Set(left.map(({ stack }) => stack));
  const tenants = fleet.tenants.filter((tenant) => !staying.has(tenantStack(tenant)));
  return { tenants, cells: cellsBehind(request, fleet, tenants), left };
}

function reasonToStay(request: RolloutRequest, tenant: Tenant): LeftStack | undefined {
  const stack = tenantStack(tenant);
  const present = request.versions.get(stack)?.from.release;
  if (present === undefined) {
    return { stack, why: 'removed', detail: 'it is not deployed' };
  }
  const order = compareReleases(present, request.to);
  if (order >= 0) {
    return { stack, why: order === 0 ? 'at-target' : 'ahead', detail: `it runs ${present}` };
  }
  const isHeld = holds(tenant.hold, tenant.maintenance.timeZone, request.now);
  return tenant.hold !== undefined && isHeld && !isSetAside(request, 'hold', stack)
    ? { stack, why: 'held', detail: holdText(tenant.hold) }
    : undefined;
}

function holds(hold: Hold | undefined, timeZone: string, now: Instant): boolean {
  return hold !== undefined && (hold.until === undefined || localDate(timeZone, now) <= hold.until);
}

function holdText({ reason, until }: Hold): string {
  return until === undefined ? reason : `until ${until}: ${reason}`;
}

function cellsBehind(
  { versions, to }: RolloutRequest,
  fleet: Fleet,
  tenants: readonly Tenant[],
): readonly Cell[] {
  const needed = new Set(tenants.map(({ cell }) => cell));
  return fleet.cells.filter((cell) => {
    const present = versions.get(cellStack(cell))?.from.release ?? cell.release;
    return needed.has(cell.id) && compareReleases(present, to) < 0;
  });
}
