import { FakeCloud, TARGET, digestOf, templateOf } from './fakes/fake-cloud';

test('a stack that is there is described by its status, its template and the digest of that', async () => {
  const cloud = new FakeCloud();
  cloud.cloudFormation.add(TARGET.stackName, templateOf('old'), 'UPDATE_ROLLBACK_COMPLETE');
  const description = await cloud.engine().describe(TARGET);
  expect(description).toMatchObject({
    kind: 'present',
    status: 'UPDATE_ROLLBACK_COMPLETE',
    digest: digestOf(templateOf('old')),
  });
  expect(description.kind === 'present' && (await description.template())).toBe(templateOf('old'));
  expect(cloud.faults.calls).toEqual(['describeStacks', 'getTemplate']);
});

test('a stack that is not there is absent', async () => {
  expect(await new FakeCloud().engine().describe(TARGET)).toEqual({ kind: 'absent' });
});

test('an answer that does not come is no answer', async () => {
  const cloud = new FakeCloud();
  cloud.cloudFormation.add(TARGET.stackName, templateOf('old'), 'CREATE_COMPLETE');
  cloud.faults.fate = () => 'lost';
  await expect(cloud.engine().describe(TARGET)).rejects.toMatchObject({
    name: 'EngineUnavailable',
    isThrottled: false,
  });
});
