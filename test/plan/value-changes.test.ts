import fc from 'fast-check';

import { valueChanges } from '../../lib/plan/value-changes';
import type { Json } from '../../lib/plan/value-changes';

const SEED = 20261122;

test('only what differs is named, by the route to it', () => {
  expect(
    valueChanges(
      { Origins: [{ Id: 'api', Port: 443 }, { Id: 'app' }], Enabled: true },
      { Origins: [{ Id: 'api', Port: 8443 }, { Id: 'app' }], Enabled: true },
      'Config',
    ),
  ).toEqual([{ path: 'Config.Origins[0].Port', before: 443, after: 8443 }]);
});

test('what was not there, or is there no more, has no such side', () => {
  expect(valueChanges({ a: 1 }, { b: null }, 'x')).toEqual([
    { path: 'x.a', before: 1 },
    { path: 'x.b', after: null },
  ]);
});

test('an item that is put into a list or taken from it is one change, wherever it is', () => {
  const [few, many] = [
    ['a', 'd'],
    ['a', 'b', 'c', 'd'],
  ];
  expect(valueChanges(few, many, 'list')).toEqual([
    { path: 'list[1]', after: 'b' },
    { path: 'list[2]', after: 'c' },
  ]);
  expect(valueChanges(many, few, 'list')).toEqual([
    { path: 'list[1]', before: 'b' },
    { path: 'list[2]', before: 'c' },
  ]);
});

test('the order of keys is no change, and a key with odd letters is written so that it can be read', () => {
  expect(valueChanges({ a: 1, b: 2 }, { b: 2, a: 1 }, '')).toEqual([]);
  expect(valueChanges({ 'aws:tag': 1 }, {}, 'Tags')).toEqual([{ path: 'Tags["aws:tag"]', before: 1 }]);
});

test('a value never differs from itself, and always from any other', () => {
  const json = fc.jsonValue() as fc.Arbitrary<Json>;
  fc.assert(
    fc.property(json, json, (a, b) => {
      expect(valueChanges(a, JSON.parse(JSON.stringify(a)) as Json, 'x')).toEqual([]);
      const isSame = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
      expect(valueChanges(a, b, 'x').length === 0).toBe(isSame);
    }),
    { seed: SEED, numRuns: 200 },
  );
});

function sorted(value: Json): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Array.isArray(value)
    ? (value as readonly Json[]).map(sorted)
    : Object.entries(value)
        .map(([key, part]) => [key, sorted(part)])
        .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
}
