import { findStyleFaults } from '../../../lib/fleet/brand/style-sheet';

function codesOf(text: string): string[] {
  return findStyleFaults(text, (argument) => argument === 'logo.svg').map(({ code }) => code);
}

test('colours, custom properties, queries and allowed files are fine', () => {
  const sheet = `@charset "UTF-8";
:root { --radius: 6px; }
@media (min-width: 40em) { .hero { background: url(logo.svg) , URL( "logo.svg" ), url('logo.svg'); } }
.image { color: #fff; } /* an image of imports */
`;
  expect(findStyleFaults(sheet, (argument) => argument === 'logo.svg')).toEqual([]);
});

test.each(['@import "a.css";', '@IMPORT url(logo.svg);', '/* @import */'])(
  'an import is refused: %s',
  (text) => {
    expect(codesOf(text)).toEqual(['BRAND-030']);
  },
);

test.each([
  'a { b: url(https://example.com/a.png) }',
  'a { b: url("//example.com/a.png") }',
  'a { b: url() }',
  'a { b: url( }',
  'a { b: url(a"b) }',
  'a { b: url("logo.svg" x) }',
  '@namespace url(http://example.com);',
])('a reference that is not allowed, or malformed, is refused: %s', (text) => {
  expect(codesOf(text)).toEqual(['BRAND-031']);
});

test('one call inside the argument of another does not hide', () => {
  expect(codesOf('a { b: url("url(https://example.com)") }')).toEqual(['BRAND-031', 'BRAND-031']);
});

test.each([
  String.raw`a { b: u\72l(x) }`,
  String.raw`@\69mport "a"`,
  'a { b: "\u0000" }',
  'a { b: "\u0085" }',
])('a backslash or control character is refused: %j', (text) => {
  expect(codesOf(text)).toEqual(['BRAND-032']);
});

test.each([
  'a { b: expression(alert(1)) }',
  'a { b: image-set("a.png" 1x) }',
  'a { b: -webkit-image-set("a.png" 1x) }',
  'a { b: image("a.png") }',
  'a { b: src("a.png") }',
])('a function that runs or loads is refused: %s', (text) => {
  expect(codesOf(text)).toEqual(['BRAND-033']);
});

test('another declared encoding is refused', () => {
  expect(codesOf('@charset "utf-7";')).toEqual(['BRAND-014']);
  expect(codesOf("@charset 'Utf-8' ;")).toEqual([]);
});

test.each([
  ['spaces in a call', `url(${' '.repeat(500_000)}`],
  ['calls in calls', 'url('.repeat(125_000)],
  ['calls that look allowed', 'url("'.repeat(100_000)],
  ['declarations', '@charset'.repeat(60_000)],
  ['backslashes', '\\'.repeat(500_000)],
])('half a mebibyte of hostile text takes no time: %s', (_, text) => {
  const faults = findStyleFaults(text, () => true);
  expect(faults.length).toBeLessThanOrEqual(100);
});
