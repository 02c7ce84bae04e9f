import { hostNames } from '../subject';
import type { Subject, TenantSubject } from '../subject';

/** What every tenant of a fleet is called, to find it in the stacks of others. */
export interface FleetNames {
  readonly tenants: ReadonlySet<string>;
  /** Tenants that answer at a host or wildcard. */
  readonly byHost: ReadonlyMap<string, readonly string[]>;
  /** Tenants that answer at a host one label below a name, for what a wildcard of the name covers. */
  readonly belowName: ReadonlyMap<string, readonly string[]>;
  /** Domains of the cells, under which each tenant has the host of its id. */
  readonly cellDomains: ReadonlySet<string>;
}

export function fleetNames(subjects: readonly Subject[]): FleetNames {
  const tenants = subjects.filter((subject) => subject.kind === 'tenant');
  const byHost = new Map<string, string[]>();
  const belowName = new Map<string, string[]>();
  for (const subject of tenants) {
    for (const host of hostNames(subject)) {
      add(byHost, host, subject.tenant);
      if (!host.startsWith('*.')) {
        add(belowName, nameAbove(host), subject.tenant);
      }
    }
  }
  return {
    tenants: new Set(tenants.map(({ tenant }) => tenant)),
    byHost,
    belowName,
    cellDomains: new Set(subjects.map(({ cell }) => cell.domain)),
  };
}

/** A tenant other than `own` that answers at the host, or at a wildcard above it. */
export function foreignOwner(host: string, own: string | undefined, names: FleetNames): string | undefined {
  return (
    otherThan(own, names.byHost.get(host)) ??
    (host.startsWith('*.') ? undefined : otherThan(own, names.byHost.get(`*.${nameAbove(host)}`)))
  );
}

/** The domain of a cell that the host lies under, or is; of several the longest, since one may lie under another. */
export function cellDomainOf(host: string, { cellDomains }: FleetNames): string | undefined {
  let name = host;
  while (!cellDomains.has(name)) {
    const dot = name.indexOf('.');
    if (dot === -1) {
      return undefined;
    }
    name = name.slice(dot + 1);
  }
  return name;
}

/** A host name that the tenant shares with another, and with whom. */
export interface HostConflict {
  readonly host: string;
  readonly why: string;
}

export function hostConflicts(subject: TenantSubject, names: FleetNames): readonly HostConflict[] {
  return hostNames(subject).flatMap((host) => {
    const owner = foreignOwner(host, subject.tenant, names);
    if (owner !== undefined) {
      return [{ host, why: `tenant ${owner} answers there as well` }];
    }
    const covered = host.startsWith('*.')
      ? otherThan(subject.tenant, names.belowName.get(host.slice(2)))
      : undefined;
    if (covered !== undefined) {
      return [{ host, why: `the wildcard covers a host of tenant ${covered}` }];
    }
    const domain = subject.hosts.kind === 'own' ? cellDomainOf(host, names) : undefined;
    return domain === undefined
      ? []
      : [{ host, why: `it lies under ${domain}, where each tenant has its own` }];
  });
}

function nameAbove(host: string): string {
  return host.slice(host.indexOf('.') + 1);
}

function otherThan(own: string | undefined, owners: readonly string[] | undefined): string | undefined {
  return owners?.find((owner) => owner !== own);
}

function add(map: Map<string, string[]>, key: string, value: string): void {
  const values = map.get(key);
  if (values === undefined) {
    map.set(key, [value]);
  } else {
    values.push(value);
  }
}
