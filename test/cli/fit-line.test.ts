import { fitLine, fitText, wrap } from '../../lib/cli/fit-line';

test('a line that fits is left as it is', () => {
  expect(fitLine('a  table  row', 13)).toEqual(['a  table  row']);
});

test('a row of a table is cut, and says so', () => {
  expect(fitLine('rally-north  premium  ads', 20)).toEqual(['rally-north  premiu…']);
});

test('a sentence goes on in the next line, further in', () => {
  expect(fitLine('  one two three four', 11)).toEqual(['  one two', '    three', '    four']);
});

test('a word that is longer than a line stays whole', () => {
  expect(wrap('see https://multiplex.example/long now', 10)).toEqual([
    'see',
    '  https://multiplex.example/long',
    '  now',
  ]);
});

test('what does not fit into a table goes on below its last column, and nothing is lost', () => {
  expect(fitText('TENANT  FEATURES\nvela    ads dashboard watchlist\n', 22)).toBe(
    'TENANT  FEATURES\nvela    ads dashboard\n        watchlist\n',
  );
});

test('a last column that begins too far to the right goes on at the left', () => {
  expect(fitText('rally-north  premium  ads dashboard', 26)).toBe('rally-north  premium  ads\n  dashboard');
});
