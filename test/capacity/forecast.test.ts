import { forecast } from '../../lib/capacity/forecast';
import type { Forecast, ForecastRequest } from '../../lib/capacity/forecast';
import { fleetUsage } from '../../lib/capacity/fleet-usage';
import type { Quotas } from '../../lib/fleet/schema/quotas';
import { ACCOUNT, plainFleet } from './plain-fleet';
import type { CellSketch } from './plain-fleet';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const DAY = 86_400_000;

function forecastOf(
  cells: Readonly<Record<string, CellSketch>>,
  asked: Partial<ForecastRequest> = {},
  quotas?: Quotas,
): Forecast {
  const { fleet, stacks } = plainFleet(cells, quotas);
  const usage = fleetUsage(fleet, stacks);
  return forecast({ fleet, usage, add: 0, now: NOW, until: NOW + 365 * DAY, ...asked });
}

/** How much is used of a quota of the one account, today, then and after. */
function line({ meters }: Forecast, quota: string): readonly (number | undefined)[] {
  const meter = meters.find((each) => each.quota === quota && each.place.kind !== 'cell');
  return [meter?.used, meter?.after, meter?.byThen];
}

test('a tenant with integrations takes one of the 20 response headers policies, and so do those that are like it', () => {
  // The cell has one and 9 of its 18 tenants have one each: 10, and half a policy for each that comes.
  const found = forecastOf({ 'us-1': { tenants: 18, integrated: 9 } }, { add: 7 });
  // Seven tenants are three and a half, so four.
  expect(line(found, 'responseHeadersPolicies')).toEqual([10, 14, undefined]);
  // Ten are left, so twenty tenants; 90 less 18 would be 72.
  expect(found.room).toBe(20);
  expect(found.cells[0]?.meter).toMatchObject({ quota: 'responseHeadersPolicies', limit: 20, used: 10 });
  expect(found.steps[0]).toMatchObject({
    kind: 'full',
    at: 20,
    cell: 'us-1',
    next: `Ask AWS for more than 20 response headers policies in account ${ACCOUNT} and write what it grants as quotas.accounts.${ACCOUNT}.responseHeadersPolicies in fleet.yaml, or open a cell in another account.`,
  });
});

test('two cells of one account share what an account may have', () => {
  const found = forecastOf({
    'us-1': { tenants: 10, integrated: 10 },
    'us-2': { tenants: 5, region: 'us-west-2' },
  });
  // 10 and one each of the cells; those that come to us-2 need none, so it fills up to 90.
  expect(line(found, 'responseHeadersPolicies')).toEqual([12, 12, undefined]);
  expect(found.cells.map(({ cell, room }) => [cell, room])).toEqual([
    ['us-1', 8],
    ['us-2', 85],
  ]);
  expect(found.room).toBe(93);
});

test('tenants come to the cell with the most room, and of two with the same to the first by name', () => {
  const found = forecastOf({ 'us-1': { tenants: 88 }, 'us-2': { tenants: 88 } }, { add: 1 });
  const used = found.meters.filter(({ quota }) => quota === 'distributionsPerSharedPart');
  expect(used.map(({ after }) => after)).toEqual([89, 88]);
});

test('a dedicated cell gets nobody, and a fleet without a shared one has no room at all', () => {
  const found = forecastOf({ 'eu-1': { tenants: 1, kind: 'dedicated' } }, { add: 5 });
  expect(found).toMatchObject({ room: 0, cells: [], steps: [] });
  expect(line(found, 'distributions')).toEqual([1, 1, undefined]);
});

test('a cell without a tenant is taken to get such as the other cells have', () => {
  const found = forecastOf({ 'us-1': { tenants: 4, integrated: 4 }, 'us-2': { tenants: 0 } });
  expect(found.cells.find(({ cell }) => cell === 'us-2')?.mix).toMatchObject({ of: 'fleet', tenants: 4 });
});

test('a quota that was raised counts where it was raised, and one below the default counts as well', () => {
  const cells = {
    'us-1': { tenants: 1, integrated: 1 },
    'us-2': { tenants: 1, integrated: 1, account: '444455556666' },
  };
  const rooms = (quotas: Quotas): readonly number[] =>
    forecastOf(cells, {}, quotas).cells.map(({ room }) => room);
  expect(rooms({ everyAccount: {}, accounts: {} })).toEqual([18, 18]);
  expect(rooms({ everyAccount: { responseHeadersPolicies: 30 }, accounts: {} })).toEqual([28, 28]);
  expect(
    rooms({
      everyAccount: { responseHeadersPolicies: 30 },
      accounts: { '444455556666': { responseHeadersPolicies: 200 }, [ACCOUNT]: { roles: 10 } },
    }),
    // 5 roles of the bootstrap, one of the cell and one of its tenant leave 3 of 10.
  ).toEqual([3, 89]);
});

test('at a rate, each limit has its day, and the end of the horizon its numbers', () => {
  const rate = { kind: 'given', tenants: 1, days: 7 } as const;
  const found = forecastOf({ 'us-1': { tenants: 60 } }, { rate });
  // 365 days are 52 weeks, and 30 tenants fit.
  expect(found.coming).toBe(52);
  expect(line(found, 'stacks')).toEqual([62, 62, 115]);
  expect(found.steps.map(({ kind, at, on }) => [kind, at, on])).toEqual([
    ['full', 30, NOW + 210 * DAY],
    ['opened', 31, NOW + 217 * DAY],
  ]);
});

test('without a rate the first limit is found all the same, and has no day', () => {
  const found = forecastOf({ 'us-1': { tenants: 60 } });
  expect(found.steps).toEqual([expect.objectContaining({ kind: 'full', at: 30 })]);
  expect(found.steps[0]?.on).toBeUndefined();
  expect(found.coming).toBeUndefined();
});

test('where the account has no room for a cell either, the next one is to be opened in another', () => {
  const cells = Object.fromEntries(
    Array.from({ length: 10 }, (_, index) => [`us-${index}`, { tenants: 40 }]),
  );
  const found = forecastOf({ ...cells, 'us-9': { tenants: 90 } });
  // Ten cells have two cache policies each.
  expect(found.steps[0]).toMatchObject({
    kind: 'full',
    at: 0,
    cell: 'us-9',
    next: `Open a cell in another account: account ${ACCOUNT} may have 20 cache policies, which is too few for one more.`,
  });
});

test('what is over its limit today leaves no room', () => {
  const quotas: Quotas = { everyAccount: { buckets: 4 }, accounts: {} };
  const found = forecastOf({ 'us-1': { tenants: 3 } }, { add: 1 }, quotas);
  expect(found.room).toBe(0);
  expect(found.steps.slice(0, 2)).toEqual([
    expect.objectContaining({ kind: 'full', at: 0 }),
    expect.objectContaining({ kind: 'raised', at: 1 }),
  ]);
});
