import { tierFeatures } from '../../fleet/fleet';
import type { Fleet, Tenant } from '../../fleet/fleet';
import type { FeatureDescription } from '../../fleet/feature-catalogue';
import type { ReleaseDescriptions } from '../../fleet/release-description';
import type { Span } from '../../fleet/schema/clock-time';
import { plural } from '../plural';

/** One setting of a tenant beside what it would be if the tenant had said nothing. */
export interface TenantSetting {
  readonly key: string;
  /** What its tier, its release or the fleet gives; undefined where each tenant has to say it. */
  readonly standard: string | undefined;
  readonly own: string;
}

/** The settings of a tenant that are its own: other than the standard, or without one. */
export function tenantDifferences(
  fleet: Fleet,
  tenant: Tenant,
  catalogues: ReleaseDescriptions,
): readonly TenantSetting[] {
  return tenantSettings(fleet, tenant, catalogues).filter(({ standard, own }) => standard !== own);
}

/** Everything that a tier, a release or the fleet has an answer to, or asks every tenant for. */
export function tenantSettings(
  fleet: Fleet,
  tenant: Tenant,
  catalogues: ReleaseDescriptions,
): readonly TenantSetting[] {
  const catalogue = catalogues.get(tenant.release)?.features ?? {};
  return [
    ...tierFeatures(fleet.tiers, tenant.tier).flatMap((name) =>
      featureSettings(name, tenant, Object.hasOwn(catalogue, name) ? catalogue[name] : undefined),
    ),
    ...placeSettings(fleet, tenant),
    ...maintenanceSettings(fleet, tenant),
  ];
}

function featureSettings(
  name: string,
  { features }: Tenant,
  description: FeatureDescription | undefined,
): readonly TenantSetting[] {
  const own = Object.hasOwn(features, name) ? features[name] : undefined;
  if (own === undefined) {
    return [{ key: `features.${name}`, standard: 'on', own: 'off: it is not set up' }];
  }
  const defaults = defaultsOf(description);
  return [
    { key: `features.${name}`, standard: 'on', own: 'on' },
    ...Object.entries(own).map(([key, value]) => ({
      key: `features.${name}.${key}`,
      standard: defaults.has(key) ? valueText(defaults.get(key)) : undefined,
      own: valueText(value),
    })),
  ];
}

/** Of those settings that have one. */
function defaultsOf(description: FeatureDescription | undefined): ReadonlyMap<string, unknown> {
  const properties = description?.settings?.['properties'];
  return new Map(
    Object.entries(typeof properties === 'object' && properties !== null ? properties : {}).flatMap(
      ([key, schema]: [string, unknown]) =>
        typeof schema === 'object' && schema !== null && 'default' in schema ? [[key, schema.default]] : [],
    ),
  );
}

function placeSettings(
  { cells }: Fleet,
  { id, cell: cellId, release, domains, certificateArn }: Tenant,
): readonly TenantSetting[] {
  const cell = cells.find((one) => one.id === cellId);
  const standardDomain = cell === undefined ? undefined : `${id}.${cell.domain}`;
  return [
    { key: 'release', standard: cell?.release, own: release },
    { key: 'domains', standard: standardDomain, own: domains.join(', ') || (standardDomain ?? 'none') },
    {
      key: 'certificateArn',
      standard: 'that of its cell',
      own: certificateArn ?? 'that of its cell',
    },
  ];
}

function maintenanceSettings(
  { defaults }: Fleet,
  { maintenance: own, freezes, hold }: Tenant,
): readonly TenantSetting[] {
  const { maintenance: standard } = defaults;
  return [
    { key: 'maintenance.timeZone', standard: standard.timeZone, own: own.timeZone },
    { key: 'maintenance.window', standard: spanText(standard.window), own: spanText(own.window) },
    {
      key: 'maintenance.quietHours',
      standard: spansText(standard.quietHours),
      own: spansText(own.quietHours),
    },
    {
      key: 'maintenance.noticeDays',
      standard: plural(standard.noticeDays, 'day'),
      own: plural(own.noticeDays, 'day'),
    },
    {
      key: 'maintenance.freezes',
      standard: 'none',
      own: freezes.map(({ name, from, to }) => `${name}, ${from} to ${to}`).join('; ') || 'none',
    },
    {
      key: 'hold',
      standard: 'none',
      own:
        hold === undefined
          ? 'none'
          : `${hold.reason}${hold.until === undefined ? '' : `, until ${hold.until}`}`,
    },
  ];
}

/** `tue wed thu 02:00 to 06:00`. */
export function spanText({ days, from, to }: Span): string {
  return `${days.join(' ')} ${from} to ${to}`;
}

function spansText(spans: readonly Span[]): string {
  return spans.map(spanText).join('; ') || 'none';
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
