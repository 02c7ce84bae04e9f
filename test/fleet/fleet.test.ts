import { tierFeatures } from '../../lib/fleet/fleet';

const TIERS = {
  foundational: { features: ['watchlist'] },
  premium: { extends: 'foundational', features: ['payments', 'ads'] },
};

test('a tier grants its own features and those it inherits, sorted', () => {
  expect(tierFeatures(TIERS, 'premium')).toEqual(['ads', 'payments', 'watchlist']);
  expect(tierFeatures(TIERS, 'foundational')).toEqual(['watchlist']);
});

test('an unknown tier grants nothing, even when it is called like a property of objects', () => {
  expect(tierFeatures(TIERS, 'constructor')).toEqual([]);
});

test('a circle of tiers comes to an end', () => {
  const circle = { one: { extends: 'two', features: ['a'] }, two: { extends: 'one', features: ['b'] } };
  expect(tierFeatures(circle, 'one')).toEqual(['a', 'b']);
});
