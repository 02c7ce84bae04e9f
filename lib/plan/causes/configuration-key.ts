import { brandFolderPath, FLEET_FILE_PATH, tenantFilePath } from '../../fleet/fleet-files';
import { isMapping } from '../value-changes';
import type { Json } from '../value-changes';
import type { JsonMapping, StackSource, TenantSource } from './fleet-source';
import { isOnlyRelease } from './release-line';
import type { ReleaseMove } from './release-line';

/** Something that people wrote and that differs between two states. */
export interface ConfigurationKey {
  /** `tenants/rally-north/tenant.yaml: branding.colors.primary`. */
  readonly id: string;
  readonly file: string;
  /** Path in the file, joined by dots; left out for a whole file. */
  readonly key?: string;
  readonly before?: Json;
  readonly after?: Json;
  /** Code and not configuration: what no other key explains is its work. @default configuration */
  readonly isProgram?: boolean;
  /** The source with what this key has in the other one. */
  readonly take: (into: StackSource, from: StackSource) => StackSource;
}

/** What is known of two states beside the sources of one stack. */
export interface KnownDifferences {
  /** Cells whose keys count: those that the stack stands in, or is. */
  readonly cells: readonly string[];
  /** All that differs in `fleet.yaml`. */
  readonly ofFleet: readonly ValueDifference[];
  /** What the files of the tenant were found to pin. @default not known */
  readonly releases?: ReleaseMove;
}

/**
 * What differs between two sources of one stack and could show in it: the tenant's own keys and files, and of the fleet
 * its name, who may deploy, the tiers and the cells that count. A list is one key.
 */
export function configurationKeys(
  before: StackSource,
  after: StackSource,
  { cells, ofFleet, releases }: KnownDifferences,
): readonly ConfigurationKey[] {
  return [
    ...ofTenant(before, after, releases),
    ...ofFleet
      .filter(({ path: [top = '', name = ''] }) =>
        top === 'cells'
          ? cells.includes(name)
          : top === 'name' || top === 'access' || (top === 'tiers' && after.kind === 'tenant'),
      )
      .map((difference) =>
        keyOf(FLEET_FILE_PATH, difference, (into, from) => ({
          ...into,
          fleet: withValue(into.fleet, from.fleet, difference.path),
        })),
      ),
  ];
}

function ofTenant(
  before: StackSource,
  after: StackSource,
  releases: ReleaseMove | undefined,
): readonly ConfigurationKey[] {
  if (before.tenant === undefined || after.tenant === undefined) {
    return [];
  }
  return after.kind === 'access'
    ? ofAccess(before.tenant, after.tenant)
    : [...ofTenantFile(before.tenant, after.tenant, releases), ...ofBrand(before.tenant, after.tenant)];
}

/** Of the files of a tenant, its roles are told the cell and no more. */
function ofAccess(before: TenantSource, after: TenantSource): readonly ConfigurationKey[] {
  return before.text !== undefined && before.text === after.text
    ? []
    : differing(before.value, after.value)
        .filter(({ path: [top] }) => top === 'cell')
        .map((difference) => tenantKey(after.id, difference));
}

/** A value that differs, by its route. */
export interface ValueDifference {
  readonly path: readonly string[];
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** The mappings of two values taken apart, as far as both have one. */
export function differing(
  before: Json | undefined,
  after: Json | undefined,
  path: readonly string[] = [],
): readonly ValueDifference[] {
  if (isMapping(before) && isMapping(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => differing(own(before, key), own(after, key), [...path, key]));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
}

function ofTenantFile(
  before: TenantSource,
  after: TenantSource,
  releases: ReleaseMove | undefined,
): readonly ConfigurationKey[] {
  const differences =
    releases !== undefined && isOnlyRelease(before.text, after.text, releases)
      ? [{ path: ['release'], ...releases }]
      : differing(before.value, after.value);
  return differences.map((difference) => tenantKey(after.id, difference));
}

/** A key of a tenant's file, by its route. */
export function tenantKey(tenant: string, difference: ValueDifference): ConfigurationKey {
  return keyOf(tenantFilePath(tenant), difference, (into, from) =>
    withTenant(into, (source) => ({
      ...source,
      value: withValue(source.value, from.tenant?.value ?? {}, difference.path),
    })),
  );
}

function ofBrand(before: TenantSource, after: TenantSource): readonly ConfigurationKey[] {
  const paths = [...new Set([...before.brand.keys(), ...after.brand.keys()])].sort();
  return paths
    .filter((path) => !sameBytes(before.brand.get(path), after.brand.get(path)))
    .map((path): ConfigurationKey => {
      const file = `${brandFolderPath(after.id)}/${path}`;
      const take: ConfigurationKey['take'] = (into, from) =>
        withTenant(into, (tenant) => {
          const brand = new Map(tenant.brand);
          const bytes = from.tenant?.brand.get(path);
          brand.delete(path);
          return { ...tenant, brand: bytes === undefined ? brand : brand.set(path, bytes) };
        });
      return { id: file, file, take };
    });
}

function keyOf(
  file: string,
  { path, before, after }: ValueDifference,
  take: ConfigurationKey['take'],
): ConfigurationKey {
  const key = path.join('.');
  return {
    id: `${file}: ${key}`,
    file,
    key,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    take,
  };
}

function withTenant(source: StackSource, change: (tenant: TenantSource) => TenantSource): StackSource {
  return source.tenant === undefined ? source : { ...source, tenant: change(source.tenant) };
}

/** `into` with what `from` has at the path, or without it where `from` has nothing there. */
function withValue(
  into: JsonMapping,
  from: JsonMapping,
  [key = '', ...rest]: readonly string[],
): JsonMapping {
  const [mine, theirs] = [own(into, key), own(from, key)];
  const isNowhere = mine === undefined && theirs === undefined;
  const value =
    rest.length > 0 && !isNowhere
      ? withValue(isMapping(mine) ? mine : {}, isMapping(theirs) ? theirs : {}, rest)
      : theirs;
  const { [key]: _, ...others } = into;
  return value === undefined ? others : { ...into, [key]: value };
}

function sameBytes(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return (
    a === b ||
    (a !== undefined && b !== undefined && a.length === b.length && a.every((byte, at) => byte === b[at]))
  );
}

function own(mapping: JsonMapping, key: string): Json | undefined {
  return Object.hasOwn(mapping, key) ? mapping[key] : undefined;
}
