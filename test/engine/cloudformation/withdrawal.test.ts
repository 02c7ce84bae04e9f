import type { OperationOutcome } from '../../../lib/rollout/rollout-event';
import { FakeCloud, TARGET, putChange, removal, templateOf } from './fakes/fake-cloud';

const CHANGE = putChange('move-1', 'old', 'new');
const LATE = { ...CHANGE, onlyIfStarted: true };

let cloud: FakeCloud;

beforeEach(() => {
  cloud = new FakeCloud();
  cloud.cloudFormation.add(TARGET.stackName, templateOf('old'), 'UPDATE_COMPLETE');
});

test('an operation that came too late is not started, then or later', async () => {
  expect(await cloud.engine().apply(LATE)).toMatchObject({ kind: 'not-started' });
  expect(await cloud.engine().apply(CHANGE)).toMatchObject({ kind: 'not-started' });
  expect(cloud.cloudFormation.begun).toEqual([]);
});

test('an operation that was started is taken up as ever', async () => {
  cloud.faults.fate = (call) => (call === 'executeChangeSet' ? 'lost' : undefined);
  await expect(cloud.engine().apply(CHANGE)).rejects.toThrow('socket hang up');
  expect(await cloud.engine().apply(LATE)).toMatchObject({ kind: 'succeeded' });
});

test('the next attempt has a token of its own and is started', async () => {
  await cloud.engine().apply(LATE);
  expect(await cloud.engine().apply(putChange('move-2', 'old', 'new'))).toMatchObject({ kind: 'succeeded' });
});

test('a removal that came too late is not started', async () => {
  const late = { ...removal('move-1', 'old'), onlyIfStarted: true };
  expect(await cloud.engine().apply(late)).toMatchObject({ kind: 'not-started' });
  expect(cloud.cloudFormation.begun).toEqual([]);
});

test('what is withdrawn in the middle of another process is not started for both or ends for both', async () => {
  const calls = (await withdrawnAt(Number.POSITIVE_INFINITY)).faults.calls.length;
  for (let at = 0; at < calls; at += 1) {
    const { cloudFormation, outcomes, faults } = await withdrawnAt(at);
    const kinds = outcomes.map(({ kind }) => kind);
    const [before] = faults.calls.slice(at);
    expect({ before, kinds, begun: cloudFormation.begun }).toEqual(
      cloudFormation.begun.length === 0
        ? { before, kinds: ['not-started', 'not-started'], begun: [] }
        : { before, kinds: ['succeeded', 'succeeded'], begun: ['move-1'] },
    );
  }
});

/** The first process waits before its so-manieth call until a second one has withdrawn the operation. */
async function withdrawnAt(
  at: number,
): Promise<{ outcomes: readonly OperationOutcome[] } & Pick<FakeCloud, 'cloudFormation' | 'faults'>> {
  const shared = new FakeCloud();
  shared.cloudFormation.add(TARGET.stackName, templateOf('old'), 'UPDATE_COMPLETE');
  let withdrawal: Promise<OperationOutcome> | undefined;
  const around = shared.faults.around.bind(shared.faults);
  shared.faults.around = async (call, work) => {
    if (shared.faults.calls.length === at && withdrawal === undefined) {
      withdrawal = shared.engine().apply(LATE);
      await withdrawal;
    }
    return around(call, work);
  };
  const first = await shared.engine().apply(CHANGE);
  const second = await (withdrawal ?? shared.engine().apply(LATE));
  return { outcomes: [first, second], cloudFormation: shared.cloudFormation, faults: shared.faults };
}
