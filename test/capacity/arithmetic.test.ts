import { FleetGrowth } from '../../lib/capacity/fleet-growth';
import { fleetUsage } from '../../lib/capacity/fleet-usage';
import type { QuotaName } from '../../lib/fleet/schema/quotas';
import { ACCOUNT, plainFleet } from './plain-fleet';
import type { CellSketch } from './plain-fleet';

/** What the one account of plain tenants in such cells uses of each quota. */
function used(cells: Readonly<Record<string, CellSketch>>): Partial<Record<QuotaName, number>> {
  const { fleet, stacks } = plainFleet(cells);
  const { meters } = fleetUsage(fleet, stacks);
  return Object.fromEntries(
    meters.filter(({ place }) => place.kind !== 'cell').map((meter) => [meter.quota, meter.used]),
  );
}

function growthOf(cells: Readonly<Record<string, CellSketch>>): FleetGrowth {
  const { fleet, stacks } = plainFleet(cells);
  return new FleetGrowth(fleet, fleetUsage(fleet, stacks));
}

function grown(cells: Readonly<Record<string, CellSketch>>, tenants: number): FleetGrowth {
  const growth = growthOf(cells);
  for (let tenant = 0; tenant < tenants; tenant += 1) {
    growth.add();
  }
  return growth;
}

/** So many cells of as many tenants as fit, and one of the rest. */
function cellsFor(tenants: number): Readonly<Record<string, CellSketch>> {
  const cells = Math.ceil(tenants / 90);
  return Object.fromEntries(
    Array.from({ length: cells }, (_, index) => [
      `us-${index + 1}`,
      { tenants: Math.min(90, tenants - 90 * index) },
    ]),
  );
}

test('1 tenant: its own stack, that of its cell, and that of the bootstrap', () => {
  expect(used({ 'us-1': { tenants: 1 } })).toEqual({
    distributions: 1,
    // A cell has two policies of either kind, one of response headers, a function, an access control and a web ACL.
    cachePolicies: 2,
    originRequestPolicies: 2,
    responseHeadersPolicies: 1,
    functions: 1,
    originAccessControls: 1,
    webAcls: 1,
    // That of the cell: the tenant answers at its domain.
    certificates: 1,
    // One of the tenant, one of the cell's provisioner, five of the bootstrap.
    roles: 7,
    managedPolicies: 0,
    // One of the tenant, three of the cell, one of the bootstrap.
    buckets: 5,
    stacks: 3,
    userPools: 1,
    alarms: 3,
    // The largest template is the cell's: 15 resources, 34,651 bytes.
    templateResources: 15,
    templateBytes: 34_651,
  });
});

test('1 tenant: 89 more fit, and the 90 that may share a policy keep the next one out', () => {
  const { tenants, meter } =
    growthOf({ 'us-1': { tenants: 1 } })
      .roomiest()
      ?.headroom() ?? {};
  expect(tenants).toBe(89);
  expect(meter).toMatchObject({ quota: 'distributionsPerSharedPart', used: 1, limit: 90 });
});

test('89 tenants: one more fits', () => {
  const growth = growthOf({ 'us-1': { tenants: 89 } });
  expect(growth.roomiest()?.headroom().tenants).toBe(1);
  expect(growth.isFull).toBe(false);
  growth.add();
  // 100 that may share, less the tenth that stays free for a replacement.
  expect(growth.events).toEqual([
    {
      kind: 'full',
      at: 1,
      cell: 'us-1',
      site: { account: ACCOUNT, region: 'us-east-1' },
      meter: {
        quota: 'distributionsPerSharedPart',
        place: { kind: 'cell', cell: 'us-1' },
        limit: 90,
        used: 90,
      },
    },
  ]);
});

