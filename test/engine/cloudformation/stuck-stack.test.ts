import { FakeCloud, TARGET, putChange, removal, templateOf } from './fakes/fake-cloud';

const RUN = 'aws cloudformation';
const PLACE = '--stack-name tenant--alpha --region eu-west-1';

test.each([
  ['ROLLBACK_COMPLETE', `${RUN} delete-stack ${PLACE} (what it retains stays behind: Bucket (a-bucket))`],
  ['ROLLBACK_FAILED', `${RUN} delete-stack ${PLACE} (what it retains stays behind: Bucket (a-bucket))`],
  [
    'UPDATE_ROLLBACK_FAILED',
    `${RUN} continue-update-rollback ${PLACE} (once Alarm can be put back; --resources-to-skip Alarm gives up on that)`,
  ],
  [
    'DELETE_FAILED',
    `${RUN} delete-stack ${PLACE} (once Alarm can be deleted; --retain-resources Alarm leaves them behind)`,
  ],
  ['UPDATE_FAILED', `${RUN} rollback-stack ${PLACE}`],
] as const)('a stack in %s is left alone, with the command that helps', async (status, next) => {
  const cloud = new FakeCloud();
  cloud.cloudFormation.add(TARGET.stackName, templateOf('old'), status);
  const outcome = await cloud.engine().apply(putChange('move-1', 'old', 'new'));
  expect(outcome).toMatchObject({ kind: 'stuck', status, next });
  expect(cloud.faults.calls).not.toContain('make');
});

test('a protected stack is unprotected by the command first', async () => {
  const cloud = new FakeCloud();
  const stack = cloud.cloudFormation.add(TARGET.stackName, templateOf('old'), 'ROLLBACK_COMPLETE');
  stack.isProtected = true;
  const outcome = await cloud.engine().apply(putChange('move-1', 'old', 'new'));
  expect(outcome).toMatchObject({
    next: /^aws cloudformation update-termination-protection --no-enable-termination-protection .+ && aws .+ delete-stack/,
  });
});

test('an update that cannot be put back is stuck, and says so again to whoever asks again', async () => {
  const cloud = new FakeCloud();
  cloud.cloudFormation.add(TARGET.stackName, templateOf('old'), 'CREATE_COMPLETE');
  const change = putChange('move-1', 'old', 'BrokenForGood');
  const outcome = await cloud.engine().apply(change);
  expect(outcome).toMatchObject({ kind: 'stuck', status: 'UPDATE_ROLLBACK_FAILED' });
  expect(await cloud.engine().apply(change)).toEqual(outcome);
});

test('what is left of a change set that was never carried out is no stack', async () => {
  const cloud = new FakeCloud();
  await cloud.cloudFormation.make(TARGET.stackName, 'of-somebody-else', templateOf('other'));
  expect(await cloud.engine().describe(TARGET)).toEqual({ kind: 'absent' });
  expect(await cloud.engine().apply(putChange('move-1', undefined, 'new'))).toMatchObject({
    kind: 'succeeded',
  });
});

test('a stack that is stuck can be removed', async () => {
  const cloud = new FakeCloud();
  cloud.cloudFormation.add(TARGET.stackName, templateOf('old'), 'ROLLBACK_COMPLETE');
  expect(await cloud.engine().apply(removal('move-1', 'old'))).toMatchObject({ kind: 'succeeded' });
});
