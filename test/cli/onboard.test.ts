import { run } from '../../lib/cli/main';
import { sharedShapes } from '../plan/scratch-repository';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fakeHost } from './fake-host';
import type { FakeHost } from './fake-host';
import { scratchFleet } from './scratch-fleet';
import type { ScratchFleet } from './scratch-fleet';

const FLAGS = [
  '--name',
  'Rally Lakes',
  '--owner',
  '@northlight/sports',
  '--contact',
  'operations@example.com',
];
const FILE = 'tenants/rally-lakes/tenant.yaml';

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

/** Gives accounts fewer of something than AWS does. */
function grant(accounts: string): void {
  fleet.edit('fleet.yaml', '\ntiers:', `\nquotas: { accounts: ${accounts} }\n\ntiers:`);
}

async function onboard(...flags: readonly string[]): Promise<{ status: number; host: FakeHost }> {
  const host = fakeHost(fleet.folder);
  return { status: await run(['onboard', 'rally-lakes', ...FLAGS, ...flags], host), host };
}

/** The cell that the tenant was written for; undefined where nothing was. */
function cellOfTenant(): string | undefined {
  return /^cell: "(.*)"$/m.exec(fleet.contents()[FILE] ?? '')?.[1];
}

test('a tenant goes where the tightest quota leaves most room, which need not be where the fewest tenants are', async () => {
  // Five roles of the bootstrap, one of the cell and four of its tenants: one more fits.
  grant(`{ '444455556666': { roles: 11 } }`);
  expect((await onboard()).status).toBe(0);
  expect(cellOfTenant()).toBe('us-1');
});

test('it says which cell it chose, in JSON as well', async () => {
  const { host } = await onboard('--json');
  expect(JSON.parse(host.printed.out)).toMatchObject({ ok: true, id: 'rally-lakes', cell: 'us-2' });
});

test('a Region that is asked for is kept to', async () => {
  expect((await onboard('--region', 'us-east-1')).status).toBe(0);
  expect(cellOfTenant()).toBe('us-1');
});

test('a Region with nothing but a dedicated cell has no place', async () => {
  const { status, host } = await onboard('--region', 'eu-west-1');
  expect(status).toBe(1);
  expect(host.printed.err).toContain('CAPACITY-002 there is no shared cell in eu-west-1.');
  expect(cellOfTenant()).toBeUndefined();
});

test('where no cell has room, each is named with its limit, and nothing is written', async () => {
  grant(`{ '444455556666': { roles: 10 }, '111122223333': { userPools: 7 } }`);
  const { status, host } = await onboard();
  expect(status).toBe(1);
  expect(host.printed.err).toContain(
    'CAPACITY-001 cell "us-1" has no room: us-east-1 of account 111122223333 would have 8 of 7 user pools. Ask AWS for more, and write what it grants as quotas.accounts.111122223333.userPools; or choose a cell of another account with --cell.',
  );
  expect(host.printed.err).toContain(
    'CAPACITY-001 cell "us-2" has no room: account 444455556666 would have 11 of 10 IAM roles.',
  );
  expect(host.printed.err).toContain('Nothing was written.');
  expect(cellOfTenant()).toBeUndefined();
});

test('a cell that is named and has no room is refused, though another has some', async () => {
  grant(`{ '444455556666': { roles: 10 } }`);
  const { status, host } = await onboard('--cell', 'us-2', '--json');
  expect(status).toBe(1);
  expect(JSON.parse(host.printed.out)).toMatchObject({ ok: false, diagnostics: [{ code: 'CAPACITY-001' }] });
  expect(cellOfTenant()).toBeUndefined();
});

test('a cell with as many tenants as can share it is refused by the rule of validate, in its words', async () => {
  grant(`{ '444455556666': { distributionsPerSharedPart: 5 } }`);
  const { status, host } = await onboard('--cell', 'us-2');
  expect(status).toBe(1);
  expect(host.printed.err).toContain('FLEET-015 cell "us-2" has 5 tenants; a cell holds at most 4.');
});

test('where every cell has as many as can share it, another is asked for', async () => {
  grant(
    `{ '444455556666': { distributionsPerSharedPart: 5 }, '111122223333': { distributionsPerSharedPart: 8 } }`,
  );
  const { status, host } = await onboard();
  expect(status).toBe(1);
  expect(host.printed.err).toContain(
    'CAPACITY-002 every shared cell of this fleet has as many tenants as can share one: us-1, us-2. Add a cell to fleet.yaml, or name one with --cell.',
  );
});
