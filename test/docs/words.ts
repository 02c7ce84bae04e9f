/** A line of shell as words, with quotes taken off and nothing else done. What follows a pipe or `#` is left out. */
export function words(line: string): readonly string[] {
  const pieces = [...line.matchAll(/\s*((?:"[^"]*"|'[^']*'|[^\s"'])+)/g)].map((match) => match[1] ?? '');
  const end = pieces.findIndex((piece) => ['|', '#', '&&', '&', '>'].includes(piece));
  return pieces
    .slice(0, end < 0 ? undefined : end)
    .map((piece) =>
      piece.replaceAll(/"([^"]*)"|'([^']*)'/g, (_, double, single) => String(double ?? single)),
    );
}
