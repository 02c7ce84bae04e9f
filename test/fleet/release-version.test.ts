import { compareReleases, isReleaseVersion } from '../../lib/fleet/release-version';

test.each(['2026.1.0', '2026.11.0', '2026.12.14'])('%s is a version', (version) => {
  expect(isReleaseVersion(version)).toBe(true);
});

test.each([
  'next',
  '2026.0.0',
  '2026.13.0',
  '2026.01.0',
  '2026.11',
  '2026.11.01',
  '1999.1.0',
  '2026.11.0-a',
  '',
])('%j is none', (version) => {
  expect(isReleaseVersion(version)).toBe(false);
});

test('releases are ordered by their numbers and not by their letters, and next comes last', () => {
  const ordered = ['2025.12.0', '2026.2.0', '2026.2.9', '2026.2.10', '2026.10.0', 'next'];
  expect(ordered.toReversed().sort(compareReleases)).toEqual(ordered);
  expect(compareReleases('2026.2.0', '2026.2.0')).toBe(0);
  expect(compareReleases('next', 'next')).toBe(0);
});
