/**
 * Says what is wrong with the output that a document shows of a command, or nothing. A line that is only `…` stands for
 * any lines, `…` within a line for any text, and a time, a digest or an operation's id for any other of its kind. Lines
 * before the first and after the last that is shown may be left out without it.
 */
export function outputFault(shown: readonly string[], printed: string): string | undefined {
  const lines = withoutBlankEnd(printed.split('\n'));
  const wanted = withoutBlankEnd(shown);
  const pattern = wanted
    .map((line) => (line.trim() === '…' ? '(?:.*\n)*?' : `${linePattern(line)}\n`))
    .join('');
  if (new RegExp(`^${pattern}`, 'm').test(`${lines.join('\n')}\n`)) {
    return undefined;
  }
  const strange = wanted.find((line) => !lines.some((one) => new RegExp(`^${linePattern(line)}$`).test(one)));
  const what =
    strange === undefined ? 'lines in another order, or lines that are not shown' : `no line "${strange}"`;
  return `${what} in what was printed:\n${lines.join('\n')}`;
}

function withoutBlankEnd(lines: readonly string[]): readonly string[] {
  return lines.slice(0, lines.findLastIndex((line) => line.trim() !== '') + 1);
}

function linePattern(line: string): string {
  return normalised(line.trimEnd())
    .split('…')
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*')
    .replaceAll('<time>', String.raw`\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\dZ`)
    .replaceAll('<id>', String.raw`[0-9a-f]{8}-[0-9a-f-]{27}`)
    .replaceAll('<digest>', '[0-9a-f]{12}(?:[0-9a-f]{52})?')
    .concat(' *');
}

/** What differs each time is replaced by the name of its kind. */
function normalised(text: string): string {
  return text
    .replaceAll(/\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\dZ/g, '<time>')
    .replaceAll(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<id>')
    .replaceAll(/\b(?:[0-9a-f]{64}|(?=[0-9a-f]*\d)[0-9a-f]{12})\b/g, '<digest>');
}
