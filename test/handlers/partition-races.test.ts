import { provision } from '../../lib/handlers/provision';
import { partitionEvent, PARTITION, type EventChoice } from './fakes/events';
import { serviceError } from './fakes/faults';
import { partitionView, type PartitionView } from './fakes/partition-view';
import { realTable, type FreshTable, type RealTable } from './fakes/real-table';
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

describe('requests that come twice, late or together', () => {
  it('a duplicate of a finished request writes nothing and answers the same', async () => {
    const event = partitionEvent();
    const first = await here.send(event);
    const before = await rows.scan();
    expect(await here.send(event)).toEqual(first);
    expect(await rows.scan()).toEqual(before);
  });

  it('a duplicate of an earlier request is refused and writes nothing', async () => {
    const old = partitionEvent({ properties: { Configuration: OTHER_COLORS } });
    await here.send(old);
    await send({ type: 'Update', issuedAfter: 10 });
    const before = await rows.scan();
    const answer = await here.send(old);
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('later request') });
    expect(await rows.scan()).toEqual(before);
  });

  it('an earlier request that arrives for the first time after a later one is refused', async () => {
    await send();
    await send({ type: 'Update', issuedAfter: 20 });
    const before = await rows.scan();
    const answer = await send({
      type: 'Update',
      issuedAfter: 10,
      properties: { Configuration: OTHER_COLORS },
    });
    expect(answer).toMatchObject({ Status: 'FAILED' });
    expect(await rows.scan()).toEqual(before);
  });

  it('a Create that arrives after its Delete does not bring the tenant to life', async () => {
    await send({ type: 'Delete', issuedAfter: 10 });
    expect(await send({ issuedAfter: 0 })).toMatchObject({ Status: 'FAILED' });
    expect(await view.ownItems()).toEqual([]);
  });

  it('a request that expired on its way is not performed', async () => {
    here.clock.advance(3 * 60 * 60_000);
    const answer = await send();
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('expired') });
    expect(await rows.scan()).toEqual([]);
  });

  it('two runs of one request at once both succeed, on one content', async () => {
    await send();
    const event = partitionEvent({
      type: 'Update',
      issuedAfter: 10,
      properties: { Configuration: OTHER_COLORS },
    });
    await Promise.all([provision(event, 120_000, here.ports), provision(event, 120_000, here.ports)]);
    expect(here.answers.slice(1).map(({ body }) => body['Status'])).toEqual(['SUCCESS', 'SUCCESS']);
    expect(await view.primaryColor()).toBe('#ff0000');
  });

  // The earlier update writes the fence, the homepage, the configuration and the fence again.
  it.each([0, 1, 2, 3])(
    'of two updates at once the later one wins whole, met at write %i',
    async (moment) => {
      await send();
      const writesBefore = here.faults.steps.filter((step) => step === 'items.write').length;
      const later = partitionEvent({
        type: 'Update',
        issuedAfter: 20,
        properties: { Homepage: [], Entitlements: { later: {} } },
      });
      const waitForMoment = async (): Promise<void> => {
        const writes = here.faults.steps.filter((step) => step === 'items.write').length - writesBefore - 1;
        if (writes === moment) {
          await provision(later, 120_000, here.ports);
        } else {
          here.faults.interrupt('items.write', waitForMoment);
        }
      };
      here.faults.interrupt('items.write', waitForMoment);
      const earlier = {
        type: 'Update' as const,
        issuedAfter: 10,
        properties: { Configuration: OTHER_COLORS, Homepage: [{ title: 'Early', category: 'films' }] },
      };
      await provision(partitionEvent(earlier), 120_000, here.ports);
      expect(here.answers.map(({ body }) => body['Status'])).toEqual(['SUCCESS', 'SUCCESS', 'FAILED']);
      expect((await view.itemOf('HOMEPAGE'))?.['content']).toEqual({ M: { rows: { L: [] } } });
      expect(Object.keys((await view.itemOf('ENTITLEMENTS'))?.['content']?.M ?? {})).toEqual(['later']);
      expect(await view.primaryColor()).toBe('#0b3d91');
    },
  );

  it('a run that was cut off cannot write over its rollback, even where the rollback changes nothing', async () => {
    await send();
    // The update reads everything, holds the fence, and is then held up while its rollback runs to its end.
    here.faults.interrupt('items.write', async () => {
      here.faults.interrupt('items.write', () =>
        provision(partitionEvent({ type: 'Update', issuedAfter: 20 }), 120_000, here.ports),
      );
    });
    const update = await provision(
      partitionEvent({ type: 'Update', issuedAfter: 10, properties: { Configuration: OTHER_COLORS } }),
      120_000,
      here.ports,
    );
    expect(update).toBeUndefined();
    expect(here.answers.map(({ body }) => body['Status'])).toEqual(['SUCCESS', 'SUCCESS', 'FAILED']);
    expect(await view.primaryColor()).toBe('#0b3d91');
    expect(await view.versions()).toEqual({
      CATALOGUE: '2',
      CONFIGURATION: '2',
      ENTITLEMENTS: '2',
      HOMEPAGE: '2',
    });
  });
});

describe('a table in trouble', () => {
  it('is tried again while it throttles', async () => {
    here.faults.failNext('items.read', 3, serviceError('ProvisionedThroughputExceededException'));
    here.faults.failNext('items.write', 3, serviceError('ThrottlingException'));
    expect(await send()).toMatchObject({ Status: 'SUCCESS' });
    expect(await view.versions()).toEqual(FIRST);
  });

  it('that never stops throttling fails the request with its reason, and the next request mends the rest', async () => {
    await send();
    here.faults.interrupt('items.write', async () => {
      here.faults.interrupt('items.write', async () => {
        here.faults.interrupt('items.write', async () => {
          here.faults.failNext('items.write', 50, serviceError('ThrottlingException', 'Rate exceeded'));
        });
      });
    });
    const choice: EventChoice = { type: 'Update', properties: { Homepage: [] } };
    const answer = await send({ ...choice, issuedAfter: 10 });
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: 'ThrottlingException: Rate exceeded' });
    expect(await view.versions()).toEqual({ ...FIRST, HOMEPAGE: '2' });
    here.faults.calm();
    expect(await send({ ...choice, issuedAfter: 20 })).toMatchObject({ Status: 'SUCCESS' });
    const parts = (await view.itemOf('CONFIGURATION'))?.['content']?.M?.['parts']?.M;
    expect(parts?.['homepage']).toEqual((await view.itemOf('HOMEPAGE'))?.['digest']);
  });

  it('that lost the response of a write ends in the same content', async () => {
    here.faults.failNext('items.write', 2, serviceError('ECONNRESET'), 'after');
    expect(await send()).toMatchObject({ Status: 'SUCCESS' });
    expect((await view.itemOf('HOMEPAGE'))?.['content']?.M?.['rows']?.L).toHaveLength(2);
  });
});
