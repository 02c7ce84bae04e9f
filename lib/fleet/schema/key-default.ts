import { z } from 'zod';

import type { FieldPath } from '../yaml/field-path';
import { keysOf, schemaAt } from './schema-at';

/** What a key is where nobody writes it; `required` for one that must be written. */
type KeyDefault = { readonly kind: 'required' } | { readonly kind: 'default'; readonly value: unknown };

/** A key of a file, by its route, with what it is where nobody writes it. */
export interface SchemaKey {
  readonly path: FieldPath;
  readonly default: KeyDefault;
}

/** Every key that the schema names. A mapping that must be written is taken apart; one that need not be is one key. */
export function schemaKeys(schema: z.core.$ZodType, path: FieldPath = []): readonly SchemaKey[] {
  const at = schemaAt(schema, path);
  return keysOf(at).flatMap((key) => {
    const route = [...path, key];
    const own = schemaAt(schema, route);
    const absent = own === undefined ? undefined : z.safeParse(own, undefined);
    if (absent?.success === true) {
      return [{ path: route, default: { kind: 'default', value: absent.data } as const }];
    }
    const inner = schemaKeys(schema, route);
    return inner.length > 0 ? inner : [{ path: route, default: { kind: 'required' } as const }];
  });
}
