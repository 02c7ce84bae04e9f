import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

import type { Content } from '../cloud/content';
import type { RunFleet } from './run-fleet';

/** What a tenant's items must hold, read from the files alone and by other code than the product's. */
export interface ExpectedPartition {
  readonly settings: Content;
  readonly entitlements: Content;
  readonly catalogue: Content;
  readonly homepage: Content;
}

interface FleetFile {
  readonly cells: Readonly<Record<string, { readonly domain: string }>>;
  readonly tiers: Readonly<
    Record<string, { readonly extends?: string; readonly features: readonly string[] }>
  >;
}

interface TenantFile {
  readonly name: string;
  readonly cell: string;
  readonly tier: string;
  readonly domains?: readonly string[];
  readonly branding: { readonly homepage: unknown };
  readonly catalogue: unknown;
  readonly features?: Readonly<Record<string, unknown>>;
}

/** Features that a tier grants but that are off until a tenant gives their settings. */
const FEATURES_WITH_SETTINGS = ['ads', 'payments'];

export function expectedPartition(fleet: RunFleet, tenant: string): ExpectedPartition {
  const { cells, tiers } = parse(readFileSync(join(fleet.folder, 'fleet.yaml'), 'utf8')) as FleetFile;
  const path = join(fleet.folder, 'tenants', tenant, 'tenant.yaml');
  const file = parse(readFileSync(path, 'utf8')) as TenantFile;
  const { homepage, ...branding } = file.branding;
  const granted = featuresOf(file.tier, tiers);
  const enabled = granted.filter(
    (feature) => !FEATURES_WITH_SETTINGS.includes(feature) || file.features?.[feature] !== undefined,
  );
  return {
    settings: asText({
      name: file.name,
      tier: file.tier,
      hosts: file.domains ?? [`${tenant}.${cells[file.cell]?.domain ?? ''}`],
      branding,
    }),
    entitlements: asText(Object.fromEntries(enabled.map((name) => [name, file.features?.[name] ?? {}]))),
    catalogue: asText(file.catalogue),
    homepage: asText({ rows: homepage }),
  };
}

function featuresOf(tier: string, tiers: FleetFile['tiers']): readonly string[] {
  const { extends: base, features } = tiers[tier] ?? { features: [] };
  return [...(base === undefined ? [] : featuresOf(base, tiers)), ...features];
}

/** CloudFormation hands every number over as text, so that is what an item holds. */
function asText(value: unknown): Content {
  if (Array.isArray(value)) {
    return value.map(asText);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, asText(part)]));
  }
  return String(value);
}
