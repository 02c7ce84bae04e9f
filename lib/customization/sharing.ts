import type { JsonMapping } from '../plan/causes/fleet-source';
import type { Json } from '../plan/value-changes';
import type { WrittenKey } from './written-keys';

/**
 * A text that is equal for keys that come to the same: the same keys, built alike, with equal values at the same places,
 * which the blueprint hands on and never looks into. Only whether a value is true or false, or nothing, decides.
 *
 * @param newDefaults By the name of the key.
 */
export function patternOf(keys: readonly WrittenKey[], newDefaults: readonly (Json | undefined)[]): string {
  const ordinals = new Map<string | number, number>();
  return JSON.stringify(
    keys.map(({ path, own, default: byDefault }, index) => [
      path.join('.'),
      ...[byDefault, newDefaults[index], own].map((value) =>
        value === undefined ? null : [numbered(value, ordinals)],
      ),
    ]),
  );
}

/** Every text and number in a value. */
function scalarsIn(value: Json | undefined): readonly (string | number)[] {
  if (typeof value === 'string' || typeof value === 'number') {
    return [value];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(scalarsIn) : [];
}

/**
 * Whether a value of a template holds something that a tenant, or its cell, has for itself: it is not to be shown for
 * others that share the answer.
 */
export function ownValues(own: JsonMapping): (leaf: string) => boolean {
  const scalars = scalarsIn(own);
  const texts = scalars.filter((scalar) => typeof scalar === 'string').map(insideText);
  const numbers = new Set(scalars.filter((scalar) => typeof scalar === 'number').map(String));
  return (leaf) =>
    numbers.has(leaf) || (leaf.startsWith('"') && texts.some((text) => text !== '' && leaf.includes(text)));
}

function numbered(value: Json, ordinals: Map<string | number, number>): Json {
  if (typeof value === 'string' || typeof value === 'number') {
    const ordinal = ordinals.get(value) ?? ordinals.size;
    ordinals.set(value, ordinal);
    return ordinal;
  }
  if (isList(value)) {
    return value.map((item) => numbered(item, ordinals));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, numbered(part, ordinals)]))
    : value;
}

function insideText(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
