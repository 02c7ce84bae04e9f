import { canonicalJson } from '../../lib/plan/plan-digest';

test('canonical JSON is the same whatever the order of keys', () => {
  const one = { b: [1, { d: null, c: 'é\u0001"' }], a: true };
  const other = { a: true, b: [1, { c: 'é\u0001"', d: null }] };
  expect(canonicalJson(one)).toBe('{"a":true,"b":[1,{"c":"é\\u0001\\"","d":null}]}');
  expect(canonicalJson(other)).toBe(canonicalJson(one));
});

test('what is undefined is left out, as JSON leaves it out', () => {
  expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}');
  expect(canonicalJson(JSON.parse(JSON.stringify({ a: undefined, b: 1 })))).toBe('{"b":1}');
});
