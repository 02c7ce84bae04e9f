import type { z } from 'zod';

import { isMapping } from '../yaml/field-path';

/**
 * What is left of a refused document when every top-level field with an issue is taken out, parsed with a schema in
 * which all fields are optional. Of the fields in `mappingsOfEntries` only the entries with an issue are taken out.
 * Undefined when even the rest is refused.
 */
export function soundPart<Schema extends z.ZodType>(
  document: Readonly<Record<string, unknown>>,
  partialSchema: Schema,
  issues: readonly z.core.$ZodIssue[],
  mappingsOfEntries: readonly string[],
): z.infer<Schema> | undefined {
  const faults = issues.flatMap(faultyPaths);
  const rest = Object.entries(document).flatMap(([field, value]) => {
    const inField = faults.filter(([first]) => first === field);
    if (inField.length === 0) {
      return [[field, value]];
    }
    const entries = inField.map(([, second]) => second);
    return mappingsOfEntries.includes(field) && isMapping(value) && !entries.includes(undefined)
      ? [[field, without(value, entries)]]
      : [];
  });
  return partialSchema.safeParse(Object.fromEntries(rest)).data;
}

function faultyPaths(issue: z.core.$ZodIssue): readonly (readonly PropertyKey[])[] {
  if (issue.code === 'unrecognized_keys' && issue.path.length === 0) {
    return issue.keys.map((key) => [key]);
  }
  return [issue.path];
}

function without(
  mapping: Readonly<Record<string, unknown>>,
  keys: readonly unknown[],
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(mapping).filter(([key]) => !keys.includes(key)));
}
