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
  return JSON.stringify(structure(input, []));
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
  const kind = slotKind(value, path);
  if (kind !== undefined) {
    return [{ path, kind }];
  }
  return isObject(value) ? Object.entries(value).flatMap(([key, part]) => leaves(part, [...path, key])) : [];
}

function slotKind(value: Json, path: readonly string[]): SlotKind | undefined {
  if (DECIDED_BY.has(path.join('.'))) {
    return undefined;
  }
  if (path.length > 1 && WHOLE.has(path.slice(0, -1).join('.'))) {
    return 'whole';
  }
  if (Array.isArray(value)) {
    return 'list';
  }
  return typeof value === 'string' ? 'text' : typeof value === 'number' ? 'number' : undefined;
}

function structure(value: Json, path: readonly string[]): Json {
  const kind = slotKind(value, path);
  if (kind !== undefined || !isObject(value)) {
    return kind ?? [value];
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [key, structure(part, [...path, key])]),
  );
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
