import type { Fleet } from '../fleet/fleet';
import { plural } from './plural';
import { table } from './table';

/** Who is where: a table of cells and one of tenants, under one line that counts them. */
export function fleetSummary(fleet: Fleet): string {
  const cells = fleet.cells.map((cell) => {
    const tenants = fleet.tenants.filter((tenant) => tenant.cell === cell.id);
    return [cell.id, cell.region, cell.account, cell.kind, cell.release, String(tenants.length)];
  });
  const tenants = fleet.tenants.map((tenant) => [
    tenant.id,
    tenant.cell,
    tenant.tier,
    tenant.ring,
    tenant.release,
    Object.keys(tenant.features).join(' '),
  ]);
  return [
    `Fleet ${fleet.name} is valid: ${plural(cells.length, 'cell')}, ${plural(tenants.length, 'tenant')}.\n`,
    table(['CELL', 'REGION', 'ACCOUNT', 'KIND', 'RELEASE', 'TENANTS'], cells),
    table(['TENANT', 'CELL', 'TIER', 'RING', 'RELEASE', 'FEATURES'], tenants),
    'Next: npx multiplex render\n\n',
  ].join('\n');
}
