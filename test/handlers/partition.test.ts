import { partitionEvent, PARTITION, type EventChoice } from './fakes/events';
import { partitionView, type PartitionView } from './fakes/partition-view';
import { realTable, type FreshTable, type RawItem, type RealTable } from './fakes/real-table';
import { world, type World } from './fakes/world';

let table: RealTable;
let rows: FreshTable;
let here: World;
let view: PartitionView;

beforeAll(async () => {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  table = await realTable();
});
afterAll(() => table.close());
beforeEach(async () => {
  rows = await table.fresh();
  here = world(rows.items);
  view = partitionView(rows);
});

const OTHER_COLORS = { ...PARTITION.Configuration, colors: { primary: '#ff0000' } };

function send(choice: EventChoice = {}): Promise<Readonly<Record<string, unknown>>> {
  return here.send(partitionEvent(choice));
}

const FIRST = { CATALOGUE: '1', CONFIGURATION: '1', ENTITLEMENTS: '1', HOMEPAGE: '1' };

describe('creating a tenant', () => {
  it('writes its four items under its own key and answers the version of its configuration', async () => {
    const answer = await send();
    expect(answer).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: 'TENANT#acme',
      Data: { Version: '1' },
    });
    expect(await view.versions()).toEqual(FIRST);
    expect(await view.itemOf('HOMEPAGE')).toEqual({
      pk: { S: 'TENANT#acme' },
      sk: { S: 'HOMEPAGE' },
      owner: { S: 'multiplex' },
      version: { N: '1' },
      run: { N: '1' },
      release: { S: '2026.11.0' },
      digest: { S: expect.stringMatching(/^[0-9a-f]{64}$/) },
      updatedAt: { S: '2026-11-22T13:00:00.000Z' },
      content: {
        M: {
          rows: {
            L: [
              { M: { title: { S: 'New films' }, category: { S: 'films' } } },
              { M: { title: { S: 'Binge' }, category: { S: 'series' } } },
            ],
          },
        },
      },
    });
  });

  it('says in the configuration which catalogue, entitlements and homepage belong to it', async () => {
    await send();
    const parts = (await view.itemOf('CONFIGURATION'))?.['content']?.M?.['parts']?.M;
    for (const [part, sk] of [
      ['catalogue', 'CATALOGUE'],
      ['entitlements', 'ENTITLEMENTS'],
      ['homepage', 'HOMEPAGE'],
    ] as const) {
      expect(parts?.[part]).toEqual((await view.itemOf(sk))?.['digest']);
    }
  });

  it('stores numbers and booleans as the text that CloudFormation makes of them', async () => {
    await send({ properties: { Configuration: { age: 18, kids: false } } });
    expect((await view.itemOf('CONFIGURATION'))?.['content']?.M?.['settings']).toEqual({
      M: { age: { S: '18' }, kids: { S: 'false' } },
    });
  });

  it('leaves every other tenant as it was, byte for byte', async () => {
    await send({ tenant: 'beta' });
    const before = await rows.scan();
    await send();
    const after = await rows.scan();
    expect(after.filter((item) => item['pk']?.S === 'TENANT#beta')).toEqual(before);
  });
});

describe('updating a tenant', () => {
  it('writes only what changed, and the configuration', async () => {
    await send();
    const answer = await send({
      type: 'Update',
      issuedAfter: 10,
      properties: { Homepage: [{ title: 'Series first', category: 'series' }] },
    });
    expect(answer).toMatchObject({ Status: 'SUCCESS', Data: { Version: '2' } });
    expect(await view.versions()).toEqual({ ...FIRST, HOMEPAGE: '2', CONFIGURATION: '2' });
  });

  it('writes nothing when nothing changed, not even for another release', async () => {
    await send();
    const before = await view.ownItems();
    const answer = await send({ type: 'Update', issuedAfter: 10, release: '2026.12.0' });
    expect(answer).toMatchObject({ Status: 'SUCCESS', Data: { Version: '1' } });
    expect(await view.ownItems()).toEqual(before);
  });

  it('takes features away and grants others in one write', async () => {
    await send();
    await send({ type: 'Update', issuedAfter: 10, properties: { Entitlements: { waf: { limit: '500' } } } });
    expect((await view.itemOf('ENTITLEMENTS'))?.['content']).toEqual({
      M: { waf: { M: { limit: { S: '500' } } } },
    });
    expect((await view.itemOf('ENTITLEMENTS'))?.['version']?.N).toBe('2');
  });

  it('puts back what somebody edited beneath it', async () => {
    await send();
    const item = await view.itemOf('HOMEPAGE');
    await rows.put({ ...item, content: { M: { rows: { L: [] } } } });
    await send({ type: 'Update', issuedAfter: 10 });
    expect((await view.itemOf('HOMEPAGE'))?.['content']?.M?.['rows']?.L).toHaveLength(2);
  });

  it('keeps the physical id that CloudFormation knows', async () => {
    await send();
    const answer = await send({ type: 'Update', issuedAfter: 10, physicalId: 'something-older' });
    expect(answer['PhysicalResourceId']).toBe('something-older');
  });

  it('puts the old content back when CloudFormation rolls back', async () => {
    await send();
    await send({ type: 'Update', issuedAfter: 10, properties: { Configuration: OTHER_COLORS } });
    expect(await view.primaryColor()).toBe('#ff0000');
    await send({ type: 'Update', issuedAfter: 20 });
    expect(await view.primaryColor()).toBe('#0b3d91');
    expect(await view.versions()).toEqual({ ...FIRST, CONFIGURATION: '3' });
  });
});

