import { principalsOf, reachOf } from '../../lib/access/principal';
import { tenantAccesses } from '../../lib/access/tenant-access';
import type { TenantAccess } from '../../lib/access/tenant-access';
import { synthesizeAccess, synthesizeCell, synthesizeTenant } from '../../lib/blueprint/blueprint';
import type { Fleet } from '../../lib/fleet/fleet';
import type { ReleaseDescriptions } from '../../lib/fleet/release-description';
import { synthesizerOfAccess } from '../../lib/render/shape-sources';
import { accessInput } from '../../lib/render/stack-input';
import { exampleFleet, withAccess } from '../render/example-fleet';

const DEPLOYER = 'arn:aws:iam::999900001111:role/platform/deployer';

let fleet: Fleet;
let releases: ReleaseDescriptions;
let accesses: readonly TenantAccess[];

beforeAll(async () => {
  const loaded = await exampleFleet();
  fleet = withAccess(loaded.fleet);
  releases = loaded.catalogues;
  accesses = tenantAccesses(fleet, releases);
});

test('a tenant with roles of its own is deployed by whom the fleet names, from its own environment', () => {
  expect(accesses.find(({ tenant }) => tenant === 'rally-north')).toEqual({
    tenant: 'rally-north',
    cell: 'us-1',
    owners: ['@northlight/sports'],
    environment: 'tenants/rally-north',
    deployment: {
      kind: 'own-roles',
      deployRole:
        'arn:aws:iam::111122223333:role/multiplex/northlight/us-1/deployers/tenant--rally-north--deploy',
      executionRole:
        'arn:aws:iam::111122223333:role/multiplex/northlight/us-1/deployers/tenant--rally-north--execution',
      takenBy: [
        { kind: 'workflow', repository: 'northlight/fleet', environment: 'tenants/rally-north' },
        { kind: 'role', arn: DEPLOYER },
      ],
    },
  });
});

test('what is said of roles and of those who take them is what is deployed', () => {
  const synthesize = synthesizerOfAccess({ synthesizeAccess, synthesizeCell, synthesizeTenant });
  for (const tenant of fleet.tenants) {
    const cell = fleet.cells.find(({ id }) => id === tenant.cell);
    const input = cell === undefined ? undefined : accessInput(fleet, cell, tenant);
    const { template } = input === undefined ? { template: '{}' } : synthesize(input);
    const { Resources: resources } = JSON.parse(template) as {
      Resources: Record<string, { Properties: Record<string, unknown> }>;
    };
    const arns = Object.values(resources).map(
      ({ Properties: { Path, RoleName } }) =>
        `arn:aws:iam::${cell?.account ?? ''}:role${String(Path)}${String(RoleName)}`,
    );
    const deployment = accesses.find((access) => access.tenant === tenant.id)?.deployment;
    expect(deployment).toMatchObject({ kind: 'own-roles', deployRole: arns[0], executionRole: arns[1] });
    expect(template).toContain(`"repo:northlight/fleet:environment:tenants/${tenant.id}"`);
    expect(template).toContain(`"${DEPLOYER}"`);
  }
});

test.each([
  [
    'whose cell gives no roles',
    { access: undefined, release: 'next' },
    /^access in fleet\.yaml gives tenants/,
  ],
  ['whose release is older', { release: '2026.11.0' }, /^release 2026\.11\.0 was cut before/],
])('a tenant %s goes on with the roles of the bootstrap stack, and it is said why', (_, changes, why) => {
  const { release, ...ofCell } = { access: fleet.cells[0]?.access, ...changes };
  const changed = {
    ...fleet,
    cells: fleet.cells.map(({ access: _access, ...cell }) => ({
      ...cell,
      ...(ofCell.access === undefined ? {} : { access: ofCell.access }),
    })),
    tenants: fleet.tenants.map((tenant) => ({ ...tenant, release })),
  };
  for (const { deployment } of tenantAccesses(changed, releases)) {
    expect(deployment).toMatchObject({
      kind: 'bootstrap-roles',
      why: expect.stringMatching(why) as unknown,
    });
  }
});

test('a role that the fleet names may deploy every tenant, and an owner approves its own', () => {
  expect(reachOf(DEPLOYER, accesses).map(({ tenant }) => tenant)).toEqual(fleet.tenants.map(({ id }) => id));
  expect(reachOf('@northlight/education', accesses)).toEqual([
    { tenant: 'little-lanterns', cell: 'us-1', ways: ['owner'] },
  ]);
  expect(reachOf('@northlight/nobody', accesses)).toEqual([]);
  expect(principalsOf(accesses)).toEqual(
    expect.arrayContaining([DEPLOYER, '@northlight/sports', 'northlight/fleet']),
  );
});
