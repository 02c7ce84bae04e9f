/** A part of a parsed template: what `JSON.parse` can give. */
export type Value = string | number | boolean | null | readonly Value[] | Mapping;

export interface Mapping {
  readonly [key: string]: Value;
}

/** A CloudFormation template, parsed. Nothing of its form is taken for granted. */
export type Template = Mapping;

export function isMapping(value: Value | undefined): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** A list of one where a single value may stand for it, as in policies; empty when there is none. */
export function listOf(value: Value | undefined): readonly Value[] {
  return value === undefined ? [] : isList(value) ? value : [value];
}

/** A member of the template's own, never one that every object has. */
export function member(value: Value | undefined, key: string): Value | undefined {
  return isMapping(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** A mapping at the key; an empty one when something else or nothing is there. */
export function mappingAt(value: Value | undefined, key: string): Mapping {
  const found = member(value, key);
  return isMapping(found) ? found : NOTHING;
}

const NOTHING: Mapping = {};

/** The name of the intrinsic function that the mapping calls: `Ref`, `Fn::Join`; undefined when it calls none. */
export function intrinsicOf(value: Mapping): string | undefined {
  for (const key in value) {
    if (key === 'Ref' || key.startsWith('Fn::')) {
      return key;
    }
  }
  return undefined;
}
