import type { FieldPath } from '../../../lib/fleet/yaml/field-path';
import { locator } from '../../../lib/fleet/yaml/locate';

const TEXT = `name: Rally
empty:
colors:
  primary: '#000000'
rows:
  - title: One
    days: [mon, tue]
shared: &shared { a: 1 }
copy: *shared
1: number
`;

function at(path: FieldPath, part?: 'key' | 'value'): string {
  const { line, column } = locator('f.yaml', TEXT)(path, part);
  return `${line}:${column}`;
}

test('a value is found by keys and indexes, and its key beside it', () => {
  expect([at(['name']), at(['name'], 'key')]).toEqual(['1:7', '1:1']);
  expect([at(['colors', 'primary']), at(['colors', 'primary'], 'key')]).toEqual(['4:12', '4:3']);
  expect([at(['rows', 0, 'title']), at(['rows', 0, 'days', 1])]).toEqual(['6:12', '7:17']);
  expect(at(['1'])).toBe('10:4');
});

test('an empty value is at its key', () => {
  expect(at(['empty'])).toBe('2:1');
});

test('a list item without a key is where it begins', () => {
  expect(at(['rows', 0], 'key')).toBe('6:5');
});

test('what is missing points at the nearest thing around it', () => {
  expect(at(['owners'])).toBe('1:1');
  expect(at(['colors', 'accent'])).toBe('3:1');
  expect(at(['rows', 7, 'title'])).toBe('5:1');
  expect(at(['name', 'deeper', 'still'])).toBe('1:1');
});

test('a path leads through an alias, and an alias itself is where it is written', () => {
  expect(at(['copy', 'a'])).toBe('8:22');
  expect(at(['copy'])).toBe('9:7');
});

test('text that cannot be parsed with positions gives a place without a line', () => {
  expect(locator('f.yaml', '')(['a'])).toEqual({ file: 'f.yaml' });
});
