import { tenantsThatShare } from '../fleet/cell-room';
import type { Cell, Fleet } from '../fleet/fleet';
import { QUOTA_NAMES } from '../fleet/schema/quotas';
import type { QuotaName, Quotas } from '../fleet/schema/quotas';
import type { StackContents } from '../render/stack-contents';
import { QUOTAS } from './quotas';

/** A quota in one place, and what is used of it there. */
export interface Meter {
  readonly quota: QuotaName;
  readonly place: MeterPlace;
  /** Most that may be used; of what distributions share, nine tenths of what AWS lets. */
  readonly limit: number;
  readonly used: number;
}

export type MeterPlace =
  | { readonly kind: 'cell'; readonly cell: string }
  | { readonly kind: 'account'; readonly account: string }
  | { readonly kind: 'region'; readonly account: string; readonly region: string }
  /** The template that uses most of the quota. */
  | { readonly kind: 'template'; readonly stack: string };

/** How much of each quota something uses. */
export type Counts = Readonly<Record<QuotaName, number>>;

/** What a stack uses of each quota. */
export function countsOf(contents: StackContents): Counts {
  return eachQuota((quota) => QUOTAS[quota].count(contents));
}

/** What all of them use together. */
export function sum(all: readonly Counts[]): Counts {
  return eachQuota((quota) => all.reduce((total, counts) => total + counts[quota], 0));
}

function eachQuota(countOf: (quota: QuotaName) => number): Counts {
  // The names are those of the record.
  return Object.fromEntries(QUOTA_NAMES.map((quota) => [quota, countOf(quota)])) as Counts;
}

/** Where a stack of the cell counts against the quota. */
export function placeOf(
  quota: QuotaName,
  { id, account, region }: Pick<Cell, 'id' | 'account' | 'region'>,
): Exclude<MeterPlace, { kind: 'template' }> | undefined {
  switch (QUOTAS[quota].scope) {
    case 'cell':
      return { kind: 'cell', cell: id };
    case 'account':
      return { kind: 'account', account };
    case 'region':
      return { kind: 'region', account, region };
    case 'template':
      return undefined;
  }
}

/** Tells places apart: one key for each. */
export function placeKey(place: MeterPlace): string {
  return Object.values(place).join(' ');
}

/** Most that an account may use of the quota, in each of its places. */
export function limitOf(quota: QuotaName, account: string, quotas: Quotas): number {
  const granted = quotas.accounts[account]?.[quota] ?? quotas.everyAccount[quota] ?? QUOTAS[quota].value;
  return quota === 'distributionsPerSharedPart' ? tenantsThatShare(granted) : granted;
}

/** For each quota of templates, the template of the fleet that comes closest to it. */
export function templateMeters(fleet: Fleet, stacks: readonly StackContents[]): readonly Meter[] {
  const accounts = new Map(fleet.cells.map(({ id, account }) => [id, account]));
  return QUOTA_NAMES.filter((quota) => QUOTAS[quota].scope === 'template').flatMap((quota) => {
    const meters = stacks.map((contents): Meter => ({
      quota,
      place: { kind: 'template', stack: contents.stack },
      limit: limitOf(quota, accounts.get(contents.cell) ?? '', fleet.quotas),
      used: QUOTAS[quota].count(contents),
    }));
    return meters.length === 0
      ? []
      : [meters.reduce((most, meter) => (share(meter) > share(most) ? meter : most))];
  });
}

/** Share of the quota that is used: 1 is all of it. */
export function share({ used, limit }: Pick<Meter, 'used' | 'limit'>): number {
  return used / limit;
}
