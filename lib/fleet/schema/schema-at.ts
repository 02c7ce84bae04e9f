import { z } from 'zod';

import type { FieldPath } from '../yaml/field-path';

/** The schema of the field at the path, or undefined where the schema says nothing of it. */
export function schemaAt(schema: z.core.$ZodType, path: FieldPath): z.core.$ZodType | undefined {
  let current: z.core.$ZodType | undefined = schema;
  for (const step of path) {
    current = current === undefined ? undefined : childSchema(unwrapped(current), step);
  }
  return current;
}

/** The keys that a mapping of this schema may have; none for what is not a mapping with known keys. */
export function keysOf(schema: z.core.$ZodType | undefined): readonly string[] {
  const inner = schema === undefined ? undefined : unwrapped(schema);
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
}

/** What the schema says of the field in words. */
export function descriptionOf(schema: z.core.$ZodType | undefined): string | undefined {
  if (schema === undefined) {
    return undefined;
  }
  const inner = unwrapped(schema);
  return (
    z.globalRegistry.get(schema)?.description ??
    (inner === schema ? undefined : z.globalRegistry.get(inner)?.description)
  );
}

function childSchema(schema: z.core.$ZodType, step: string | number): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodObject) {
    const shape: Readonly<Record<string, z.core.$ZodType>> = schema.shape;
    return Object.hasOwn(shape, step) ? shape[step] : undefined;
  }
  if (schema instanceof z.ZodArray) {
    return schema.element;
  }
  return schema instanceof z.ZodRecord ? schema.valueType : undefined;
}

function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  let current = schema;
  while (
    current instanceof z.ZodOptional ||
    current instanceof z.ZodDefault ||
    current instanceof z.ZodPrefault
  ) {
    current = current.unwrap();
  }
  return current;
}
