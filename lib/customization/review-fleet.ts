import type { Tenant } from '../fleet/fleet';
import type { CustomizationReport, TenantCustomizations } from './customization-report';
import { CustomizationReview } from './customization-review';
import type { CustomizationReviewProps } from './customization-review';

/**
 * What these tenants set, and what an upgrade does to it.
 *
 * @throws ProblemError when a release must not be rendered with.
 */
export async function reviewCustomizations(
  tenants: readonly Tenant[],
  props: CustomizationReviewProps,
): Promise<CustomizationReport> {
  const review = new CustomizationReview(props);
  const found: TenantCustomizations[] = [];
  for (const tenant of tenants) {
    found.push(await review.review(tenant));
  }
  const atRisk = found.filter(isAtRisk);
  const others = found.filter((one) => !isAtRisk(one));
  return {
    version: 1,
    ...(props.release === undefined ? {} : { release: props.release }),
    tenants: [...byId(atRisk), ...byId(others)],
  };
}

/** Whether the upgrade does something to what the tenant set, or cannot be had. */
export function isAtRisk({ upgrade }: TenantCustomizations): boolean {
  return upgrade?.kind === 'refused' || (upgrade?.kind === 'upgrade' && upgrade.isAtRisk);
}

function byId(tenants: readonly TenantCustomizations[]): readonly TenantCustomizations[] {
  return tenants.toSorted((a, b) => (a.tenant < b.tenant ? -1 : 1));
}
