import { countsOf, sum } from '../capacity/meter';
import type { TenantUsage } from '../capacity/fleet-usage';
import type { Fleet } from '../fleet/fleet';
import { DEFAULT_PRIMARY_COLOR, lastRing, lowestTier, newTenantFiles } from '../fleet/new-tenant';
import type { StackCounter } from '../render/stack-contents';
import type { LoadedFleet } from './load-fleet';
import { tryTenant } from './tried-tenant';

/** Told from the tenants of a fleet by nobody: it is counted and thrown away. */
const ID = 'fresh-tenant-to-count';

/**
 * What a tenant uses as `onboard` writes it; undefined where the fleet has no shared cell with room for it.
 *
 * @throws ProblemError when the release of its cell must not be rendered with.
 */
export async function freshTenant(
  loaded: LoadedFleet & { readonly fleet: Fleet },
  tier: string | undefined,
  counter: StackCounter,
): Promise<TenantUsage | undefined> {
  const { fleet } = loaded;
  const cell = fleet.cells.find(({ kind }) => kind === 'shared');
  const tierOfIt = tier ?? lowestTier(fleet) ?? '';
  if (cell === undefined) {
    return undefined;
  }
  const files = newTenantFiles({
    id: ID,
    name: 'Fresh',
    owners: ['nobody@example.com'],
    contact: 'nobody@example.com',
    cell: cell.id,
    tier: tierOfIt,
    ring: lastRing(fleet) ?? '',
    release: cell.release,
    primaryColor: DEFAULT_PRIMARY_COLOR,
    domains: [],
  });
  const tried = tryTenant(loaded, ID, files).fleet;
  const tenant = tried?.tenants.find(({ id }) => id === ID);
  return tried === undefined || tenant === undefined
    ? undefined
    : { id: ID, tier: tierOfIt, counts: sum((await counter.tenants(tried, [tenant])).map(countsOf)) };
}
