import type { FleetFile } from '../schema/fleet-file';

/** The host names that belong to the platform: those of its cells and of its APIs. */
export interface PlatformHosts {
  /** Cell by domain. */
  readonly cellDomains: ReadonlyMap<string, string>;
  /** What each host name is, in words, by host name: domains of cells and of APIs. */
  readonly hosts: ReadonlyMap<string, string>;
}

/** Collects the host names of the platform from the cells that are valid. */
export function platformHosts(cells: FleetFile['cells']): PlatformHosts {
  const cellDomains = new Map<string, string>();
  const hosts = new Map<string, string>();
  for (const [id, cell] of Object.entries(cells)) {
    cellDomains.set(cell.domain, id);
    hosts.set(cell.apiDomain, `the platform API of cell "${id}"`);
    hosts.set(cell.domain, `the domain of cell "${id}"`);
  }
  return { cellDomains, hosts };
}

/** The cell whose domain the host lies under, however deep; undefined when it lies under none. */
export function cellAbove(host: string, { cellDomains }: PlatformHosts): CellAbove | undefined {
  for (let dot = host.indexOf('.'); dot !== -1; dot = host.indexOf('.', dot + 1)) {
    const domain = host.slice(dot + 1);
    const cell = cellDomains.get(domain);
    if (cell !== undefined) {
      return { cell, domain };
    }
  }
  return undefined;
}

export interface CellAbove {
  readonly cell: string;
  readonly domain: string;
}
