import { ProblemError } from '../../../lib/diagnostics/problem-error';
import { EngineUnavailable } from '../../../lib/rollout/ports';
import { FakeCloud, TARGET, digestOf, putChange, templateOf } from './fakes/fake-cloud';

const CHANGE = putChange('move-1', 'old', 'new');

let cloud: FakeCloud;

beforeEach(() => {
  cloud = new FakeCloud();
});

function addOld(): void {
  cloud.cloudFormation.add(TARGET.stackName, templateOf('old'), 'UPDATE_COMPLETE');
}

function deployed(): string | undefined {
  return cloud.cloudFormation.find(TARGET.stackName)?.template;
}

test('a stack that is not there is made', async () => {
  const outcome = await cloud.engine().apply(putChange('move-1', undefined, 'new'));
  expect(outcome).toMatchObject({ kind: 'succeeded', digest: digestOf(templateOf('new')) });
  expect(deployed()).toBe(templateOf('new'));
});

test('a stack that is what was reviewed becomes what was agreed to', async () => {
  addOld();
  const outcome = await cloud.engine().apply(CHANGE);
  expect(outcome).toMatchObject({ kind: 'succeeded', digest: digestOf(templateOf('new')) });
  expect(deployed()).toBe(templateOf('new'));
});

test('an update that fails leaves the old template and names the resource that failed first', async () => {
  addOld();
  const outcome = await cloud.engine().apply(putChange('move-1', 'old', 'Broken'));
  expect(outcome).toMatchObject({
    kind: 'failed',
    digest: digestOf(templateOf('old')),
    reason: 'Alarm: the threshold is no number',
  });
});

test('a status from before is never taken for the end of the operation', async () => {
  addOld();
  cloud.cloudFormation.staleStatus = 'UPDATE_COMPLETE';
  expect(await cloud.engine().apply(putChange('move-1', 'old', 'Broken'))).toMatchObject({ kind: 'failed' });
});

test('an operation that has ended answers the same again, whatever came after it', async () => {
  addOld();
  const outcome = await cloud.engine().apply(CHANGE);
  cloud.cloudFormation.change(TARGET.stackName, templateOf('other'));
  expect(await cloud.engine().apply(CHANGE)).toEqual(outcome);
  cloud.cloudFormation.change(TARGET.stackName, templateOf('old'));
  expect(await cloud.engine().apply(CHANGE)).toEqual(outcome);
  expect(cloud.cloudFormation.begun).toEqual(['move-1']);
});

test('the creation of a stack that somebody has deleted since is not done again', async () => {
  const change = putChange('move-1', undefined, 'new');
  const outcome = await cloud.engine().apply(change);
  await cloud.engine().apply({ ...TARGET, kind: 'remove', token: 'other', expected: change.rendered.digest });
  expect(await cloud.engine().apply(change)).toEqual(outcome);
  expect(cloud.cloudFormation.begun).toEqual(['move-1', 'other']);
});

test('a stack that is not what was reviewed is left alone', async () => {
  cloud.cloudFormation.add(TARGET.stackName, templateOf('edited'), 'UPDATE_COMPLETE');
  const outcome = await cloud.engine().apply(CHANGE);
  expect(outcome).toMatchObject({ kind: 'failed', digest: digestOf(templateOf('edited')) });
  expect(cloud.cloudFormation.begun).toEqual([]);
  expect(cloud.faults.calls).not.toContain('make');
});

test('a stack that is gone, or that there should not be, is left alone', async () => {
  expect(await cloud.engine().apply(CHANGE)).toMatchObject({ kind: 'failed', digest: undefined });
  addOld();
  expect(await cloud.engine().apply(putChange('move-2', undefined, 'new'))).toMatchObject({
    kind: 'failed',
    digest: digestOf(templateOf('old')),
  });
  expect(cloud.cloudFormation.begun).toEqual([]);
});

test.each(['make', 'getTemplate', 'executeChangeSet'])(
  'an edit by somebody else just before the call %s is never overwritten',
  async (call) => {
    addOld();
    let last = 0;
    cloud.faults.before = (name) => {
      if (name === call && last === 0) {
        last = 1;
        cloud.cloudFormation.change(TARGET.stackName, templateOf('edited'));
      }
    };
    expect(await cloud.engine().apply(CHANGE)).toMatchObject({
      kind: 'failed',
      digest: digestOf(templateOf('edited')),
    });
    expect(deployed()).toBe(templateOf('edited'));
  },
);

test('an edit that was taken back meanwhile needs another change set, and is no hindrance', async () => {
  addOld();
  let isEdited = false;
  cloud.faults.before = (name) => {
    if (name === 'executeChangeSet' && !isEdited) {
      isEdited = true;
      cloud.cloudFormation.change(TARGET.stackName, templateOf('edited'));
      cloud.cloudFormation.change(TARGET.stackName, templateOf('old'));
    }
  };
  expect(await cloud.engine().apply(CHANGE)).toMatchObject({ kind: 'succeeded' });
  expect(cloud.cloudFormation.begun).toEqual(['move-1']);
});

