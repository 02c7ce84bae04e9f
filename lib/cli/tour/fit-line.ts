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
