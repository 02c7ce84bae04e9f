/** Line and column of an offset into a text; both count from 1, columns in UTF-16 code units as editors do. */
export interface TextPosition {
  readonly line: number;
  readonly column: number;
}

export function textPosition(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: before.length - lineStart + 1 };
}
