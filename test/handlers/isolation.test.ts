import { provision } from '../../lib/handlers/provision';
import { brandEvent, distributionOf, partitionEvent, type CustomResourceEvent } from './fakes/events';
import { fakeBucket } from './fakes/fake-bucket';
import { realTable, type FreshTable, type RealTable } from './fakes/real-table';
import { ROLE_PATH_ARN, world, type World } from './fakes/world';
import { zip } from './fakes/zip-writer';

const BRAND = zip([{ name: 'logo.svg', content: '<svg/>' }]);

let table: RealTable;
let rows: FreshTable;
let here: World;

beforeAll(async () => {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  table = await realTable();
});
afterAll(() => table.close());
beforeEach(async () => {
  rows = await table.fresh();
  here = world(rows.items);
  await here.send(partitionEvent({ tenant: 'beta' }));
  await here.send(brandEvent(here.upload(BRAND), { tenant: 'beta' }));
});

/** Everything that tenant beta has, to compare before with after. */
async function neighbour(): Promise<unknown> {
  const items = (await rows.scan()).filter((item) => item['pk']?.S === 'TENANT#beta');
  const objects = [...(here.buckets.get('brand-beta') ?? fakeBucket()).objects];
  const purges = here.invalidations.filter(({ distributionId }) => distributionId === distributionOf('beta'));
  return structuredClone({ items, objects, purges });
}

/** Sends an event that must fail and leave the neighbour as it was, and gives the reason. */
async function refusalOf(event: CustomResourceEvent): Promise<string> {
  const before = await neighbour();
  const answer = await here.send(event);
  expect(answer['Status']).toBe('FAILED');
  expect(await neighbour()).toEqual(before);
  return String(answer['Reason']);
}

describe('the stack of one tenant cannot reach another', () => {
  it.each([
    ['partition', partitionEvent({ tenant: 'acme', properties: { Tenant: 'beta' } })],
    ['brand', brandEvent(`${'a'.repeat(64)}.zip`, { tenant: 'acme', properties: { Tenant: 'beta' } })],
  ])('by naming it as the Tenant of its %s', async (_, event) => {
    const sessions = here.sessions.length;
    expect(await refusalOf(event)).toContain('Tenant is "beta", but the stack is that of tenant "acme".');
    expect(here.sessions).toHaveLength(sessions);
  });

  it('by naming its bucket: its own role is denied there', async () => {
    const key = here.upload(BRAND);
    expect(await refusalOf(brandEvent(key, { properties: { Bucket: 'brand-beta' } }))).toContain(
      'AccessDenied',
    );
  });

  it('by naming its distribution: its own role is denied there', async () => {
    const event = brandEvent(here.upload(BRAND), { properties: { DistributionId: distributionOf('beta') } });
    expect(await refusalOf(event)).toContain('AccessDenied');
  });

  it('by naming a partition key or a role among its properties: nobody reads them', async () => {
    const before = await neighbour();
    const properties = { pk: 'TENANT#beta', TenantId: 'beta', RoleArn: `${ROLE_PATH_ARN}tenant--beta--data` };
    await here.send(partitionEvent({ properties }));
    expect(await neighbour()).toEqual(before);
    expect(here.sessions.at(-1)?.roleArn).toBe(`${ROLE_PATH_ARN}tenant--acme--data`);
  });

  it('by a physical id that is the other one: a Delete retires only its own', async () => {
    await here.send(partitionEvent());
    const before = await neighbour();
    await here.send(partitionEvent({ type: 'Delete', issuedAfter: 10, physicalId: 'TENANT#beta' }));
    expect(await neighbour()).toEqual(before);
  });

  it('even if the code itself wrote under the key of another: the role is denied', async () => {
    if (here.ports.cell.kind === 'refused') {
      throw new Error(here.ports.cell.reason);
    }
    const cell = here.ports.cell.value;
    const { signal } = new AbortController();
    const { items } = cell.connect(
      await cell.roles.assume(`${ROLE_PATH_ARN}tenant--acme--data`, 'test', signal),
    );
    await expect(items.read({ pk: 'TENANT#beta', sk: 'HOMEPAGE' }, signal)).rejects.toThrow('not authorized');
    await expect(items.read({ pk: 'TENANT#acme2', sk: 'HOMEPAGE' }, signal)).rejects.toThrow(
      'not authorized',
    );
  });
});

describe('hostile names', () => {
  const IDS = [
    'acme#x',
    '../beta',
    'acme--data',
    'a--b',
    'beta/../acme',
    'TENANT#beta',
    'ACME',
    'асме', // Cyrillic letters that look like Latin ones.
    'acme\n',
    'ac',
    'a'.repeat(25),
    '-acme',
    'acme-',
    '*',
    '${aws:PrincipalTag/tenant}',
    '__proto__',
  ];

  it.each(IDS)('the stack tenant--%s is no stack of a tenant', async (id) => {
    expect(await refusalOf(partitionEvent({ tenant: id }))).toContain("not a tenant's");
  });

  it.each(IDS)('%j is not the Tenant of any stack', async (id) => {
    expect(await refusalOf(partitionEvent({ properties: { Tenant: id } }))).toContain(
      'Tenant is not the id of tenant "acme"',
    );
  });

  it.each([7, null, ['acme'], { id: 'acme' }, true])('%j is not the Tenant of any stack', async (id) => {
    expect(await refusalOf(partitionEvent({ properties: { Tenant: id } }))).toContain('Tenant is not the id');
  });

  it.each(['cell--main', 'tenant-acme', 'xtenant--acme', 'tenant--acme/extra/more'])(
    'the stack %s is no stack of a tenant',
    async (stack) => {
      expect(await refusalOf(partitionEvent({ stack }))).toContain("not a tenant's");
    },
  );

  it('the Delete of a stack whose resource was refused succeeds and touches nothing', async () => {
    const before = await rows.scan();
    const event = partitionEvent({
      type: 'Delete',
      properties: { Tenant: 'beta' },
      physicalId: 'refused--Provisioned',
    });
    expect(await here.send(event)).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: 'refused--Provisioned',
    });
    expect(await rows.scan()).toEqual(before);
  });
});

describe("the tenant's role", () => {
  it('is assumed for each request, in a session that names tenant and request', async () => {
    await here.send(partitionEvent({ requestId: '3fa85f64-5717-4562-b3fc-2c963f66afa6' }));
    expect(here.sessions.at(-1)).toEqual({
      roleArn: 'arn:aws:iam::111122223333:role/multiplex/fleet/cell/tenants/tenant--acme--data',
      sessionName: 'acme@3fa85f64-5717-4562-b3fc-2c963f66afa6',
    });
  });

  it('has a session name that STS takes, however long and odd the ids are', async () => {
    const tenant = 'abcdefgh-ijklmnop-qrstuv';
    await here.send(partitionEvent({ tenant, requestId: `${'x'.repeat(60)} #/$` }));
    expect(here.sessions.at(-1)?.sessionName).toMatch(/^abcdefgh-ijklmnop-qrstuv@[\w+=,.@-]{1,39}$/);
  });

  it('signs every read and write of the table, bucket and cache', async () => {
    const before = here.sessions.length;
    await provision(partitionEvent(), 120_000, here.ports);
    const steps = here.faults.steps.slice(here.faults.steps.lastIndexOf('role.assume'));
    expect(here.sessions).toHaveLength(before + 1);
    expect(new Set(steps)).toEqual(new Set(['role.assume', 'items.read', 'items.write', 'answer.put']));
  });
});
