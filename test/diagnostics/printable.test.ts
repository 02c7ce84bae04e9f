import fc from 'fast-check';

import { printable, quoted, shown, VALUE_LENGTH_MAX, valueText } from '../../lib/diagnostics/printable';

const ACTS_ON_TERMINAL = /[\p{C}\p{Zl}\p{Zp}]/u;

test('an escape sequence is shown, not sent', () => {
  expect(quoted('\u001b[31mred')).toBe(String.raw`"\u001b[31mred"`);
  expect(printable('a\u202eb\u009bc\u2028d')).toBe(String.raw`a\u202eb\u009bc\u2028d`);
});

test('ordinary text of any script stays as it is', () => {
  expect(printable('Bücher, 映画 und 🎬')).toBe('Bücher, 映画 und 🎬');
});

test('a value of several lines is quoted on one', () => {
  expect(quoted('one\ntwo "three"')).toBe(String.raw`"one\ntwo \"three\""`);
});

test('a long value is cut, and never through half a character', () => {
  expect(quoted('x'.repeat(5000))).toBe(`"${'x'.repeat(VALUE_LENGTH_MAX)}…"`);
  expect(quoted(`${'x'.repeat(VALUE_LENGTH_MAX - 1)}🎬 and more`)).toBe(
    `"${'x'.repeat(VALUE_LENGTH_MAX - 1)}…"`,
  );
});

test('values that are not text are shown by what they are', () => {
  expect([shown(7), shown(true), shown(null), shown([1]), shown({ a: 1 }), shown('x')]).toEqual([
    '7',
    'true',
    'nothing',
    'a list',
    'a mapping',
    '"x"',
  ]);
  expect(valueText('x')).toBe('x');
  expect(valueText(7)).toBe('7');
});

test('no text whatever reaches a terminal raw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(quoted(text)).not.toMatch(ACTS_ON_TERMINAL);
      expect(printable(text)).not.toMatch(ACTS_ON_TERMINAL);
      expect(valueText(text)).not.toMatch(ACTS_ON_TERMINAL);
    }),
    { seed: 20261122, numRuns: 500 },
  );
});
