import { isMap, isScalar, isSeq, LineCounter, parseAllDocuments } from 'yaml';
import type { Document, ErrorCode, Node, YAMLError } from 'yaml';

import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic';
import { quoted } from '../../diagnostics/printable';
import { YAML_PROBLEMS_MAX } from '../limits';
import { textPosition } from './text-position';

/** What to do about some syntax errors; the parser's own message says what is wrong. */
const NEXT_STEPS: Partial<Record<ErrorCode, string>> = {
  BAD_INDENT: 'Indent each level with two spaces more than the one above, and close every bracket.',
  BAD_SCALAR_START: 'Put the value in quotes.',
  BLOCK_AS_IMPLICIT_KEY: 'Put a value that contains ": " in quotes, or begin the mapping on a new line.',
  MISSING_CHAR: 'Add the missing character; a quote that is never closed swallows the lines after it.',
  MULTILINE_IMPLICIT_KEY: 'Write a key on one line, followed by a colon.',
  TAG_RESOLVE_FAILED: 'Remove the tag; only plain YAML is read.',
  BAD_DQ_ESCAPE: 'Use single quotes, in which a backslash is only a backslash.',
};

/**
 * All syntax problems of a text that the fast parser refused, in order, at most {@link YAML_PROBLEMS_MAX}; none when
 * the positional parser sees nothing wrong with it.
 */
export function findSyntaxProblems(file: string, text: string): readonly Diagnostic[] {
  const lineCounter = new LineCounter();
  const documents = parseDocuments(text, lineCounter);
  const errors = documents.flatMap((document) => [...document.errors, ...document.warnings]);
  const second = documents[1];
  const problems = [
    ...errors.slice(0, YAML_PROBLEMS_MAX).map((error) => syntaxProblem(file, text, error)),
    ...documents.flatMap((document) => duplicateKeys(file, document, lineCounter)),
    ...(second === undefined ? [] : [secondDocument(file, text, second)]),
  ];
  return problems.slice(0, YAML_PROBLEMS_MAX);
}

/** Whether the text holds nothing but comments and document markers. */
export function isEmptyYaml(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(#.*|---\s*|\.\.\.\s*)?$/.test(line));
}

function parseDocuments(text: string, lineCounter: LineCounter): Document.Parsed[] {
  try {
    const options = { lineCounter, uniqueKeys: false, prettyErrors: false, logLevel: 'silent' } as const;
    return [...parseAllDocuments(text, options)];
  } catch {
    // Text that no parser gets through, such as brackets nested until the stack ends: the fast parser's reason stands.
    return [];
  }
}

function syntaxProblem(file: string, text: string, error: YAMLError): Diagnostic {
  const position = textPosition(text, error.pos[0]);
  const lineText = text.split('\n', position.line)[position.line - 1] ?? '';
  if (error.code === 'TAB_AS_INDENT' || /^ *\t/.test(lineText)) {
    return tabProblem(file, position.line, lineText.indexOf('\t') + 1);
  }
  const said = error.message.replace(/[.:]?\s*$/, '');
  return diagnostic({
    code: 'FILE-012',
    place: { file, ...position },
    message: `the YAML is malformed: ${said.charAt(0).toLowerCase()}${said.slice(1)}.`,
    next: NEXT_STEPS[error.code] ?? 'Correct the YAML here.',
  });
}

/** A tab in the indentation of a line. */
export function tabProblem(file: string, line: number, column: number): Diagnostic {
  return diagnostic({
    code: 'FILE-013',
    place: { file, line, column: Math.max(column, 1) },
    message: 'a tab is used for indentation, which YAML does not allow.',
    next: 'Write two spaces for each level.',
  });
}

/** Walks with a list instead of recursion, since nothing has limited the depth of a text that is refused. */
function duplicateKeys(file: string, document: Document.Parsed, lines: LineCounter): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  const pending: unknown[] = [document.contents];
  while (pending.length > 0 && problems.length < YAML_PROBLEMS_MAX) {
    const node = pending.pop();
    if (isMap<Node, Node | null>(node)) {
      const keys = node.items.map(({ key }) => key);
      repeatedKeys(keys).forEach((repeated) => problems.push(duplicateProblem(file, repeated, lines)));
      node.items.forEach(({ key, value }) => pending.push(key, value));
    } else if (isSeq(node)) {
      node.items.forEach((item) => pending.push(item));
    }
  }
  return problems;
}

interface RepeatedKey {
  readonly name: string;
  readonly first: Node;
  readonly second: Node;
}

function repeatedKeys(keys: readonly Node[]): readonly RepeatedKey[] {
  const firstOf = new Map<string, Node>();
  return keys.flatMap((key) => {
    const name = isScalar(key) ? String(key.value) : undefined;
    const first = name === undefined ? undefined : firstOf.get(name);
    if (name !== undefined && first === undefined) {
      firstOf.set(name, key);
    }
    return name === undefined || first === undefined ? [] : [{ name, first, second: key }];
  });
}

function duplicateProblem(
  file: string,
  { name, first, second }: RepeatedKey,
  lines: LineCounter,
): Diagnostic {
  const { line, col } = lines.linePos(second.range?.[0] ?? 0);
  const firstLine = lines.linePos(first.range?.[0] ?? 0).line;
  return diagnostic({
    code: 'FILE-014',
    place: { file, line, column: col },
    message: `key ${quoted(name)} is written twice, first on line ${firstLine}.`,
    next: 'Keep one of the two.',
    value: name,
  });
}

function secondDocument(file: string, text: string, second: Document.Parsed): Diagnostic {
  return diagnostic({
    code: 'FILE-015',
    place: { file, ...textPosition(text, second.range[0]) },
    message: 'a second YAML document begins here.',
    next: 'Remove the line of "---", or give the second document a file of its own.',
  });
}
