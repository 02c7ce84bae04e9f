import { provision } from '../../lib/handlers/provision';
import { begin, shown, stepsOf } from './fakes/changes';
import { partitionEvent, PARTITION, RESPONSE_HOST } from './fakes/events';
import { REMAINING_MS, world, type World } from './fakes/world';

function statuses(here: World): unknown[] {
  return here.answers.map(({ body }) => body['Status']);
}

describe.each(['partition', 'brand'])('while an update of a %s is under way', (kind) => {
  it('its rollback, run whole before any one of its steps, is what remains', async () => {
    const { here: reference } = await begin(kind);
    const count = await stepsOf(kind);
    for (let step = 0; step < count; step += 1) {
      const { here, change, steps } = await begin(kind);
      here.faults.interruptAt(steps + step, () => provision(change.rollback, REMAINING_MS, here.ports));
      await provision(change.update, REMAINING_MS, here.ports);
      expect(statuses(here)).toEqual(['SUCCESS', 'SUCCESS', 'FAILED']);
      expect(shown(here)).toEqual(shown(reference));
    }
  });

  it('the same request, run whole before any one of its steps, changes neither its answer nor its result', async () => {
    const { here: reference, change: wanted } = await begin(kind);
    await reference.send(wanted.update);
    const count = await stepsOf(kind);
    for (let step = 0; step < count; step += 1) {
      const { here, change, steps } = await begin(kind);
      here.faults.interruptAt(steps + step, () => provision(change.update, REMAINING_MS, here.ports));
      await provision(change.update, REMAINING_MS, here.ports);
      expect(statuses(here)).toEqual(['SUCCESS', 'SUCCESS', 'SUCCESS']);
      expect(here.answers[1]?.body).toEqual(here.answers[2]?.body);
      expect(shown(here)).toEqual(shown(reference));
    }
  });
});

describe('without a date in the address, as with emulators', () => {
  const OTHER = { Configuration: { ...PARTITION.Configuration, name: 'Other' } };
  const address = `https://${RESPONSE_HOST}/plain`;

  it('a duplicate of an earlier request is known by its id', async () => {
    const here = world();
    const first = { ...partitionEvent({ properties: OTHER }), ResponseURL: address };
    await here.send(first);
    here.clock.advance(1_000);
    await here.send({ ...partitionEvent({ type: 'Update' }), ResponseURL: address });
    here.clock.advance(1_000);
    const before = shown(here);
    expect(await here.send(first)).toMatchObject({ Status: 'FAILED' });
    expect(shown(here)).toEqual(before);
  });

  it('an address dated in the future is taken as dated now', async () => {
    const here = world();
    here.clock.advance(2_000);
    await here.send(partitionEvent({ issuedAfter: 86_400 }));
    expect(await here.send(partitionEvent({ type: 'Update', issuedAfter: 1 }))).toMatchObject({
      Status: 'FAILED',
    });
    expect(await here.send(partitionEvent({ type: 'Update', issuedAfter: 3 }))).toMatchObject({
      Status: 'SUCCESS',
    });
  });

  it('of two requests of one second, the one that arrived first is the earlier', async () => {
    const here = world();
    await here.send(partitionEvent());
    here.faults.interrupt('role.assume', async () => {
      here.clock.advance(5);
      await provision(partitionEvent({ type: 'Update' }), REMAINING_MS, here.ports);
    });
    await provision(partitionEvent({ type: 'Update', properties: OTHER }), REMAINING_MS, here.ports);
    expect(statuses(here)).toEqual(['SUCCESS', 'SUCCESS', 'FAILED']);
    expect(here.memory.owned.get('TENANT#acme CONFIGURATION')?.content['settings']).toMatchObject({
      name: 'Acme',
    });
  });
});
