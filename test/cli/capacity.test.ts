import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { run } from '../../lib/cli/main';
import { sharedShapes } from '../plan/scratch-repository';
import { fakeHost } from './fake-host';
import type { FakeHost } from './fake-host';
import { scratchFleet } from './scratch-fleet';
import type { ScratchFleet } from './scratch-fleet';

const NOW = Date.parse('2026-11-22T12:00:00Z');

let shapes: string;
let fleet: ScratchFleet;

beforeAll(async () => {
  shapes = await sharedShapes();
});

afterAll(() => {
  rmSync(shapes, { recursive: true });
});

beforeEach(() => {
  fleet = scratchFleet();
  cpSync(shapes, join(fleet.folder, '.multiplex'), { recursive: true });
});

afterEach(() => {
  fleet.remove();
});

async function capacity(...flags: readonly string[]): Promise<{ status: number; host: FakeHost }> {
  const host = { ...fakeHost(fleet.folder), now: () => NOW };
  return { status: await run(['capacity', ...flags], host), host };
}

test('it says what fits, what binds first, what to do, and that nothing is known of when', async () => {
  const { status, host } = await capacity('--add', '10');
  expect(status).toBe(0);
  expect(host.printed.out).toContain(
    '12 tenants in 3 cells. 112 more fit before anything must be opened or raised; 10 do.',
  );
  expect(host.printed.out).toContain('Open a cell, in account 444455556666 and us-west-2 or elsewhere.');
  expect(host.printed.out).toContain('When is not known: the fleet is in no git repository.');
  expect(host.printed.err).toBe('');
});

test('with a rate, limits have days', async () => {
  const { host } = await capacity('--rate', '10/month', '--horizon', '1y');
  expect(host.printed.out).toContain(
    'Rate: 10 a month (as given), so 119 more by 2027-11-22, 365 days from now.',
  );
  // The 112th comes after 11.2 months.
  expect(host.printed.out).toContain('with 112 more, about 2027-10-29: us-2 is full');
  expect(host.printed.out).toContain('for number 113, about 2027-11-01:');
});

test('what does not fit ends with 1, and JSON has all of it', async () => {
  const { status, host } = await capacity('--add', '113', '--json');
  expect(status).toBe(1);
  expect(JSON.parse(host.printed.out)).toMatchObject({
    ok: false,
    fleet: 'northlight',
    tenants: 12,
    add: 113,
    now: NOW,
    rate: { kind: 'unknown' },
    forecast: { room: 112 },
    pace: { source: 'assumed' },
    rollouts: [{ tenants: 12 }, { tenants: 125 }],
  });
});

test('a tier and a cell that are asked for are counted with', async () => {
  const { host } = await capacity('--tier', 'premium', '--cell', 'us-1', '--json');
  expect(JSON.parse(host.printed.out)).toMatchObject({
    // All but one of three premium tenants have integrations, and fifteen policies are left.
    forecast: { room: 22, cells: [{ cell: 'us-1', mix: { of: 'cell', tiers: { premium: 3 } } }] },
  });
});

test('a tier that nobody has is counted as onboard would write it', async () => {
  fleet.edit('fleet.yaml', '\nrings:', '\n  spare:\n    features: [watchlist]\n\nrings:');
  const { host } = await capacity('--tier', 'spare', '--json');
  expect(JSON.parse(host.printed.out)).toMatchObject({
    forecast: { cells: [{ mix: { of: 'new', tiers: { spare: 1 } } }, { mix: { of: 'new' } }] },
  });
});

test.each([
  ['--add', 'x', '--add takes a number of tenants'],
  ['--add', '50001', '--add takes a number of tenants, 50000 at most.'],
  ['--horizon', 'soon', '--horizon takes a number of days, weeks, months or years'],
  ['--rate', '4/day', '--rate takes tenants a week, month or year'],
  ['--tier', 'premum', 'Did you mean "premium"?'],
  ['--cell', 'eu-1', '"eu-1" is not a shared cell of this fleet.'],
])('%s %s is wrong usage', async (flag, value, message) => {
  const { status, host } = await capacity(flag, value);
  expect(status).toBe(2);
  expect(host.printed.err).toContain(message);
});
