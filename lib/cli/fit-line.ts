/** Two spaces within a line are the gap between two columns. */
const TABLE_ROW = /\S {2,}\S/;

/**
 * A line of a command as lines of at most `width` characters: rows of tables are cut, and say so by `…`; sentences go on
 * in the next line, two characters further in.
 */
export function fitLine(line: string, width: number): readonly string[] {
  if (line.length <= width) {
    return [line];
  }
  return TABLE_ROW.test(line) ? [`${line.slice(0, width - 1).trimEnd()}…`] : wrap(line, width);
}

/** Prose as lines of at most `width` characters. */
export function wrap(text: string, width: number, hanging = 2): readonly string[] {
  const start = /^ */.exec(text)?.[0].length ?? 0;
  const lines: string[] = [];
  let line = ' '.repeat(start);
  for (const word of text.slice(start).split(' ')) {
    const isFirst = line.trim() === '';
    if (!isFirst && line.length + 1 + word.length > width) {
      lines.push(line);
      line = `${' '.repeat(start + hanging)}${word}`;
    } else {
      line += isFirst ? word : ` ${word}`;
    }
  }
  return [...lines, line];
}

/** Where the last column of a table may begin for what goes on in the next line to stand below it. */
const LAST_COLUMN_MAX = 0.8;

/**
 * Text of a command for a terminal of `width` characters: nothing is cut. What does not fit goes on in the next line,
 * below the last column of a table.
 */
export function fitText(text: string, width: number): string {
  return text
    .split('\n')
    .flatMap((line) => (line.length <= width ? [line] : wrap(line, width, hangingOf(line, width))))
    .join('\n');
}

function hangingOf(line: string, width: number): number {
  const start = /^ */.exec(line)?.[0].length ?? 0;
  const last = TABLE_ROW.test(line) ? line.lastIndexOf('  ') + 2 : 0;
  return last > start && last <= width * LAST_COLUMN_MAX ? last - start : 2;
}
