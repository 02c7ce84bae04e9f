import { canonicalDomain, domainCovers } from '../../../lib/fleet/schema/host-name';

test.each([
  ['www.Example.COM', 'www.example.com'],
  ['www.example.com.', 'www.example.com'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ['*.BÜCHER.example.', '*.xn--bcher-kva.example'],
  ['faß.example', 'xn--fa-hia.example'],
  ['ﬁlm.example', 'film.example'],
  ['www。example。com', 'www.example.com'],
])('%s has the canonical spelling %s', (written, canonical) => {
  expect(canonicalDomain(written)).toBe(canonical);
});

test.each([
  'localhost',
  '*.com',
  '1.2.3.4',
  '0x7f.1',
  'a b.example',
  'a.example/x',
  'user@a.example',
  '[::1]',
  'a%2eb.example',
  'www.example.com\u0001',
  'xn--a.example',
  `${'a'.repeat(64)}.example`,
  `${'a.'.repeat(130)}example`,
])('%j is not a domain', (written) => {
  expect(canonicalDomain(written)).toBeUndefined();
});

test('a wildcard covers exactly one label, and a name covers itself', () => {
  expect(domainCovers('*.a.example', 'www.a.example')).toBe(true);
  expect(domainCovers('a.example', 'a.example')).toBe(true);
  expect(domainCovers('*.a.example', 'a.example')).toBe(false);
  expect(domainCovers('*.a.example', 'x.www.a.example')).toBe(false);
  expect(domainCovers('*.a.example', '*.b.a.example')).toBe(false);
  expect(domainCovers('a.example', 'www.a.example')).toBe(false);
});
