import { canonicalDomain, domainCovers } from '../fleet/schema/host-name';

const LOCALHOST = '.localhost';

/** What a host name leads to. */
export type HostMeaning =
  | { readonly kind: 'fleet' }
  | { readonly kind: 'tenant'; readonly id: string }
  /** Somebody else's name, led to this machine: nothing is said to a page from there. */
  | { readonly kind: 'foreign' };

export interface FleetHosts {
  /** Ids of all tenants; asked again where a host may be of one that is new. */
  readonly ids: () => readonly string[];
  /** Domains of the cells. */
  readonly cellDomains: () => readonly string[];
  /** A tenant's own domains as its file has them; empty where that cannot be read. */
  readonly domainsOf: (id: string) => readonly string[];
}

/**
 * Who is meant by the `Host` of a request. `<id>.localhost` needs no more than the names of the folders; only a host that
 * is no tenant's id has all tenants' files looked at, once, for domains of their own.
 */
export class HostNames {
  readonly #fleet: FleetHosts;
  #ids: ReadonlySet<string>;
  #owners: ReadonlyMap<string, string> | undefined;

  constructor(fleet: FleetHosts) {
    this.#fleet = fleet;
    this.#ids = new Set(fleet.ids());
  }

  /** @param header The header as it was sent: a host name or an address, with or without a port. */
  meaningOf(header: string): HostMeaning {
    const host = hostOf(header);
    if (host === 'localhost' || host === '127.0.0.1' || host === '[::1]') {
      return { kind: 'fleet' };
    }
    const id = host.endsWith(LOCALHOST) ? this.#known(host.slice(0, -LOCALHOST.length)) : this.#owner(host);
    return id === undefined ? { kind: 'foreign' } : { kind: 'tenant', id };
  }

  #known(id: string): string | undefined {
    if (!this.#ids.has(id)) {
      this.#ids = new Set(this.#fleet.ids());
    }
    return this.#ids.has(id) ? id : undefined;
  }

  #owner(host: string): string | undefined {
    const domain = canonicalDomain(host);
    if (domain === undefined) {
      return undefined;
    }
    const dot = domain.indexOf('.');
    const isCells = this.#fleet.cellDomains().includes(domain.slice(dot + 1));
    const owners = isCells ? undefined : (this.#owners ??= this.#readOwners());
    const wildcard = `*${domain.slice(dot)}`;
    return isCells
      ? this.#known(domain.slice(0, dot))
      : [domain, wildcard].flatMap((claim) =>
          domainCovers(claim, domain) ? (owners?.get(claim) ?? []) : [],
        )[0];
  }

  #readOwners(): ReadonlyMap<string, string> {
    return new Map(
      [...this.#ids].flatMap((id) =>
        this.#fleet.domainsOf(id).map((domain): [string, string] => [domain, id]),
      ),
    );
  }
}

function hostOf(header: string): string {
  return header.replace(/:\d*$/, '').toLowerCase();
}
