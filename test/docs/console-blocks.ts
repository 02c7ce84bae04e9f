/** A command that a document shows, with what it shows of its output. */
export interface ShownCommand {
  readonly document: string;
  /** Line of the document, from 1. */
  readonly line: number;
  /** Without the `$ ` before it. */
  readonly command: string;
  /** Lines as they stand in the document. */
  readonly output: readonly string[];
}

interface Fence {
  readonly language: string;
  readonly line: number;
  readonly lines: readonly string[];
}

/** The commands of a document’s `console` blocks, in order. A block may be indented, as in a list. */
export function shownCommands(document: string, text: string): readonly ShownCommand[] {
  return fences(text)
    .filter(({ language }) => language === 'console')
    .flatMap(({ line, lines }) => commandsOf(document, line, lines));
}

/** Lines of the blocks that are shown and not run: `sh` and `bash`, with continued lines put together. */
export function scriptLines(text: string): readonly string[] {
  return fences(text)
    .filter(({ language }) => language === 'sh' || language === 'bash')
    .flatMap(({ lines }) =>
      lines
        .join('\n')
        .replaceAll(/\\\n\s*/g, ' ')
        .split('\n'),
    );
}

function commandsOf(document: string, first: number, lines: readonly string[]): readonly ShownCommand[] {
  const starts = lines.flatMap((line, index) => (line.startsWith('$ ') ? [index] : []));
  return starts.map((start, index) => ({
    document,
    line: first + start,
    command: (lines[start] ?? '').slice(2),
    output: lines.slice(start + 1, starts[index + 1]),
  }));
}

function fences(text: string): readonly Fence[] {
  return [...text.matchAll(/^( *)```([a-z]+)\n([\s\S]*?)^ *```$/gm)].map((match) => {
    const [, indent = '', language = '', body = ''] = match;
    const lines = body.trimEnd().split('\n');
    return {
      language,
      line: text.slice(0, match.index).split('\n').length + 1,
      lines: lines.map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line)),
    };
  });
}
