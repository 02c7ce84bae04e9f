import { scratchPreview } from './scratch-preview';
import type { ScratchPreview } from './scratch-preview';

const NORTH = 'rally-north.localhost';
const FILE = 'tenants/rally-north/tenant.yaml';
const ATTACK = `</script><img src=x onerror="alert(1)">'&`;
const YAML = ATTACK.replaceAll("'", "''");

/** Markup that was written by nobody here. */
const RAW = /<img|onerror="|<\/script><img/;

let scratch: ScratchPreview;

beforeAll(async () => {
  scratch = await scratchPreview(({ edit }) => {
    edit(FILE, 'name: Rally North', `name: '${YAML}'`);
    edit(FILE, 'title: On now', `title: '${YAML}'`);
    edit(FILE, 'title: Highlights', `title: '${YAML}'`);
    edit('tenants/rally-south/tenant.yaml', 'tier: foundational', `tier: '${YAML}'`);
  });
});

afterAll(() => scratch.end());

test.each([
  ['the list of the fleet', 'localhost', '/'],
  ['a search', 'localhost', `/?q=${encodeURIComponent(ATTACK)}`],
  ['a page that is not there', 'localhost', `/${encodeURIComponent(ATTACK)}`],
  ['a path with markup in it', 'localhost', '/"><img/src=x>'],
  ['the page behind a tenant', NORTH, '/.preview/'],
  ['the player', NORTH, '/category/live'],
  ['media', NORTH, '/media/"><img/src=x>.m3u8'],
  ['a path of the preview', NORTH, '/.preview/"><img/src=x>'],
  ['the problems of a tenant', 'rally-south.localhost', '/'],
  ['a host', `"><img src=x>.localhost`, '/'],
])('%s shows what was written as text', async (_, host, path) => {
  const { text, headers } = await scratch.get(host, path);
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(text).not.toMatch(RAW);
});

test('what was written is there, escaped', async () => {
  const { text } = await scratch.get('localhost', '/');
  expect(text).toContain('&lt;/script&gt;&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#39;&amp;');
});

test('the API gives it as data, which no browser takes for a page', async () => {
  const { text, headers } = await scratch.get(NORTH, '/api/configuration');
  expect(headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'x-content-type-options': 'nosniff',
  });
  expect(JSON.parse(text)).toMatchObject({ settings: { name: ATTACK } });
});
