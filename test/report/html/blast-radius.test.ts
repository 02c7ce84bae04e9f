import { blastRadius } from '../../../lib/report/html/blast-radius';
import type { Fleet } from '../../../lib/fleet/fleet';
import type { Plan, StackChange } from '../../../lib/plan/plan-document';
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

describe('where tenants are deployed with roles of their own', () => {
  const access = { github: { repository: 'northlight/fleet', provider: 'arn:aws:iam::111122223333:oidc' } };
  const fleet: Fleet = { ...FLEET, cells: FLEET.cells.map((cell) => ({ ...cell, access })) };
  const [cell] = fleet.cells.map(({ id }) => `cells/${id}`);

  /** The same plan, which changes the roles of the first tenant as well. */
  function withRoles(): Plan {
    const plan = changeOf(fleet, { unchanged: { count: 6, tenants: 3, access: 3, cells: 0, digest: 'f' } });
    const [change] = plan.changed;
    if (change === undefined || cell === undefined) {
      throw new Error('the sample plan changes a cell');
    }
    const roles: StackChange = {
      ...change,
      stack: 'access/tenant-0001',
      causes: [],
      reach: { kind: 'access', cell, tenant: 'tenants/tenant-0001' },
    };
    return { ...plan, changed: [...plan.changed, roles] };
  }

  test('a tenant whose roles change is drawn as what it is: itself the same', () => {
    expect(impacts(fleet, withRoles())).toContain('tenants/tenant-0001 roles');
    const [drawn] = blastRadius(fleet, withRoles()).cells;
    expect(drawn?.tenants[0]?.why).toBe(
      'its template and its manifest are byte-identical; access/tenant-0001, with which it is deployed, changes',
    );
  });

  test('roles that do not change are counted with the stacks that are drawn', () => {
    // One of four tenants changes, and the roles of another.
    expect(blastRadius(fleet, withRoles()).identical).toBe(3 + 3);
  });

  test('the page says who deploys the tenants of a cell, and nothing of it where nobody is named', async () => {
    expect(bareOf(await sampleContent(fleet))).toContain('workflows of northlight/fleet');
    expect(bareOf(await sampleContent(FLEET))).not.toContain('Tenants deployed by');
  });
});
