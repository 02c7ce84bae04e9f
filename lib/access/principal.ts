import type { TenantAccess } from './tenant-access';

/** In what way a principal may change a tenant. */
export type Way = 'owner' | 'role' | 'workflow';

/** A tenant that a principal may change, and in what ways. */
export interface Reach {
  readonly tenant: string;
  readonly cell: string;
  readonly ways: readonly Way[];
}

/** Everybody who is named: owners, ARNs of roles and repositories, sorted. */
export function principalsOf(accesses: readonly TenantAccess[]): readonly string[] {
  return [...new Set(accesses.flatMap((access) => [...waysInto(access).keys()]))].sort();
}

/** Every tenant that the principal may change, in the order of the tenants; none when nobody is called so. */
export function reachOf(principal: string, accesses: readonly TenantAccess[]): readonly Reach[] {
  return accesses.flatMap((access) => {
    const ways = waysInto(access).get(principal);
    return ways === undefined ? [] : [{ tenant: access.tenant, cell: access.cell, ways }];
  });
}

function waysInto({ owners, deployment }: TenantAccess): ReadonlyMap<string, readonly Way[]> {
  const ways = new Map<string, readonly Way[]>();
  const add = (principal: string, way: Way): void => {
    ways.set(principal, [...(ways.get(principal) ?? []), way]);
  };
  owners.forEach((owner) => {
    add(owner, 'owner');
  });
  if (deployment.kind === 'own-roles') {
    deployment.takenBy.forEach((taker) => {
      add(taker.kind === 'role' ? taker.arn : taker.repository, taker.kind);
    });
  }
  return ways;
}
