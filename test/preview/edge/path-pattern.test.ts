import { comparablePath, matchesPath } from '../../../lib/preview/edge/path-pattern';

test.each([
  ['/brand/*', '/brand/1/logo.svg', true],
  ['/brand/*', '/brand/', true],
  ['/brand/*', '/brand', false],
  ['/brand/*', '/brands/logo.svg', false],
  ['/brand/*', '/Brand/logo.svg', false],
  ['brand/*', '/brand/logo.svg', true],
  ['*.jpg', '/a/b.jpg', true],
  ['/a?c', '/abc', true],
  ['/a?c', '/ac', false],
  ['/a.c', '/abc', false],
  ['*', '/', true],
])('the pattern %s and the path %s: %s', (pattern, path, matches) => {
  expect(matchesPath(pattern.startsWith('*.') ? `/${pattern}` : pattern, path)).toBe(matches);
});

test.each([
  ['/media/../brand/logo.svg', '/brand/logo.svg'],
  ['/media/%2e%2e/brand/logo.svg', '/brand/logo.svg'],
  ['//evil.example/x', '//evil.example/x'],
  ['http://evil.example/', undefined],
  ['*', undefined],
])('the path %s is compared as %s', (path, compared) => {
  expect(comparablePath(path)).toBe(compared);
});
