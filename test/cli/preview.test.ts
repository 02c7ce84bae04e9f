import { once } from 'node:events';
import { createServer, get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import { run } from '../../lib/cli/main';
import { fakeHost } from './fake-host';
import { scratchFleet } from './scratch-fleet';
import type { ScratchFleet } from './scratch-fleet';

let fleet: ScratchFleet;

beforeEach(() => {
  fleet = scratchFleet();
});

afterEach(() => fleet.remove());

interface Report {
  readonly fleet: string;
  readonly url: string;
  readonly tenants: readonly { readonly id: string; readonly url: string }[];
  readonly diagnostics: readonly { readonly code: string }[];
}

/** The page behind a tenant's; the host is said in a header, so that nobody has to resolve it. */
async function pageBehind(url: string, tenant: string): Promise<string> {
  const { port } = new URL(url);
  const asked = get({
    host: '127.0.0.1',
    port,
    path: '/.preview/',
    headers: { host: `${tenant}.localhost:${port}` },
  });
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return Buffer.concat(await answer.toArray()).toString();
}

/** Runs the command, looks at what it serves once it says where, and stops it as Ctrl-C does. */
async function served<Seen>(argv: readonly string[], look: (report: Report) => Promise<Seen>): Promise<Seen> {
  const host = fakeHost(fleet.folder);
  let seen: Seen | undefined;
  const untilStopped = async (): Promise<void> => {
    seen = await look(JSON.parse(host.printed.out) as Report);
  };
  expect(await run(['preview', '--port', '0', '--json', ...argv], { ...host, untilStopped })).toBe(0);
  if (seen === undefined) {
    throw new Error('The command ended without serving anything.');
  }
  return seen;
}

test('says where the fleet and each tenant is, serves them, and stops when it is told to', async () => {
  const report = await served([], async (shown) => {
    expect((await fetch(shown.url.replace('localhost', '127.0.0.1'))).status).toBe(200);
    return shown;
  });
  expect(report.fleet).toBe('northlight');
  expect(report.tenants).toHaveLength(12);
  expect(report.tenants).toContainEqual({
    id: 'rally-north',
    url: report.url.replace('localhost', 'rally-north.localhost'),
  });
  await expect(fetch(report.url.replace('localhost', '127.0.0.1'))).rejects.toThrow('fetch failed');
});

test('with a tenant it says what is wrong with that one at once, and goes on', async () => {
  fleet.edit('tenants/rally-north/tenant.yaml', 'tier: premium', 'tier: premum');
  const { tenants, diagnostics } = await served(['rally-north'], (report) => Promise.resolve(report));
  expect(tenants.map(({ id }) => id)).toEqual(['rally-north']);
  expect(diagnostics).toMatchObject([{ code: 'TENANT-014' }]);
});

test('shows a tenant at a release that its file does not pin, and its cell is never behind', async () => {
  fleet.edit('fleet.yaml', 'release: 2026.11.1', 'release: 2026.11.0');
  fleet.edit('tenants/northlight-canary/tenant.yaml', 'release: 2026.11.1', 'release: 2026.11.0');
  fleet.edit(
    'tenants/northlight-canary/tenant.yaml',
    '    measurementHost: count.fairground-media.example\n',
    '',
  );
  const behind = ({ url }: Report): Promise<string> => pageBehind(url, 'northlight-canary');
  expect(await served(['northlight-canary'], behind)).toMatch(/2026\.11\.0, in cell \S+ at 2026\.11\.0/);
  const shown = await served(['northlight-canary', '--release', '2026.11.1'], behind);
  expect(shown).toMatch(/2026\.11\.1, in cell \S+ at 2026\.11\.1/);
});

test('a release that does not take what the file says is refused as validation would', async () => {
  const asked = ['northlight-canary', '--release', '2026.11.0'];
  const { diagnostics } = await served(asked, (report) => Promise.resolve(report));
  expect(diagnostics).toMatchObject([{ code: 'TENANT-026' }]);
  const host = fakeHost(fleet.folder);
  expect(await run(['preview', '--release', '2026.1.0'], host)).toBe(1);
  expect(host.printed.err).toContain('RELEASE-023 "2026.1.0" is not a release of this project.');
});

test('prints addresses to open for people', async () => {
  const host = fakeHost(fleet.folder);
  await run(['preview', 'rally-north', '--port', '0'], { ...host, untilStopped: () => Promise.resolve() });
  expect(host.printed.out).toMatch(
    /^http:\/\/rally-north\.localhost:\d+\/ {2}rally-north\nhttp:\/\/localhost:\d+\//,
  );
  expect(host.printed.err).toBe('');
});

test('a tenant that there is not is wrong usage, with the nearest one', async () => {
  const host = fakeHost(fleet.folder);
  expect(await run(['preview', 'rally-nroth'], host)).toBe(2);
  expect(host.printed.err).toContain('Did you mean "rally-north"?');
});

test.each(['http', '-1', '65536', '1.5'])('the port %s is wrong usage', async (port) => {
  const host = fakeHost(fleet.folder);
  expect(await run(['preview', `--port=${port}`], host)).toBe(2);
  expect(host.printed.err).toContain('0 to 65535');
});

test('with a fleet.yaml that is broken nothing is served', async () => {
  fleet.edit('fleet.yaml', 'kind: dedicated', 'kind: detached');
  const host = fakeHost(fleet.folder);
  expect(await run(['preview'], host)).toBe(1);
  expect(host.printed.err).toContain('fleet.yaml');
});

test('a port that was named and is taken is said in one line', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const host = fakeHost(fleet.folder);
  const { port } = other.address() as AddressInfo;
  expect(await run(['preview', '--port', String(port)], host)).toBe(3);
  expect(host.printed.err.trim().split('\n')).toEqual([expect.stringContaining('EADDRINUSE')]);
  other.close();
});
