import type { Json, SlotKind } from './slots';

/** JSON text with holes, as `JSON.stringify(value, undefined, 1)` would write it. */
export interface Stencil {
  /** Text before, between and after the holes: one more than there are holes. */
  readonly texts: readonly string[];
  readonly holes: readonly Hole[];
}

export interface Hole {
  /** Index of the value that fills it. */
  readonly value: number;
  /** Inside a string, or in the place of a whole value of JSON. */
  readonly fills: 'string' | 'value';
  /** Spaces before the line that the value begins on, which every further line of it gets as well. */
  readonly indent: string;
}

/** What stood for a value when the text was made. */
export interface Mark {
  readonly kind: SlotKind;
  /** Letters and digits for text, digits for a number; in no other text. */
  readonly mark: string;
}

/** Cuts the text at every mark. A list's mark is the only item of a list. */
export function cutStencil(text: string, marks: readonly Mark[]): Stencil {
  const indexOfMark = new Map(marks.map(({ mark }, index) => [mark, index]));
  const anyMark = new RegExp(marks.map(({ mark }) => mark).join('|') || '(?!)', 'g');
  const texts: string[] = [];
  const holes: Hole[] = [];
  let from = 0;
  for (const match of text.matchAll(anyMark)) {
    const value = indexOfMark.get(match[0]) ?? 0;
    const cut = cutAt(text, match.index, match[0], marks[value]?.kind ?? 'text');
    texts.push(text.slice(from, cut.start));
    holes.push({ value, fills: cut.fills, indent: indentAt(text, cut.start) });
    from = cut.end;
  }
  return { texts: [...texts, text.slice(from)], holes };
}

/** The text with the values in its holes. Values are never searched, so one may hold anything, a mark included. */
export function stamp({ texts, holes }: Stencil, values: StampValues): string {
  let text = texts[0] ?? '';
  for (const [index, { value, fills, indent }] of holes.entries()) {
    text += fills === 'string' ? values.insideString(value) : values.asValue(value, indent);
    text += texts[index + 1] ?? '';
  }
  return text;
}

/** The values of one stack as JSON, each written once however many holes it fills. */
export class StampValues {
  private readonly values: readonly Json[];
  private readonly strings: string[] = [];
  private readonly whole: string[] = [];

  constructor(values: readonly Json[]) {
    this.values = values;
  }

  /** As it stands between the quotes of a string. */
  insideString(index: number): string {
    const value = this.values[index];
    return (this.strings[index] ??= JSON.stringify(
      typeof value === 'string' ? value : JSON.stringify(value),
    ).slice(1, -1));
  }

  /** As a value of its own, which begins on a line with this indent. */
  asValue(index: number, indent: string): string {
    const text = (this.whole[index] ??= JSON.stringify(this.values[index], undefined, 1));
    return indent === '' ? text : text.replaceAll('\n', `\n${indent}`);
  }
}

interface Cut {
  readonly start: number;
  readonly end: number;
  readonly fills: Hole['fills'];
}

function cutAt(text: string, start: number, mark: string, kind: SlotKind): Cut {
  const end = start + mark.length;
  const isQuoted = text[start - 1] === '"' && text[end] === '"';
  if (kind === 'list') {
    const opening = text.lastIndexOf('[', start);
    const closing = text.indexOf(']', end);
    const isAlone =
      /^\[\s*"$/.test(text.slice(opening, start)) && /^"\s*\]$/.test(text.slice(end, closing + 1));
    return isAlone ? { start: opening, end: closing + 1, fills: 'value' } : { start, end, fills: 'string' };
  }
  if (kind === 'whole' && isQuoted) {
    return { start: start - 1, end: end + 1, fills: 'value' };
  }
  const isBare =
    kind === 'number' && /[\s[,]$/.test(text.slice(start - 1, start)) && /^[\s,\]}]/.test(text.slice(end));
  return { start, end, fills: isBare ? 'value' : 'string' };
}

function indentAt(text: string, position: number): string {
  const line = text.lastIndexOf('\n', position - 1) + 1;
  return /^ */.exec(text.slice(line, position))?.[0] ?? '';
}
