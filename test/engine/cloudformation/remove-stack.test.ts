import { FakeCloud, TARGET, digestOf, putChange, removal, templateOf } from './fakes/fake-cloud';

let cloud: FakeCloud;

beforeEach(() => {
  cloud = new FakeCloud();
});

test('a stack that is what was reviewed is removed', async () => {
  cloud.cloudFormation.add(TARGET.stackName, templateOf('old'), 'UPDATE_COMPLETE');
  expect(await cloud.engine().apply(removal('gone', 'old'))).toMatchObject({ kind: 'succeeded' });
  expect(await cloud.engine().describe(TARGET)).toEqual({ kind: 'absent' });
});

test('a removal answers the same when a stack of the name is there again', async () => {
  cloud.cloudFormation.add(TARGET.stackName, templateOf('old'), 'UPDATE_COMPLETE');
  const outcome = await cloud.engine().apply(removal('gone', 'old'));
  await cloud.engine().apply(putChange('back', undefined, 'old'));
  expect(await cloud.engine().apply(removal('gone', 'old'))).toEqual(outcome);
  expect(cloud.cloudFormation.begun).toEqual(['gone', 'back']);
});

test('a stack that was edited, protected or is gone already is left alone', async () => {
  expect(await cloud.engine().apply(removal('gone', 'old'))).toMatchObject({
    kind: 'failed',
    digest: undefined,
  });
  const stack = cloud.cloudFormation.add(TARGET.stackName, templateOf('edited'), 'UPDATE_COMPLETE');
  const digest = digestOf(templateOf('edited'));
  expect(await cloud.engine().apply(removal('gone', 'old'))).toMatchObject({ kind: 'failed', digest });
  stack.isProtected = true;
  expect(await cloud.engine().apply(removal('gone', 'edited'))).toMatchObject({
    kind: 'failed',
    reason: /TerminationProtection/,
  });
  expect(cloud.cloudFormation.begun).toEqual([]);
});

test('a removal that fails is stuck', async () => {
  cloud.cloudFormation.add(TARGET.stackName, templateOf('Undeletable'), 'UPDATE_COMPLETE');
  expect(await cloud.engine().apply(removal('gone', 'Undeletable'))).toMatchObject({
    kind: 'stuck',
    status: 'DELETE_FAILED',
  });
});
