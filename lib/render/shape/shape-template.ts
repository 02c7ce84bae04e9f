import type { Shape } from './shape';
import type { Json } from './slots';
import type { Hole, Stencil } from './stencil';

/** The route to a part of a template: keys of mappings, and indexes of lists. */
type Route = readonly (string | number)[];

/** What the templates of a shape have in common. */
export interface Frame {
  /** The template with an empty text in each place that holds a value, alone or among other text. */
  readonly template: Json;
  /** Those places. */
  readonly places: readonly Route[];
}

/** A template of a shape, as `JSON.parse` would give it: the same object, in part, as others of its shape. */
export interface FilledTemplate {
  readonly template: Json;
  readonly frame: Frame;
  /** What stands in each place of the frame. */
  readonly filled: readonly Json[];
}

/** The template of a shape, parsed once for all of its stacks. */
export class ShapeTemplate {
  private readonly frame: Frame;
  private readonly root: Node;

  private constructor(root: Node) {
    this.root = root;
    const places: Route[] = [];
    this.frame = { template: emptied(root, [], places), places };
  }

  /** Undefined when a value is more than a part of the template's texts, as the name of a member. */
  static of({ template }: Shape): ShapeTemplate | undefined {
    if (template.texts.some((text) => text.includes(OPENING))) {
      return undefined;
    }
    const root = nodeOf(JSON.parse(withMarkers(template)) as Json, template.holes);
    return root === undefined ? undefined : new ShapeTemplate(root);
  }

  /** @param values One for each slot of the shape. */
  fill(values: readonly Json[]): FilledTemplate {
    const filled: Json[] = [];
    return { template: withValues(this.root, values, filled), frame: this.frame, filled };
  }
}

/** A part of a template: one that is always the same, or is made of values. */
type Node =
  | { readonly kind: 'constant'; readonly value: Json }
  | { readonly kind: 'value'; readonly index: number }
  /** Texts, and indexes of the values between them. */
  | { readonly kind: 'text'; readonly parts: readonly (string | number)[] }
  | { readonly kind: 'list'; readonly items: readonly Node[] }
  | { readonly kind: 'mapping'; readonly members: readonly (readonly [string, Node])[] };

/** Around the number of a hole: characters of private use, which templates do not hold. */
const OPENING = '\ue000';
const CLOSING = '\ue001';
const MARKER = /\ue000([0-9]+)!?\ue001/;
/** Says that the hole is a whole value. */
const WHOLE = '!';

/** Marks each hole; one outside of any text becomes a text of its own. */
function withMarkers({ texts }: Stencil): string {
  let marked = '';
  let isInText = false;
  for (const [index, text] of texts.entries()) {
    marked += text;
    if (index < texts.length - 1) {
      isInText = isInText !== hasOddQuotes(text);
      const marker = `${OPENING}${index}${isInText ? '' : WHOLE}${CLOSING}`;
      marked += isInText ? marker : `"${marker}"`;
    }
  }
  return marked;
}

/** Whether a text of JSON goes into a string or out of one. */
function hasOddQuotes(text: string): boolean {
  return (text.replace(/\\./gs, '').match(/"/g) ?? []).length % 2 === 1;
}

function nodeOf(value: Json, holes: readonly Hole[]): Node | undefined {
  if (typeof value === 'string') {
    return value.includes(OPENING) ? textNode(value, holes) : { kind: 'constant', value };
  }
  if (typeof value !== 'object' || value === null) {
    return { kind: 'constant', value };
  }
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).map((item) => nodeOf(item, holes));
    return items.every((item) => item !== undefined) ? listNode(value, items) : undefined;
  }
  const members: [string, Node][] = [];
  for (const [key, part] of Object.entries(value)) {
    const node = nodeOf(part, holes);
    if (node === undefined || key.includes(OPENING) || key === '__proto__') {
      return undefined;
    }
    members.push([key, node]);
  }
  return members.every(([, { kind }]) => kind === 'constant')
    ? { kind: 'constant', value }
    : { kind: 'mapping', members };
}

function listNode(value: Json, items: readonly Node[]): Node {
  return items.every(({ kind }) => kind === 'constant')
    ? { kind: 'constant', value }
    : { kind: 'list', items };
}

function textNode(text: string, holes: readonly Hole[]): Node {
  const parts = text.split(MARKER).map((part, index) => (index % 2 === 0 ? part : Number(part)));
  const [, only] = parts;
  if (text.includes(WHOLE + CLOSING) && typeof only === 'number') {
    return { kind: 'value', index: holes[only]?.value ?? 0 };
  }
  return {
    kind: 'text',
    parts: parts.map((part) => (typeof part === 'number' ? (holes[part]?.value ?? 0) : part)),
  };
}

function emptied(node: Node, route: Route, places: Route[]): Json {
  switch (node.kind) {
    case 'constant':
      return node.value;
    case 'list':
      return node.items.map((item, index) => emptied(item, [...route, index], places));
    case 'mapping':
      return Object.fromEntries(
        node.members.map(([key, part]) => [key, emptied(part, [...route, key], places)]),
      );
    case 'value':
    case 'text':
      places.push(route);
      return '';
  }
}

function withValues(node: Node, values: readonly Json[], filled: Json[]): Json {
  switch (node.kind) {
    case 'constant':
      return node.value;
    case 'list':
      return node.items.map((item) => withValues(item, values, filled));
    case 'mapping': {
      const mapping: Record<string, Json> = {};
      for (const [key, part] of node.members) {
        mapping[key] = withValues(part, values, filled);
      }
      return mapping;
    }
    case 'value':
    case 'text': {
      const value = node.kind === 'value' ? (values[node.index] ?? null) : textOf(node.parts, values);
      filled.push(value);
      return value;
    }
  }
}

function textOf(parts: readonly (string | number)[], values: readonly Json[]): string {
  let text = '';
  for (const part of parts) {
    const value = typeof part === 'number' ? (values[part] ?? null) : part;
    text += typeof value === 'string' ? value : JSON.stringify(value);
  }
  return text;
}
