/**
 * What may differ between two stacks of one shape, found by walking the plain input that the blueprint is given. Each
 * place holds a value that the blueprint passes on and never looks into; everything else is part of the shape.
 */
export interface Slot {
  /** The route to the value in the input. */
  readonly path: readonly string[];
  readonly kind: SlotKind;
}

export type SlotKind =
  /** A string, alone or inside a longer one. */
  | 'text'
  /** A number, alone or inside a string. */
  | 'number'
  /** Any value of JSON, handed on whole. */
  | 'whole'
  /** A list of any length, handed on whole. */
  | 'list';

/** What the blueprint may look into and decide by, so that it belongs to the shape; paths joined by dots. */
const DECIDED_BY: ReadonlySet<string> = new Set(['cell.region', 'cell.kind', 'hosts.kind']);

/** Documents that are handed on whole, however they are built. */
const WHOLE: ReadonlySet<string> = new Set(['documents']);

/** A part of an input: what `JSON.parse` can give. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Every slot of the input, ordered as the input is written. */
export function slotsOf(input: Json): readonly Slot[] {
  return leaves(input, []);
}

/**
 * The shape that the input is of: its structure and what the blueprint decides by. Two inputs with the same key have
 * the same slots.
 */
export function shapeKey(input: Json): string {
  return JSON.stringify(structure(input, '', ''));
}

/** The input with every slot's value replaced. */
export function withSlots(
  input: Json,
  slots: readonly Slot[],
  valueOf: (slot: Slot, index: number) => Json,
): Json {
  return slots.reduce((changed, slot, index) => replaced(changed, slot.path, valueOf(slot, index)), input);
}

/** The values of the slots, in their order. */
export function slotValues(input: Json, slots: readonly Slot[]): readonly Json[] {
  return slots.map(
    ({ path }) => path.reduce<Json | undefined>((value, key) => member(value, key), input) ?? null,
  );
}

function leaves(value: Json, path: readonly string[]): readonly Slot[] {
  const kind = slotKind(value, path.join('.'), path.slice(0, -1).join('.'));
  if (kind !== undefined) {
    return [{ path, kind }];
  }
  return isObject(value) ? Object.entries(value).flatMap(([key, part]) => leaves(part, [...path, key])) : [];
}

/** `at` is the path of the value, joined by dots; `parent` that of what holds it. */
function slotKind(value: Json, at: string, parent: string): SlotKind | undefined {
  if (DECIDED_BY.has(at)) {
    return undefined;
  }
  if (WHOLE.has(parent)) {
    return 'whole';
  }
  if (Array.isArray(value)) {
    return 'list';
  }
  return typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : undefined;
}

function structure(value: Json, at: string, parent: string): Json {
  const kind = slotKind(value, at, parent);
  if (kind !== undefined || !isObject(value)) {
    return kind ?? [value];
  }
  const parts: Record<string, Json> = {};
  for (const [key, part] of Object.entries(value)) {
    parts[key] = structure(part, at === '' ? key : `${at}.${key}`, at);
  }
  return parts;
}

function replaced(value: Json, [key, ...rest]: readonly string[], replacement: Json): Json {
  if (key === undefined) {
    return replacement;
  }
  return isObject(value)
    ? { ...value, [key]: replaced(member(value, key) ?? null, rest, replacement) }
    : replacement;
}

function member(value: Json | undefined, key: string): Json | undefined {
  return value !== undefined && isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
