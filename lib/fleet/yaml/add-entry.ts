import { isMap, isNode, parseDocument } from 'yaml';

import type { FieldPath } from './field-path';

/**
 * The text with one more entry behind the last one of the mapping at `path`, and everything else as it was: comments,
 * order, quotes, line ends.
 *
 * @param lines The entry as it would be written at the margin.
 * @returns undefined where there is no mapping in block style that has an entry.
 */
export function addEntry(text: string, path: FieldPath, lines: readonly string[]): string | undefined {
  const mapping = parseDocument(text).getIn(path, true);
  if (!isMap(mapping) || mapping.flow === true || mapping.anchor !== undefined) {
    return undefined;
  }
  const [first, last] = [mapping.items[0]?.key, mapping.items.at(-1)?.value];
  const [start, end] = [startOf(first), isNode(last) ? last.range?.[1] : undefined];
  if (start === undefined || end === undefined) {
    return undefined;
  }
  const indentation = text.slice(text.lastIndexOf('\n', start) + 1, start);
  if (indentation.trim() !== '') {
    return undefined;
  }
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const behind = endOfLine(text, text.slice(0, end).trimEnd().length);
  const entry = lines.map((line) => `${lineEnd}${indentation}${line}`).join('');
  return `${text.slice(0, behind)}${entry}${text.slice(behind)}`;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}

/** Behind what stands on the line, a comment included. */
function endOfLine(text: string, position: number): number {
  const end = text.indexOf('\n', position);
  const line = text.slice(0, end === -1 ? text.length : end);
  return line.endsWith('\r') ? line.length - 1 : line.length;
}
