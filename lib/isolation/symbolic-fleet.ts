import type { Cell, CellAccess, FeatureSettings, Fleet, Tenant } from '../fleet/fleet';

/**
 * A fleet with one cell and one tenant of each shape that the fleet has, in which every value that may differ between
 * stacks of a shape is a mark. What rendering makes of it is what it makes of any fleet, so what is proved of its stacks
 * (as `symbolic` subjects) holds for every cell and tenant of these shapes, whoever they will be.
 */
export function symbolicFleet(fleet: Fleet): Fleet {
  const cells = new Map<string, Cell>();
  for (const cell of fleet.cells) {
    const key = cellShape(cell);
    if (!cells.has(key)) {
      cells.set(key, markedCell(cell, cells.size));
    }
  }
  const tenants = new Map<string, Tenant>();
  for (const tenant of fleet.tenants) {
    const cell = fleet.cells.find(({ id }) => id === tenant.cell);
    const shape = cell === undefined ? '' : cellShape(cell);
    const key = JSON.stringify([
      shape,
      tenant.release,
      tenant.domains.length > 0,
      structure(tenant.features),
    ]);
    const markedIn = cells.get(shape);
    if (!tenants.has(key) && markedIn !== undefined) {
      tenants.set(key, markedTenant(tenant, markedIn, tenants.size));
    }
  }
  return { ...fleet, name: mark('fleet'), cells: [...cells.values()], tenants: [...tenants.values()] };
}

/** Letters and digits, as an id may be, and like nothing that anybody writes. */
function mark(what: string): string {
  return `zq${what}qz`;
}

function cellShape({ release, region, kind, webAclArn, access }: Cell): string {
  return JSON.stringify([
    release,
    region,
    kind,
    webAclArn === undefined,
    Object.keys(access ?? {}),
    access !== undefined,
  ]);
}

/** The Region and the kind decide what is rendered and the release by whom, so they stay. */
function markedCell(cell: Cell, index: number): Cell {
  const of = (what: string): string => mark(`c${index}${what}`);
  return {
    id: of('id'),
    account: of('account'),
    region: cell.region,
    kind: cell.kind,
    release: cell.release,
    domain: of('domain'),
    hostedZoneId: of('zone'),
    certificateArn: of('certificate'),
    apiDomain: of('api'),
    ...(cell.webAclArn === undefined ? {} : { webAclArn: of('acl') }),
    ...(cell.access === undefined ? {} : { access: markedAccess(cell.access, of) }),
  };
}

function markedAccess({ github, principals }: CellAccess, of: (what: string) => string): CellAccess {
  return {
    ...(github === undefined ? {} : { github: { repository: of('repository'), provider: of('provider') } }),
    ...(principals === undefined ? {} : { principals: [of('principal')] }),
  };
}

function markedTenant(tenant: Tenant, cell: Cell, index: number): Tenant {
  const of = (what: string): string => mark(`t${index}${what}`);
  const { certificateArn: _, ...rest } = tenant;
  return {
    ...rest,
    id: of('id'),
    name: of('name'),
    cell: cell.id,
    tier: of('tier'),
    domains: tenant.domains.length > 0 ? [of('host')] : [],
    ...(tenant.certificateArn === undefined ? {} : { certificateArn: of('certificate') }),
    features: Object.fromEntries(
      Object.entries(tenant.features).map(([name, settings]) => [name, markedSettings(settings, of(name))]),
    ),
    brand: { ...tenant.brand, digest: of('brand') },
  };
}

function markedSettings(settings: FeatureSettings, text: string): FeatureSettings {
  return Object.fromEntries(
    Object.entries(settings).map(([key, value], index) => [
      key,
      typeof value === 'string' ? text.replace(/qz$/, `${index}qz`) : value,
    ]),
  );
}

/** What of the features decides the shape: which are on, and which settings they have. */
function structure(features: Tenant['features']): readonly unknown[] {
  return Object.entries(features).map(([name, settings]) => [name, Object.keys(settings)]);
}