test('throttling is known by its message too, where it has no name of its own', async () => {
  cloud.faults.before = () => {
    throw new Error('Rate exceeded');
  };
  await expect(cloud.engine().apply(CHANGE)).rejects.toMatchObject({ isThrottled: true });
});

test('a change set of the name that holds another template is not carried out', async () => {
  addOld();
  await cloud.cloudFormation.make(TARGET.stackName, 'multiplex-move-1', templateOf('smuggled'));
  expect(await cloud.engine().apply(CHANGE)).toMatchObject({ kind: 'failed', reason: /another template/ });
  expect(cloud.cloudFormation.begun).toEqual([]);
});

test('a change that changes nothing for CloudFormation succeeds and does nothing', async () => {
  addOld();
  const outcome = await cloud.engine().apply(putChange('move-1', 'old', 'old'));
  expect(outcome).toMatchObject({ kind: 'succeeded', digest: digestOf(templateOf('old')) });
  expect(cloud.cloudFormation.begun).toEqual([]);
  expect(cloud.cloudFormation.find(TARGET.stackName)?.changeSets.size).toBe(0);
});

test('a change set that CloudFormation refuses is a failure that says why', async () => {
  addOld();
  cloud.faults.before = (name) => {
    if (name === 'make') {
      const error = new Error('Template error: no such parameter');
      error.name = 'ValidationError';
      throw error;
    }
  };
  expect(await cloud.engine().apply(CHANGE)).toMatchObject({
    kind: 'failed',
    digest: digestOf(templateOf('old')),
    reason: 'Template error: no such parameter',
  });
});

test('an operation of somebody else is waited for', async () => {
  const stack = cloud.cloudFormation.add(TARGET.stackName, templateOf('old'), 'UPDATE_IN_PROGRESS');
  cloud.clock.after(90, () => {
    stack.status = 'UPDATE_COMPLETE';
  });
  expect(await cloud.engine().apply(CHANGE)).toMatchObject({ kind: 'succeeded' });
});

test('an operation of somebody else that does not end is no failure of this one', async () => {
  cloud.cloudFormation.add(TARGET.stackName, templateOf('old'), 'UPDATE_IN_PROGRESS');
  await expect(cloud.engine().apply(CHANGE)).rejects.toThrow(EngineUnavailable);
  expect(cloud.cloudFormation.begun).toEqual([]);
});

test('events that come late are waited for', async () => {
  addOld();
  await cloud.clock.pass(1_000);
  cloud.cloudFormation.eventLagSeconds = 120;
  expect(await cloud.engine().apply(CHANGE)).toMatchObject({ kind: 'succeeded' });
});

test('a process that starts while events are late does not begin the operation anew', async () => {
  addOld();
  await cloud.clock.pass(1_000);
  cloud.cloudFormation.eventLagSeconds = 120;
  cloud.faults.fate = (call) => (call === 'executeChangeSet' ? 'lost' : undefined);
  await expect(cloud.engine().apply(CHANGE)).rejects.toThrow(EngineUnavailable);
  expect(await cloud.engine().apply(CHANGE)).toMatchObject({ kind: 'succeeded' });
  expect(cloud.cloudFormation.begun).toEqual(['move-1']);
});

test('an operation that takes too long is left alone and can be taken up again', async () => {
  addOld();
  cloud.cloudFormation.eventLagSeconds = 90 * 60;
  await cloud.clock.pass(4 * 60 * 60);
  await expect(cloud.engine().apply(CHANGE)).rejects.toThrow('has not ended within 60 minutes');
  expect(await cloud.engine().apply(CHANGE)).toMatchObject({ kind: 'succeeded' });
  expect(cloud.cloudFormation.begun).toEqual(['move-1']);
});

test('throttling while it waits slows it down and is no end', async () => {
  addOld();
  let throttled = 0;
  cloud.faults.fate = (call) => {
    const isPoll = call === 'describeStackEvents' && cloud.cloudFormation.begun.length > 0;
    throttled += isPoll ? 1 : 0;
    return isPoll && throttled < 5 ? 'throttled' : undefined;
  };
  expect(await cloud.engine().apply(CHANGE)).toMatchObject({ kind: 'succeeded' });
});

test('throttling before anything is known is told to whoever can call less often', async () => {
  addOld();
  cloud.faults.fate = () => 'throttled';
  await expect(cloud.engine().apply(CHANGE)).rejects.toMatchObject({
    name: 'EngineUnavailable',
    isThrottled: true,
  });
});

test.each([
  ['denied', 'ENGINE-051'],
  ['expired', 'ENGINE-050'],
] as const)('a call that is %s is a problem for a person', async (fate, code) => {
  addOld();
  cloud.faults.fate = () => fate;
  const failure = await cloud
    .engine()
    .apply(CHANGE)
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ProblemError);
  expect(failure).toMatchObject({ diagnostics: [{ code }] });
});
