import { blastRadius } from '../../../lib/report/html/blast-radius';
import type { Fleet } from '../../../lib/fleet/fleet';
import { changeOf, sampleContent, sampleFleet } from './sample-content';
import { bareOf } from './sample-page';

const FLEET: Fleet = sampleFleet(4);

function impacts(fleet: Fleet, plan = changeOf(fleet)): readonly string[] {
  return blastRadius(fleet, plan).cells.flatMap(({ stack, impact, tenants }) => [
    `${stack} ${impact}`,
    ...tenants.map((tenant) => `${tenant.stack} ${tenant.impact}`),
  ]);
}

test('each stack is what the plan makes of it, and all others are identical', () => {
  expect(impacts(FLEET)).toEqual([
    'cells/us-1 replaced',
    'tenants/tenant-0001 identical',
    'tenants/tenant-0002 changed',
    'tenants/tenant-0003 reached',
    'tenants/tenant-0004 identical',
  ]);
});

test('a tenant that is removed is drawn in the cell that it stood in', () => {
  const plan = changeOf(FLEET);
  const removed = plan.changed.map((change) =>
    change.stack === 'tenants/tenant-0002' ? { ...change, kind: 'removed' as const } : change,
  );
  const without = { ...FLEET, tenants: FLEET.tenants.filter(({ id }) => id !== 'tenant-0002') };
  expect(impacts(without, { ...plan, changed: removed })).toContain('tenants/tenant-0002 removed');
});

test('an unchanged tenant says why, and so does one that is reached', () => {
  const [cell] = blastRadius(FLEET, changeOf(FLEET)).cells;
  expect(cell?.tenants.map(({ why }) => why)).toEqual([
    'its template and its manifest are byte-identical',
    'changes because of tenants/tenant-0002/tenant.yaml: branding.colors.primary',
    'its template and its manifest are byte-identical; it stands in cells/us-1, and reads v1/table-name',
    'its template and its manifest are byte-identical',
  ]);
});

test('the page says so where the plan has counted other stacks than the fleet has now', async () => {
  const content = await sampleContent(FLEET);
  const unchanged = { count: 7, tenants: 7, cells: 0, digest: 'f'.repeat(64) };
  const other = { kind: 'plan', plan: changeOf(FLEET, { unchanged }), source: '' } as const;
  const says = 'this plan is of another state of the fleet';
  expect(bareOf(content)).not.toContain(says);
  expect(bareOf({ ...content, plan: other })).toContain(says);
});
