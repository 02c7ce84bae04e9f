import { z } from 'zod';

import type { ReleaseDescriptions } from '../release-description';
import { isMapping } from '../yaml/field-path';
import { fleetFileSchema } from './fleet-file';
import { tenantFileSchema } from './tenant-file';

/** A JSON Schema (draft 2020-12) as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The schema of `fleet.yaml` as it is written, for editors. */
export function fleetJsonSchema(): JsonSchema {
  return z.toJSONSchema(fleetFileSchema, { io: 'input' });
}

/**
 * The schema of `tenant.yaml` as it is written, for editors, with the settings of the features of all given releases.
 * Where releases differ in the settings of a feature, any of theirs is allowed: which one counts depends on the pinned
 * release, which only the full check knows.
 */
export function tenantJsonSchema(releases: ReleaseDescriptions): JsonSchema {
  const schema = z.toJSONSchema(tenantFileSchema, { io: 'input' });
  const features = schema.properties?.['features'];
  return {
    ...schema,
    properties: {
      ...schema.properties,
      features: {
        type: 'object',
        ...(isMapping(features)
          ? { description: features['description'], default: features['default'] }
          : {}),
        properties: featureProperties(releases),
        additionalProperties: false,
      },
    },
  };
}

function featureProperties(releases: ReleaseDescriptions): Readonly<Record<string, JsonSchema>> {
  const catalogues = [...releases.values()].map(({ features }) => features);
  const names = [...new Set(catalogues.flatMap((catalogue) => Object.keys(catalogue)))].sort();
  return Object.fromEntries(
    names.flatMap((name) => {
      const variants = catalogues.flatMap((catalogue) =>
        Object.hasOwn(catalogue, name) ? (catalogue[name] ?? []) : [],
      );
      const settings = distinct(variants.flatMap(({ settings: own }) => (own === undefined ? [] : [own])));
      const [only, ...others] = settings.map(withoutDialect);
      if (only === undefined) {
        return [];
      }
      const description = variants.at(-1)?.summary;
      return [[name, { ...(others.length === 0 ? only : { anyOf: [only, ...others] }), description }]];
    }),
  );
}

/** A dialect may only be named at the root of a schema. */
function withoutDialect(schema: JsonSchema): JsonSchema {
  const { $schema: _, ...rest } = schema;
  return rest;
}

function distinct(schemas: readonly JsonSchema[]): readonly JsonSchema[] {
  return [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
}