describe('deleting a tenant', () => {
  it('marks its configuration retired and erases nothing', async () => {
    await send();
    const before = await view.ownItems();
    const answer = await send({ type: 'Delete', issuedAfter: 10 });
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'TENANT#acme' });
    const configuration = await view.itemOf('CONFIGURATION');
    expect(configuration).toMatchObject({ retired: { BOOL: true }, retiredAt: { S: expect.any(String) } });
    expect(configuration?.['content']).toEqual(before[1]?.['content']);
    expect(await view.versions()).toEqual({ ...FIRST, CONFIGURATION: '2' });
  });

  it('succeeds for a tenant that was never created, and leaves none behind', async () => {
    expect(await send({ type: 'Delete' })).toMatchObject({ Status: 'SUCCESS' });
    expect(await view.ownItems()).toEqual([]);
  });

  it('twice is like once', async () => {
    await send();
    await send({ type: 'Delete', issuedAfter: 10 });
    const before = await view.ownItems();
    expect(await send({ type: 'Delete', issuedAfter: 20 })).toMatchObject({ Status: 'SUCCESS' });
    expect(await view.ownItems()).toEqual(before);
  });

  it('and creating it again brings it back, with its versions going on', async () => {
    await send();
    await send({ type: 'Delete', issuedAfter: 10 });
    const answer = await send({ issuedAfter: 20, stackUuid: '0f5b6c10-0000-4000-8000-000000000002' });
    expect(answer).toMatchObject({ Status: 'SUCCESS', Data: { Version: '3' } });
    expect(await view.itemOf('CONFIGURATION')).not.toHaveProperty('retired');
    expect(await view.versions()).toEqual({ ...FIRST, CONFIGURATION: '3' });
  });

  it('does not retire a tenant whose resource only got another logical id', async () => {
    await send({ logicalId: 'Old' });
    await send({ logicalId: 'New', issuedAfter: 10 });
    await send({ type: 'Delete', logicalId: 'Old', issuedAfter: 11 });
    expect(await view.itemOf('CONFIGURATION')).not.toHaveProperty('retired');
  });

  it('does not retire a tenant when the old stack of its name is deleted late', async () => {
    await send({ stackUuid: 'old-stack' });
    await send({ stackUuid: 'new-stack', issuedAfter: 10 });
    const late = await send({ type: 'Delete', stackUuid: 'old-stack', issuedAfter: 5 });
    expect(late).toMatchObject({ Status: 'FAILED' });
    expect(await view.itemOf('CONFIGURATION')).not.toHaveProperty('retired');
  });
});

describe("items of applications in a tenant's partition", () => {
  const FAVOURITES: RawItem = {
    pk: { S: 'TENANT#acme' },
    sk: { S: 'VIEWER#1#FAVOURITES' },
    films: { SS: ['a', 'b'] },
    seen: { N: '1.50' },
    blob: { B: new Uint8Array([0, 255]) },
  };

  it('are untouched by every kind of request', async () => {
    await rows.put(FAVOURITES);
    const stored = await view.itemOf('VIEWER#1#FAVOURITES');
    await send();
    await send({ type: 'Update', issuedAfter: 10, properties: { Configuration: OTHER_COLORS } });
    await send({ type: 'Delete', issuedAfter: 20 });
    expect(await view.itemOf('VIEWER#1#FAVOURITES')).toEqual(stored);
  });

  it.each(['CATALOGUE', 'ENTITLEMENTS', 'HOMEPAGE', 'CONFIGURATION', 'PROVISIONER#PARTITION'])(
    'win where one stands under our key %s: the request fails and says so, and its rollback succeeds',
    async (sk) => {
      const foreign: RawItem = {
        pk: { S: 'TENANT#acme' },
        sk: { S: sk },
        version: { N: '1' },
        owner: { S: 'app' },
      };
      await rows.put(foreign);
      const answer = await send();
      expect(answer).toMatchObject({ Status: 'FAILED' });
      expect(answer['Reason']).toContain(`${sk} belongs to an application`);
      expect(await send({ type: 'Delete', issuedAfter: 10 })).toMatchObject({ Status: 'SUCCESS' });
      expect(await view.itemOf(sk)).toEqual(foreign);
    },
  );
});
