import { listText, nearest, nextStepFor } from '../../lib/diagnostics/suggest';

const TIERS = ['foundational', 'premium', 'enterprise'];

test.each([
  ['premum', 'premium'],
  ['Premium', 'premium'],
  ['permium', 'premium'],
  ['enterprse', 'enterprise'],
])('a name one slip away is suggested: %s means %s', (written, meant) => {
  expect(nearest(written, TIERS)).toBe(meant);
});

test('nothing is suggested for a name that is like none', () => {
  expect(nearest('gold', TIERS)).toBeUndefined();
  expect(nearest('', TIERS)).toBeUndefined();
});

test('a short name is not near another with which it shares nothing', () => {
  expect(nearest('a', ['b', 'c'])).toBeUndefined();
});

test('a value of hostile length is not compared at all', () => {
  expect(nearest('p'.repeat(1_000_000), TIERS)).toBeUndefined();
});

test('the next step names what was probably meant and what there is', () => {
  expect(nextStepFor('premum', TIERS)).toBe(
    'Did you mean "premium"? Use one of: foundational, premium, enterprise.',
  );
  expect(nextStepFor('gold', TIERS)).toBe('Use one of: foundational, premium, enterprise.');
  expect(nextStepFor('gold', [])).toBe('There are none yet.');
});

test('a long list shows its beginning and how many more there are', () => {
  const cells = Array.from({ length: 112 }, (_, index) => `cell-${index}`);
  expect(listText(cells)).toMatch(/^cell-0, .*, cell-11 and 100 more$/);
  expect(listText(['one', 'two'])).toBe('one, two');
});
