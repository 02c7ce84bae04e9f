import { isOnlyRelease } from '../../../lib/plan/causes/release-line';

const MOVE = { before: '2026.11.0', after: '2026.11.1' };
const FILE = 'name: Rally\nrelease: 2026.11.0\ntier: premium\n';

test('a file that only pins another release is known by its text', () => {
  expect(isOnlyRelease(FILE, FILE.replace('11.0', '11.1'), MOVE)).toBe(true);
});

test.each([
  ['another key differs as well', FILE, 'name: Rallye\nrelease: 2026.11.1\ntier: premium\n', MOVE],
  ['a comment differs as well', FILE, '# moved\nname: Rally\nrelease: 2026.11.1\ntier: premium\n', MOVE],
  ['nothing differs', FILE, FILE, MOVE],
  ['the release is the same', FILE, FILE, { before: '2026.11.0', after: '2026.11.0' }],
  ['the file pins something else than is known', FILE, FILE.replace('11.0', '11.2'), MOVE],
  ['the line is written otherwise', FILE.replace('2026.11.0', "'2026.11.0'"), FILE, MOVE],
  ['the line is not of the top', 'a:\n  release: 2026.11.0\n', 'a:\n  release: 2026.11.1\n', MOVE],
  ['there is no text', undefined, undefined, MOVE],
])('a file has to be parsed where %s', (_, before, after, releases) => {
  expect(isOnlyRelease(before, after, releases)).toBe(false);
});
