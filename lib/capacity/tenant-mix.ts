import type { FleetUsage, TenantUsage } from './fleet-usage';
import { sum } from './meter';
import type { Counts } from './meter';

/** What a number of tenants uses, to count with for those that come: a part of a role for each is as true as it sounds. */
export interface TenantMix {
  readonly total: Counts;
  /** How many tenants use that; at least one. */
  readonly tenants: number;
  /** Whom it was counted in: the tenants of the cell, of all shared cells, or one as `onboard` writes it. */
  readonly of: 'cell' | 'fleet' | 'new';
  /** How many of them are of each tier. */
  readonly tiers: Readonly<Record<string, number>>;
}

export interface MixChoice {
  /** Count those of one tier only. */
  readonly tier?: string;
  /** One as `onboard` writes it, for where there is nobody to count yet. */
  readonly fresh?: TenantUsage;
}

/** Whom a cell is taken to get: tenants such as it has, or else such as the shared cells have; undefined where nobody is. */
export function tenantMix(
  cellId: string,
  usage: FleetUsage,
  { tier, fresh }: MixChoice,
): TenantMix | undefined {
  const isOf = (tenant: TenantUsage): boolean => tier === undefined || tenant.tier === tier;
  const shared = usage.cells.filter(({ cell }) => cell.kind === 'shared' || cell.id === cellId);
  const inCell = shared
    .filter(({ cell }) => cell.id === cellId)
    .flatMap(({ tenants }) => tenants.filter(isOf));
  if (inCell.length > 0) {
    return mixOf(inCell, 'cell');
  }
  const inFleet = shared.flatMap(({ tenants }) => tenants.filter(isOf));
  if (inFleet.length > 0) {
    return mixOf(inFleet, 'fleet');
  }
  return fresh === undefined ? undefined : mixOf([fresh], 'new');
}

function mixOf(tenants: readonly TenantUsage[], of: TenantMix['of']): TenantMix {
  const tiers: Record<string, number> = {};
  for (const { tier } of tenants) {
    tiers[tier] = (tiers[tier] ?? 0) + 1;
  }
  return { total: sum(tenants.map(({ counts }) => counts)), tenants: tenants.length, of, tiers };
}
