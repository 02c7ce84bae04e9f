import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document, Node } from 'yaml';

import type { Place } from '../../diagnostics/place';
import type { FieldPath } from './field-path';

/**
 * The place of a field. `key` asks for its name, `value` for what it holds; a list item has no name, and an empty value
 * stands at its key. A field that does not exist is at the nearest one around it that does.
 */
export type Locate = (path: FieldPath, part?: 'key' | 'value') => Place;

/** Finds the places of a YAML text that is known to parse. The text is parsed again with positions, but only when asked. */
export function locator(file: string, text: string): Locate {
  let positions: Positions | undefined;
  return (path, part = 'value') => {
    positions ??= parsePositions(text);
    const offset = positions.document === undefined ? undefined : offsetOf(positions.document, path, part);
    if (offset === undefined) {
      return { file };
    }
    const { line, col } = positions.lines.linePos(offset);
    return { file, line, column: col };
  };
}

interface Positions {
  readonly document: Document.Parsed | undefined;
  readonly lines: LineCounter;
}

function parsePositions(text: string): Positions {
  const lineCounter = new LineCounter();
  try {
    const document = parseDocument(text, {
      lineCounter,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
    return { document, lines: lineCounter };
  } catch {
    // A place without a line is better than none of the problems.
    return { document: undefined, lines: lineCounter };
  }
}

interface Found {
  readonly key: number | undefined;
  readonly node: Node | undefined;
}

function offsetOf(document: Document.Parsed, path: FieldPath, part: 'key' | 'value'): number | undefined {
  let found: Found = { key: undefined, node: document.contents ?? undefined };
  for (const [depth, step] of path.entries()) {
    const child = childOf(resolved(found.node, document), step);
    if (child === undefined) {
      return depth === 0 ? startOf(found.node) : (found.key ?? startOf(found.node));
    }
    found = child;
  }
  return part === 'key' ? (found.key ?? startOf(found.node)) : (startOf(found.node) ?? found.key);
}

function childOf(node: Node | undefined, step: string | number): Found | undefined {
  if (isSeq<Node>(node)) {
    const item = typeof step === 'number' ? node.items[step] : undefined;
    return item === undefined ? undefined : { key: undefined, node: item };
  }
  if (!isMap<Node, Node | null>(node)) {
    return undefined;
  }
  const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
  return pair === undefined ? undefined : { key: startOf(pair.key), node: pair.value ?? undefined };
}

function resolved(node: Node | undefined, document: Document.Parsed): Node | undefined {
  return isAlias(node) ? node.resolve(document) : node;
}

/** Where the node begins; undefined for an empty one, which has no text of its own. */
function startOf(node: Node | undefined): number | undefined {
  const range = node?.range;
  if (range === undefined || range === null || range[0] === range[1]) {
    return undefined;
  }
  return range[0];
}
