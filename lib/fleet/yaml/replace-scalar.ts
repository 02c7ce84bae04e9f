import { isScalar, parseDocument } from 'yaml';
import type { Node } from 'yaml';

import { invariant } from '../../diagnostics/invariant';
import type { FieldPath } from './field-path';

/**
 * The text with another value at `path`, and everything else as it was: comments, order, quotes, line ends.
 *
 * @param value A text without quotes, backslashes and line ends, such as a version.
 * @returns undefined where there is no single value at the path.
 */
export function replaceScalar(text: string, path: FieldPath, value: string): string | undefined {
  invariant(/^[\w.:/-]+$/.test(value), 'a value that is written into a file needs no escapes');
  const node = parseDocument(text).getIn(path, true) as Node | undefined;
  const range = node?.range;
  if (!isScalar(node) || range === null || range === undefined || node.anchor !== undefined) {
    return undefined;
  }
  const [start, end] = range;
  return `${text.slice(0, start)}${inStyle(node.type, value)}${text.slice(end)}`;
}

function inStyle(style: string | undefined, value: string): string {
  switch (style) {
    case 'QUOTE_DOUBLE':
      return `"${value}"`;
    case 'QUOTE_SINGLE':
      return `'${value}'`;
    default:
      // Written plainly, 2026.11 would be a number.
      return /^[\d.]*$/.test(value) && !/\..*\./.test(value) ? `'${value}'` : value;
  }
}
