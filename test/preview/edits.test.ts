import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { scratchPreview } from './scratch-preview';
import type { ScratchPreview } from './scratch-preview';

const NORTH = 'rally-north.localhost';
const SOUTH = 'rally-south.localhost';
const FILE = 'tenants/rally-north/tenant.yaml';

let scratch: ScratchPreview;

beforeEach(async () => {
  scratch = await scratchPreview();
});

afterEach(() => scratch.end());

test('no tenant is rendered before somebody asks for it, and its cell only with it', async () => {
  await scratch.get('localhost', '/');
  expect(scratch.rendered).toEqual([]);
  await Promise.all([scratch.get(NORTH, '/'), scratch.get(NORTH, '/player.js'), scratch.get(NORTH, '/')]);
  expect(scratch.rendered).toEqual(['rally-north', 'us-1']);
});

test('an edit has the pages of that tenant loaded anew, and only that tenant rendered', async () => {
  const [north, south] = [await scratch.follow(NORTH), await scratch.follow(SOUTH)];
  const [before, other] = [await north.next(), await south.next()];
  scratch.rendered.length = 0;
  scratch.fleet.edit(FILE, "primary: '#0b3d91'", "primary: '#123456'");
  const after = await north.next();
  expect(after.revision).not.toBe(before.revision);
  expect(scratch.rendered.filter((id) => !id.startsWith('us-'))).toEqual(['rally-north']);
  expect((await scratch.get(NORTH, '/api/configuration')).text).toContain('#123456');
  // What the other page would be told next is asked for anew, and it is what it was told at first.
  const again = await scratch.follow(SOUTH);
  expect(await again.next()).toEqual(other);
  [north, south, again].forEach((reader) => reader.end());
});

test('a brand file that is written or added is shown', async () => {
  const reader = await scratch.follow(NORTH);
  await reader.next();
  writeFileSync(
    join(scratch.fleet.folder, 'tenants/rally-north/brand/theme.css'),
    ':root { --radius: 30px; }\n',
  );
  await reader.next();
  const { version } = JSON.parse((await scratch.get(NORTH, '/brand/current.json')).text) as {
    version: string;
  };
  expect((await scratch.get(NORTH, `/brand/${version}/theme.css`)).text).toContain('30px');
  reader.end();
});

test('a broken edit keeps the page, says what is wrong on it, and takes that back once it is mended', async () => {
  const reader = await scratch.follow(NORTH);
  const before = await reader.next();
  const shown = await scratch.get(NORTH, '/api/configuration');
  scratch.fleet.edit(FILE, 'tier: premium', 'tier: premum');
  const broken = await reader.next();
  expect(broken.revision).toBe(before.revision);
  expect(broken.problems).toEqual([
    expect.stringMatching(/^tenants\/rally-north\/tenant\.yaml:6:7 TENANT-014 .*premum/),
  ]);
  expect((await scratch.get(NORTH, '/api/configuration')).text).toBe(shown.text);
  expect((await scratch.get(NORTH, '/.preview/')).text).toContain('TENANT-014');
  scratch.fleet.edit(FILE, 'tier: premum', 'tier: premium');
  expect(await reader.next()).toEqual(before);
  reader.end();
});

test('a tenant that is unsound from the start shows its problems and then itself', async () => {
  scratch.fleet.edit(FILE, 'tier: premium', 'tier: premum');
  const page = await scratch.get(NORTH, '/');
  expect(page.status).toBe(503);
  expect(page.text).toContain('TENANT-014');
  const reader = await scratch.follow(NORTH);
  expect(await reader.next()).toMatchObject({ revision: '' });
  scratch.fleet.edit(FILE, 'tier: premum', 'tier: premium');
  expect((await reader.next()).revision).not.toBe('');
  expect((await scratch.get(NORTH, '/')).status).toBe(200);
  reader.end();
});

test('fleet.yaml counts as well: what a tier grants is seen, and a mistake in it is told of', async () => {
  const reader = await scratch.follow(NORTH);
  const before = await reader.next();
  scratch.fleet.edit('fleet.yaml', 'features: [watchlist]', 'features: [watchlst]');
  expect((await reader.next()).problems[0]).toMatch(/^fleet\.yaml:.*watchlst/);
  scratch.fleet.edit('fleet.yaml', 'features: [watchlst]', 'features: []');
  expect((await reader.next()).revision).not.toBe(before.revision);
  expect((await scratch.get(NORTH, '/api/configuration')).text).not.toContain('watchlist');
  reader.end();
});

test('a tenant whose folder is gone keeps its last page and says so', async () => {
  const reader = await scratch.follow(NORTH);
  const before = await reader.next();
  rmSync(join(scratch.fleet.folder, 'tenants/rally-north/tenant.yaml'));
  expect(await reader.next()).toMatchObject({
    revision: before.revision,
    problems: [expect.stringContaining('tenants/rally-north/tenant.yaml')],
  });
  reader.end();
});
