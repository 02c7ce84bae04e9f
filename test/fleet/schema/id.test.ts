import { ID_LENGTH_MAX, idSchema, isId, RESERVED_IDS } from '../../../lib/fleet/schema/id';

test('an id is lower-case letters, digits and single hyphens', () => {
  expect(['rally-north', 'abc', '24x7', 'x'.repeat(ID_LENGTH_MAX)].map(isId)).toEqual(Array(4).fill(true));
  expect(
    ['ab', 'Rally', 'a--b', '-ab', 'ab-', 'a_b', 'a.b', 'abc\n', 'x'.repeat(ID_LENGTH_MAX + 1)].map(isId),
  ).toEqual(Array(9).fill(false));
});

test('the schema and the predicate agree', () => {
  for (const candidate of ['rally-north', 'ab', 'a--b', 'abc\n', 'ABC', 'a1-2b']) {
    expect(idSchema.safeParse(candidate).success).toBe(isId(candidate));
  }
});

test('every reserved id could otherwise be taken, and none is listed twice', () => {
  expect(RESERVED_IDS.filter((id) => !isId(id))).toEqual([]);
  expect(new Set(RESERVED_IDS).size).toBe(RESERVED_IDS.length);
});
