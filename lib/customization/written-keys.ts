import type { FeatureCatalogue } from '../fleet/feature-catalogue';
import { featureSchema } from '../fleet/schema/feature-schema';
import { schemaKeys } from '../fleet/schema/key-default';
import type { SchemaKey } from '../fleet/schema/key-default';
import type { Maintenance } from '../fleet/schema/maintenance';
import { tenantFileSchema } from '../fleet/schema/tenant-file';
import { valueAt } from '../fleet/yaml/field-path';
import type { JsonMapping } from '../plan/causes/fleet-source';
import { isMapping, valueChanges } from '../plan/value-changes';
import type { Json } from '../plan/value-changes';

/** A key of a tenant's file that need not be there, beside what stands in its place where nobody writes it. */
export interface WrittenKey {
  readonly path: readonly string[];
  readonly own: Json;
  /** Left out where there is nothing by default. */
  readonly default?: Json;
}

/** What one tenant's file writes. */
export interface WrittenKeys {
  /** How many keys must be there, since nothing could stand in for them: the tenant's identity. */
  readonly identity: number;
  /** The others, in the order of the schema. */
  readonly optional: readonly WrittenKey[];
}

/** What stands in the place of keys that nobody writes: the fleet's defaults and those of a release. */
export interface TenantDefaults {
  readonly maintenance: Maintenance;
  readonly features: FeatureCatalogue;
}

/** The folder says it, and the file may only say the same. */
const SAID_BY_FOLDER = 'id';

let known: readonly SchemaKey[] | undefined;

/** @param value `tenant.yaml` of a sound tenant. */
export function writtenKeys(value: JsonMapping, defaults: TenantDefaults): WrittenKeys {
  known ??= schemaKeys(tenantFileSchema).filter(({ path }) => path[0] !== SAID_BY_FOLDER);
  const written = known.flatMap((key) => {
    const path = key.path.map(String);
    // What lies inside JSON is JSON.
    const own = valueAt(value, path) as Json | undefined;
    return own === undefined ? [] : [{ path, own, default: key.default }];
  });
  return {
    identity: written.filter((key) => key.default.kind === 'required').length,
    optional: written.flatMap(({ path, own, default: byDefault }): readonly WrittenKey[] => {
      if (byDefault.kind === 'required') {
        return [];
      }
      switch (path.join('.')) {
        case 'maintenance':
          return maintenanceKeys(own, defaults.maintenance);
        case 'features':
          return featureKeys(own, defaults.features);
        default:
          return [writtenKey(path, own, byDefault.value)];
      }
    }),
  };
}

/** Whether the tenant has something else than it would have by default. */
export function isCustomized({ own, default: byDefault }: WrittenKey): boolean {
  return valueChanges(byDefault, own, '').length > 0;
}

/** `features.ads.breaksPerHour`. */
export function keyName({ path }: Pick<WrittenKey, 'path'>): string {
  return path.join('.');
}

function maintenanceKeys(value: Json, defaults: Maintenance): readonly WrittenKey[] {
  const byDefault: Readonly<Record<string, unknown>> = { ...defaults, freezes: [] };
  return Object.entries(mappingOf(value)).map(([key, own]) =>
    writtenKey(['maintenance', key], own, byDefault[key]),
  );
}

/**
 * A feature with settings is off until some are written: what must be written for it is one key, and each setting that
 * has a default, or need not be there, is another.
 */
function featureKeys(value: Json, catalogue: FeatureCatalogue): readonly WrittenKey[] {
  return Object.entries(mappingOf(value)).flatMap(([name, written]) => {
    const path = ['features', name];
    const feature = Object.hasOwn(catalogue, name) ? catalogue[name] : undefined;
    const schema = feature === undefined ? undefined : featureSchema(feature);
    if (feature === undefined || schema === undefined) {
      return [{ path, own: written }];
    }
    const required = requiredOf(feature.settings);
    const settings = Object.entries(mappingOf(written));
    const needed = Object.fromEntries(settings.filter(([key]) => required.has(key)));
    const resolved = schema.safeParse(needed);
    // What a schema of JSON gives for a value of JSON is one as well.
    const byDefault = resolved.success ? (resolved.data as JsonMapping) : {};
    return [
      { path, own: needed },
      ...settings
        .filter(([key]) => !required.has(key))
        .map(([key, own]) => writtenKey([...path, key], own, byDefault[key])),
    ];
  });
}

function requiredOf(settings: Readonly<Record<string, unknown>> | undefined): ReadonlySet<unknown> {
  const required = settings?.['required'];
  return new Set(Array.isArray(required) ? required : []);
}

function writtenKey(path: readonly string[], own: Json, byDefault: unknown): WrittenKey {
  // Defaults of a file's schema are what could be written in it.
  return byDefault === undefined ? { path, own } : { path, own, default: byDefault as Json };
}

function mappingOf(value: Json): JsonMapping {
  return isMapping(value) ? value : {};
}
