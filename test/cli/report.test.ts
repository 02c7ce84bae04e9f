import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { run } from '../../lib/cli/main';
import { START } from '../rollout/plans';
import { gitIn } from '../plan/scratch-repository';
import { fakeHost } from './fake-host';
import type { FakeHost } from './fake-host';
import { scratchFleet } from './scratch-fleet';
import type { ScratchFleet } from './scratch-fleet';

const CANARY = 'tenants/northlight-canary/tenant.yaml';

let fleet: ScratchFleet;

beforeEach(() => {
  fleet = scratchFleet();
});

afterEach(() => fleet.remove());

async function report(...args: readonly string[]): Promise<FakeHost & { readonly exitCode: number }> {
  const host = { ...fakeHost(fleet.folder), now: () => START };
  const exitCode = await run(['report', ...args], host);
  return { ...host, exitCode };
}

function page(folder = 'report'): string {
  return readFileSync(join(fleet.folder, folder, 'index.html'), 'utf8');
}

test('it writes one file that names every tenant and says what there is nothing of yet', async () => {
  const { exitCode, printed } = await report();
  expect(exitCode).toBe(0);
  expect(printed.out).toMatch(/^report\/index\.html is written, \d+ kB: open it in a browser\.\n/);
  const text = page();
  expect(text.match(/<details class="tenant" id="tenant-/g)).toHaveLength(12);
  expect(text).toContain('There was no roll-out yet.');
  expect(text).toContain('npx multiplex apply plan.json');
  expect(text).toContain('Not planned:');
});

test('it asks nobody for anything: no address of another file or host is in it', async () => {
  await report();
  expect(page()).not.toMatch(/\b(src|href|action|srcset|poster)="(?!#|data:)/);
  expect(page()).not.toMatch(/url\(|@import|fetch\(|XMLHttpRequest|innerHTML/);
});

test('the same fleet at the same time is the same page, byte by byte', async () => {
  await report('--out', 'one');
  await report('--out', 'two');
  expect(page('one')).toBe(page('two'));
});

test('what a tenant wrote is escaped, and comments of its file are not shown', async () => {
  const file = 'tenants/rally-north/tenant.yaml';
  fleet.edit(
    file,
    'name: Rally North',
    `name: '</script><img src=x>"&'  # </title><script>secret()</script>`,
  );
  await report();
  expect(page()).toContain('&lt;/script&gt;&lt;img src=x&gt;&quot;&amp;');
  expect(page()).not.toContain('secret()');
  expect(page()).not.toContain('<img');
});

test('for programs it says what the page shows', async () => {
  const { printed } = await report('--json');
  expect(JSON.parse(printed.out)).toMatchObject({ ok: true, tenants: 12, rollouts: [], entries: 0 });
});

test('a fleet with a fault is told of, and no page is written', async () => {
  fleet.edit('tenants/rally-north/tenant.yaml', 'tier: premium', 'tier: gold');
  const { exitCode, printed } = await report();
  expect(exitCode).toBe(1);
  expect(printed.err).toContain('"gold"');
  expect(existsSync(join(fleet.folder, 'report'))).toBe(false);
});

test('a file that is no plan is refused by its name', async () => {
  writeFileSync(join(fleet.folder, 'plan.json'), '{}');
  const { exitCode, printed } = await report('--plan', 'plan.json');
  expect(exitCode).toBe(1);
  expect(printed.err).toContain('plan.json APPLY-001');
});

describe('in a repository', () => {
  beforeEach(() => {
    fleet.edit(CANARY, 'release: 2026.11.1', 'release: 2026.11.0');
    fleet.edit(CANARY, '    measurementHost: count.fairground-media.example\n', '');
    gitIn(fleet.folder, 'init', '--quiet', '--initial-branch', 'main');
    gitIn(fleet.folder, 'add', '.');
    gitIn(fleet.folder, 'commit', '--quiet', '--message=The fleet');
  });

  test('it draws what the working tree changes, and that all others are identical', async () => {
    fleet.edit('tenants/rally-north/tenant.yaml', "primary: '#0b3d91'", "primary: '#b3261e'");
    const { printed, exitCode } = await report('--base', 'HEAD', '--json');
    expect([exitCode, printed.err]).toEqual([0, '']);
    expect(page().match(/<g class="tile identical">/g)).toHaveLength(11);
    expect(page().match(/<g class="tile changed">/g)).toHaveLength(1);
    expect(page()).not.toContain('another state of the fleet');
  });

  test('with a release to go to, it shows the calendar that a roll-out would take', async () => {
    const { printed, exitCode } = await report('--to', '2026.11.1');
    expect([exitCode, printed.err]).toEqual([0, '']);
    expect(page()).toContain('Planned and not started: 1 move');
    expect(page()).toContain('Tuesday 2026-11-24 09:00 America/New_York');
  });
});
