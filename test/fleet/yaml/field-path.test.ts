import { fieldText, valueAt } from '../../../lib/fleet/yaml/field-path';

test('a field is named as people write it', () => {
  expect(fieldText(['branding', 'colors', 'primary'])).toBe('branding.colors.primary');
  expect(fieldText(['contacts', 0, 'email'])).toBe('contacts[0].email');
  expect(fieldText([])).toBe('');
});

test('a hostile key is quoted, printable and shortened', () => {
  expect(fieldText(['cells', 'a.b\u001b'])).toBe(String.raw`cells["a.b\u001b"]`);
  expect(fieldText(['x'.repeat(10_000)]).length).toBeLessThan(100);
});

test('a value is found by its path, and inherited properties are no values', () => {
  const root = { a: [{ b: null }], c: 1 };
  expect(valueAt(root, ['a', 0, 'b'])).toBeNull();
  expect(valueAt(root, [])).toBe(root);
  expect(valueAt(root, ['c', 'd'])).toBeUndefined();
  expect(valueAt(root, ['constructor'])).toBeUndefined();
  expect(valueAt(root, ['a', 'length'])).toBeUndefined();
});