test('90 tenants: nobody fits, and the next one needs a cell', () => {
  const growth = growthOf({ 'us-1': { tenants: 90 } });
  expect(growth.isFull).toBe(true);
  growth.add();
  expect(
    growth.events.map(({ kind, at, ...event }) => [kind, at, 'cell' in event ? event.cell : '']),
  ).toEqual([
    ['full', 0, 'us-1'],
    ['opened', 1, 'new cell 1'],
  ]);
});

test('91 tenants in a cell: it is over its limit by one, which is no room rather than less than none', () => {
  const { fleet, stacks } = plainFleet({ 'us-1': { tenants: 91 } });
  const usage = fleetUsage(fleet, stacks);
  expect(usage.meters.find(({ quota }) => quota === 'distributionsPerSharedPart')).toMatchObject({
    used: 91,
    limit: 90,
  });
  expect(new FleetGrowth(fleet, usage).isFull).toBe(true);
});

test('91 tenants in two cells: 89 more fit in the second', () => {
  const growth = growthOf(cellsFor(91));
  expect(growth.roomiest()?.id).toBe('us-2');
  expect(growth.roomiest()?.headroom().tenants).toBe(89);
});

test('500 tenants: six cells, and every distribution that an account may have', () => {
  expect(used(cellsFor(500))).toMatchObject({
    distributions: 500,
    // Six cells with two each of 20, and with one each of 20.
    cachePolicies: 12,
    originRequestPolicies: 12,
    responseHeadersPolicies: 6,
    functions: 6,
    originAccessControls: 6,
    certificates: 6,
    // 500 of tenants, 6 of cells, 5 of the bootstrap, of 1,000.
    roles: 511,
    // 500 of tenants, 18 of cells, 1 of the bootstrap.
    buckets: 519,
    // 500 of tenants, 6 of cells, 1 of the bootstrap, of 2,000.
    stacks: 507,
    userPools: 500,
    alarms: 18,
  });
});

test('500 tenants: the sixth cell has 40 places, and none of them can be taken', () => {
  const growth = growthOf(cellsFor(500));
  expect(growth.isFull).toBe(true);
  growth.add();
  const [raised, ...others] = growth.events.filter(({ kind }) => kind !== 'full');
  // Asking for more distributions is all that is missing: a place is there.
  expect(raised).toMatchObject({ kind: 'raised', at: 1, meter: { quota: 'distributions', used: 500 } });
  expect(others).toEqual([]);
});

test('2,001 tenants: what must have been raised, and after which tenant, when all of them came to one account', () => {
  const growth = grown({ 'us-1': { tenants: 1 } }, 2000);
  const steps = growth.events.filter(({ kind }) => kind !== 'full');
  // 2,001 tenants are 23 cells: 22 full ones hold 1,980.
  expect(steps.filter(({ kind }) => kind === 'opened')).toHaveLength(22);
  const raised = steps.flatMap((step) => (step.kind === 'raised' ? [[step.meter.quota, step.at]] : []));
  expect(raised).toEqual([
    // The 501st tenant is the 500th that comes.
    ['distributions', 500],
    // Ten cells have the 20 policies; the eleventh is for the 901st tenant, the 900th that comes.
    ['cachePolicies', 900],
    ['originRequestPolicies', 900],
    // 5 of the bootstrap and 11 of cells leave 984 of 1,000 for tenants; the 985th is the 984th that comes.
    ['roles', 984],
    // The 1,001st tenant.
    ['userPools', 1000],
    // Twenty cells have the 20 response headers policies; the 21st is for the 1,801st tenant.
    ['responseHeadersPolicies', 1800],
    // 1 of the bootstrap and 22 of cells leave 1,977 stacks of 2,000 for tenants; the 1,978th is the 1,977th that comes.
    ['stacks', 1977],
  ]);
  const meters = new Map(growth.meters().map((meter) => [meter.quota, meter.used]));
  // 2,001 and 23 and 1.
  expect(meters.get('stacks')).toBe(2025);
  expect(meters.get('distributions')).toBe(2001);
  expect(meters.get('cachePolicies')).toBe(46);
});
