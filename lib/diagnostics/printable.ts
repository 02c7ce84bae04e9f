/** Longest value that a message quotes, in UTF-16 code units; the rest is cut and marked with an ellipsis. */
export const VALUE_LENGTH_MAX = 80;

/** Control and format characters, lone surrogates and line separators: all that can move, hide or colour text in a terminal. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** The text with every character that a terminal would act on written as `\uXXXX`. Printable text stays as it is. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => character.split('').map(escaped).join(''));
}

/** The text in JSON's quotes, on one line, printable, and cut to {@link VALUE_LENGTH_MAX}. */
export function quoted(text: string): string {
  return printable(JSON.stringify(shortened(text)));
}

/** A value as a message shows it: text in quotes, numbers bare, and of a mapping or list only its kind. */
export function shown(value: unknown): string {
  if (typeof value === 'string') {
    return quoted(value);
  }
  if (value === null || value === undefined) {
    return 'nothing';
  }
  if (typeof value === 'number' || typeof value === 'boolean') {
    return String(value);
  }
  return Array.isArray(value) ? 'a list' : 'a mapping';
}

/** A value as a field of JSON holds it: text without quotes, otherwise as {@link shown}. */
export function valueText(value: unknown): string {
  return typeof value === 'string' ? printable(shortened(value)) : shown(value);
}

function shortened(text: string): string {
  if (text.length <= VALUE_LENGTH_MAX) {
    return text;
  }
  // A cut through a surrogate pair would leave half a character.
  const cut = /[\uD800-\uDBFF]$/.test(text.slice(0, VALUE_LENGTH_MAX))
    ? VALUE_LENGTH_MAX - 1
    : VALUE_LENGTH_MAX;
  return `${text.slice(0, cut)}…`;
}

function escaped(codeUnit: string): string {
  return `\\u${codeUnit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
