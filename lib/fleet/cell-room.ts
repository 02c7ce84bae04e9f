import { SHARING_DISTRIBUTIONS_MAX } from './limits';
import type { Quotas } from './schema/quotas';

/** Share of the distributions of a cell that stays free, so that one can be replaced while the old one still exists. */
const FREE_PERCENT = 10;

/** Most tenants of a cell in the account: each is one distribution, and all of them share the parts of the cell. */
export function cellTenantsMax(account: string, quotas: Quotas | undefined): number {
  const granted =
    quotas?.accounts[account]?.distributionsPerSharedPart ?? quotas?.everyAccount.distributionsPerSharedPart;
  return tenantsThatShare(granted ?? SHARING_DISTRIBUTIONS_MAX);
}

/** Most tenants where so many distributions may share one policy, function, origin access control or web ACL. */
export function tenantsThatShare(distributions: number): number {
  return Math.max(1, Math.floor((distributions * (100 - FREE_PERCENT)) / 100));
}
