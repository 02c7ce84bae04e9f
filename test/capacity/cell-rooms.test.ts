import { cellRooms } from '../../lib/capacity/cell-rooms';
import { fleetUsage } from '../../lib/capacity/fleet-usage';
import { countsOf } from '../../lib/capacity/meter';
import { INTEGRATED_TYPES, plainFleet } from './plain-fleet';
import type { CellSketch } from './plain-fleet';

const TENANT = countsOf({
  stack: 'tenants/new',
  kind: 'tenant',
  cell: '',
  types: INTEGRATED_TYPES,
  templateBytes: 1,
});

function rooms(
  cells: Readonly<Record<string, CellSketch>>,
  candidates = Object.keys(cells),
): readonly unknown[] {
  const { fleet, stacks } = plainFleet(cells);
  return cellRooms(fleetUsage(fleet, stacks), new Map(candidates.map((cell) => [cell, TENANT]))).map(
    ({ cell, tenants, meter }) => [cell.id, tenants, meter.quota],
  );
}

test('a cell is as roomy as its tightest quota for this very tenant', () => {
  // 20 less that of the cell and those of five of its tenants.
  expect(rooms({ 'us-1': { tenants: 30, integrated: 5 } })).toEqual([
    ['us-1', 14, 'responseHeadersPolicies'],
  ]);
  expect(rooms({ 'us-1': { tenants: 85 } })).toEqual([['us-1', 5, 'distributionsPerSharedPart']]);
});

test('of cells with the same room the first by name comes first, and cells that are no candidates never', () => {
  const cells = {
    'us-2': { tenants: 3, account: '444455556666' },
    'us-1': { tenants: 3 },
    'us-3': { tenants: 0, account: '777788889999' },
  };
  expect(rooms(cells, ['us-2', 'us-1'])).toEqual([
    ['us-1', 19, 'responseHeadersPolicies'],
    ['us-2', 19, 'responseHeadersPolicies'],
  ]);
});

test('a cell that is over its limit has no room, and not less than none', () => {
  expect(rooms({ 'us-1': { tenants: 30, integrated: 25 } })).toEqual([
    ['us-1', 0, 'responseHeadersPolicies'],
  ]);
});
