/** A part of a template: what `JSON.parse` can give. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** One value that differs. `before` is left out where there was none, and `after` where there is none any more. */
export interface ValueChange {
  /** The route to it, such as `DistributionConfig.Origins[3].ConnectionTimeout`. */
  readonly path: string;
  readonly before?: Json;
  readonly after?: Json;
}

const PLAIN_KEY = /^[A-Za-z0-9_-]+$/;

/**
 * The smallest parts in which two values differ, in the order in which they are written. An item that is put into a list
 * or taken from it is one change, and the items after it are none.
 */
export function valueChanges(
  before: Json | undefined,
  after: Json | undefined,
  path: string,
): readonly ValueChange[] {
  if (same(before, after)) {
    return [];
  }
  if (isList(before) && isList(after)) {
    return listChanges(before, after, path);
  }
  if (isMapping(before) && isMapping(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) =>
      valueChanges(own(before, key), own(after, key), path === '' ? key : `${path}${step(key)}`),
    );
  }
  return [
    {
      path,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    },
  ];
}

/** What the lists have in common at both ends stays; between the ends, items are compared one by one. */
function listChanges(before: readonly Json[], after: readonly Json[], path: string): readonly ValueChange[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && same(before[start], after[start])) {
    start += 1;
  }
  let end = 0;
  while (end < shorter - start && same(before.at(-1 - end), after.at(-1 - end))) {
    end += 1;
  }
  const length = Math.max(before.length, after.length) - end - start;
  return Array.from({ length }, (_, offset) => start + offset).flatMap((index) =>
    valueChanges(
      index < before.length - end ? before[index] : undefined,
      index < after.length - end ? after[index] : undefined,
      `${path}[${index}]`,
    ),
  );
}

function step(key: string): string {
  return PLAIN_KEY.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

function own(mapping: { readonly [key: string]: Json }, key: string): Json | undefined {
  return Object.hasOwn(mapping, key) ? mapping[key] : undefined;
}

function same(a: Json | undefined, b: Json | undefined): boolean {
  if (isList(a) && isList(b)) {
    return a.length === b.length && a.every((item, index) => same(item, b[index]));
  }
  if (isMapping(a) && isMapping(b)) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]))
    );
  }
  return a === b;
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** Whether the value is a mapping: an object that is no list. */
export function isMapping(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
