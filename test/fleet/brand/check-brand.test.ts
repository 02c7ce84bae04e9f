import { BRAND_BYTES_MAX, BRAND_FILE_BYTES_MAX, BRAND_FILES_MAX } from '../../../lib/fleet/limits';
import { parseFleet } from '../../../lib/fleet/parse-fleet';
import {
  exampleCatalogues,
  exampleFiles,
  exampleWith,
  problemLines,
  withBrand,
} from '../../fixtures/fleet-files';

const TENANT = 'tenants/rally-north/tenant.yaml';
const BRAND = 'tenants/rally-north/brand';
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const SVG = 'http://www.w3.org/2000/svg';

function withFile(name: string, content: string | Uint8Array): string[] {
  return problemLines(exampleFiles({ [`${BRAND}/${name}`]: content }));
}

/** A PNG as far as its first bytes say, of the given size. */
function png(size = PNG.length): Uint8Array {
  const bytes = new Uint8Array(size);
  bytes.set(PNG);
  return bytes;
}

test('a brand comes out with its folder, its sorted files and a digest of them', () => {
  const [north] = parseFleet(exampleFiles(), exampleCatalogues).fleet?.tenants ?? [];
  expect(north?.brand).toEqual({
    folder: BRAND,
    files: ['favicon.svg', 'logo.svg', 'theme.css'],
    digest: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

test('a file that branding names and the folder lacks is refused, with what was probably meant', () => {
  expect(problemLines(exampleWith(TENANT, 'logo: brand/logo.svg', 'logo: brand/logo.png'))).toEqual([
    `${TENANT}:17:9 BRAND-001 logo "brand/logo.png" does not exist. Did you mean "brand/logo.svg"? Use one of: brand/favicon.svg, brand/logo.svg.`,
  ]);
});

test('with no file of a fit type, the next step is to add one', () => {
  const files = exampleFiles({ [`${BRAND}/theme.css`]: undefined });
  expect(problemLines(files)).toEqual([
    `${TENANT}:19:10 BRAND-001 theme "brand/theme.css" does not exist. Add the file.`,
  ]);
});

test.each([
  '../rally-south/brand/logo.svg',
  'brand/../../rally-south/brand/logo.svg',
  'brand/./logo.svg',
  'brand//logo.svg',
  '/brand/logo.svg',
  'logo.svg',
  'brand',
  'brand/a\\logo.svg',
  'https://example.com/logo.svg',
])('a path that leaves the brand folder, or might, is refused: %s', (path) => {
  expect(problemLines(exampleWith(TENANT, 'logo: brand/logo.svg', `logo: '${path}'`))).toEqual([
    `${TENANT}:17:9 BRAND-002 logo ${JSON.stringify(path)} is not a path under brand/. Write the path of a file in the folder, such as "brand/logo.svg".`,
  ]);
});

test('a link is refused, and no file of the brand is called missing for it', () => {
  const files = exampleFiles();
  const brand = (files.tenants[0]?.brand ?? []).map((entry) =>
    entry.path === 'logo.svg' ? ({ kind: 'link', path: 'logo.svg' } as const) : entry,
  );
  expect(problemLines(withBrand(files, 'rally-north', brand))).toEqual([
    `${BRAND}/logo.svg BRAND-003 this is a symbolic link, and links are not followed. Put the file itself here, or remove it.`,
  ]);
});

test('a brand folder that is a link is refused', () => {
  const lines = problemLines(withBrand(exampleFiles(), 'rally-south', [{ kind: 'link', path: '' }]));
  expect(lines[0]).toBe(
    'tenants/rally-south/brand BRAND-003 this is a symbolic link, and links are not followed. Put the file itself here, or remove it.',
  );
});

test('what is neither a file nor a folder, or cannot be read, is refused', () => {
  const files = exampleFiles();
  const brand = [
    ...(files.tenants[0]?.brand ?? []),
    { kind: 'other', path: 'pipe.svg' } as const,
    { kind: 'unreadable', path: 'secret.svg', reason: 'EACCES' } as const,
  ];
  expect(problemLines(withBrand(files, 'rally-north', brand))).toEqual([
    `${BRAND}/pipe.svg BRAND-004 this is neither a file nor a folder. Put the file itself here, or remove it.`,
    `${BRAND}/secret.svg BRAND-005 this could not be read: EACCES. Put the file itself here, or remove it.`,
  ]);
});

test('a file takes as many bytes as the limit says, and not one more', () => {
  expect(withFile('hero.png', png(BRAND_FILE_BYTES_MAX))).toEqual([]);
  expect(withFile('hero.png', png(BRAND_FILE_BYTES_MAX + 1))).toEqual([
    `${BRAND}/hero.png BRAND-006 the file has 524289 bytes; at most 524288 (512 KiB) are read. Make it smaller.`,
  ]);
});

test('a file that was not read because of its size is refused by the size', () => {
  const files = exampleFiles();
  const brand = [
    ...(files.tenants[0]?.brand ?? []),
    { kind: 'large', path: 'film.png', size: 9_000_000 } as const,
  ];
  expect(problemLines(withBrand(files, 'rally-north', brand)).map((line) => line.split(' ')[1])).toEqual([
    'BRAND-007',
    'BRAND-006',
  ]);
});

test('the files of a brand may not be over the limit together', () => {
  const quarter = BRAND_BYTES_MAX / 4;
  const heroes = ['a', 'b', 'c', 'd'].map((name) => [`${BRAND}/${name}.png`, png(quarter)]);
  expect(problemLines(exampleFiles(Object.fromEntries(heroes)))[0]).toMatch(
    /^tenants\/rally-north\/brand BRAND-007 the files have \d+ bytes together; at most 2097152 \(2048 KiB\) are allowed\./,
  );
});

test('a brand may have as many files as the limit says, and not one more', () => {
  const extra = (count: number): Record<string, Uint8Array> =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`${BRAND}/p${index}.png`, png()]));
  expect(problemLines(exampleFiles(extra(BRAND_FILES_MAX - 3)))).toEqual([]);
  expect(problemLines(exampleFiles(extra(BRAND_FILES_MAX - 2)))).toEqual([
    `${BRAND} BRAND-008 the folder holds more than 50 files. Remove what the brand does not show.`,
  ]);
});

test.each(['.env', '.git/config', 'fonts/.hidden.png'])('a hidden file is refused: %s', (name) => {
  expect(withFile(name, png())[0]).toBe(
    `${BRAND}/${name} BRAND-009 the file is hidden. Remove it; everything here is published.`,
  );
});

test.each(['my logo.png', 'lögo.png', 'a\\b.png', 'a%2e.png', `${'x'.repeat(200)}.png`])(
  'a name that does not fit a URL as it is is refused: %s',
  (name) => {
    expect(withFile(name, png()).map((line) => /(BRAND-\d+)/.exec(line)?.[1])).toEqual(['BRAND-010']);
  },
);

test.each([
  ['page.html', '.html'],
  ['app.js', '.js'],
  ['logo.SVG', '.SVG'],
  ['archive.svg.zip', '.zip'],
])('a file of a type that no brand has is refused: %s', (name, ending) => {
  expect(withFile(name, '<svg/>')[0]).toContain(
    `${BRAND}/${name} BRAND-011 the ending "${ending}" is not that of a brand file.`,
  );
});

test('a file without an ending is refused', () => {
  expect(withFile('README', 'x')[0]).toContain('BRAND-011 the name has no ending.');
});

test.each([
  ['hero.png', '<svg/>', 'png', 'of an unknown type', 'Export the file again.'],
  ['hero.jpg', png(), 'jpeg', 'png', 'Rename it, or export it as jpeg.'],
  ['hero.svg', png(), 'svg', 'png', 'Rename it, or export it as svg.'],
  ['hero.css', png(), 'css', 'png', 'Rename it, or export it as css.'],
  ['hero.woff2', '', 'woff2', 'of an unknown type', 'Export the file again.'],
])('a file of another type than its name says is refused: %s', (name, content, named, found, next) => {
  expect(withFile(name, content)).toEqual([
    `${BRAND}/${name} BRAND-012 the content is not ${named}, as the name says, but ${found}. ${next}`,
  ]);
});

test('a file of the wrong type for its use is refused, with the types that fit', () => {
  expect(problemLines(exampleWith(TENANT, 'favicon: brand/favicon.svg', 'favicon: brand/theme.css'))).toEqual(
    [`${TENANT}:18:12 BRAND-013 favicon "brand/theme.css" is a file of type css. Use one of: svg, png, ico.`],
  );
});

test('text that is not UTF-8 is refused at its first bad byte', () => {
  expect(withFile('extra.css', Uint8Array.from([0x61, 0x0a, 0xff]))).toEqual([
    `${BRAND}/extra.css:2:1 BRAND-014 byte 0xff is not UTF-8. Save the file as UTF-8.`,
  ]);
});

test('a logo that runs script is refused at the element, and each further fault as well', () => {
  const logo = `<svg xmlns="${SVG}">\n  <script>alert(1)</script>\n  <rect onclick="x()"/>\n</svg>\n`;
  expect(withFile('logo.svg', logo)).toEqual([
    `${BRAND}/logo.svg:2:3 BRAND-021 the SVG contains script. Remove the element.`,
    `${BRAND}/logo.svg:3:3 BRAND-024 attribute "onclick" with the value "x()" runs script. Remove the attribute.`,
  ]);
});

test('a style sheet may show files of its own brand, relative to itself, and embedded images', () => {
  const sheet =
    'a { background: url(../logo.svg) }\nb { background: url("stripe.png"), url(data:image/png;base64,iVBORw0KGgo=) }\n';
  const files = exampleFiles({ [`${BRAND}/css/extra.css`]: sheet, [`${BRAND}/css/stripe.png`]: png() });
  expect(problemLines(files)).toEqual([
    `${BRAND}/css/extra.css:1:17 BRAND-031 the style refers to "../logo.svg". Refer to a file of the brand folder, relative to this one, or to an image as base64 "data:".`,
  ]);
});

test.each([
  'https://example.com/a.png',
  '/brand/logo.svg',
  'missing.svg',
  'data:image/svg+xml;base64,AAAA',
  'data:text/html,x',
])('a style sheet that refers to anything else is refused: %s', (reference) => {
  expect(withFile('extra.css', `a { background: url(${reference}) }`)[0]).toContain(
    `${BRAND}/extra.css:1:17 BRAND-031 the style refers to ${JSON.stringify(reference)}.`,
  );
});

test('a brand is checked even when the file of its tenant cannot be read at all', () => {
  const files = exampleFiles({ [TENANT]: 'a: [', [`${BRAND}/page.html`]: 'x' });
  expect(problemLines(files).map((line) => line.split(' ')[1])).toEqual(['BRAND-011', 'FILE-012']);
});
