import type { ReviewedChange } from '../../../lib/rollout/ports';
import type { OperationOutcome } from '../../../lib/rollout/rollout-event';
import { FakeCloud, TARGET, putChange, removal, templateOf } from './fakes/fake-cloud';

interface Operation {
  readonly what: string;
  readonly change: ReviewedChange;
  /** What is there before. @default nothing */
  readonly before?: string;
}

const OPERATIONS: readonly Operation[] = [
  { what: 'a creation', change: putChange('t', undefined, 'new') },
  { what: 'a creation that fails', change: putChange('t', undefined, 'Broken') },
  { what: 'an update', change: putChange('t', 'old', 'new'), before: 'old' },
  { what: 'an update that fails', change: putChange('t', 'old', 'Broken'), before: 'old' },
  { what: 'an update that is stuck', change: putChange('t', 'old', 'BrokenForGood'), before: 'old' },
  { what: 'a removal', change: removal('t', 'old'), before: 'old' },
];

/** More calls than any of the operations makes. */
const CALLS_MAX = 60;

interface Run {
  readonly outcome: OperationOutcome;
  readonly cloud: FakeCloud;
}

/** The process ends at that call, before its answer: whether it was served is what `isServed` says. */
async function runCutOff({ change, before }: Operation, at: number, isServed: boolean): Promise<Run> {
  const cloud = new FakeCloud();
  if (before !== undefined) {
    cloud.cloudFormation.add(TARGET.stackName, templateOf(before), 'UPDATE_COMPLETE');
  }
  const crash = new Error('the process ends');
  let isCut = false;
  cloud.faults.fate = (_, index) => {
    if (index !== at) {
      return undefined;
    }
    isCut = true;
    return isServed ? 'lost' : undefined;
  };
  cloud.faults.before = () => {
    if (isCut && !isServed) {
      isCut = false;
      throw crash;
    }
  };
  for (;;) {
    try {
      return { outcome: await cloud.engine().apply(change), cloud };
    } catch {
      // The next process takes it up.
    }
  }
}

describe.each(OPERATIONS)('$what', (operation) => {
  test('comes to the same end, begun once, whichever call the process ends at', async () => {
    const whole = await runCutOff(operation, CALLS_MAX, false);
    expect(whole.cloud.faults.calls.length).toBeLessThan(CALLS_MAX);
    for (let at = 0; at < whole.cloud.faults.calls.length; at += 1) {
      for (const isServed of [true, false]) {
        const { outcome, cloud } = await runCutOff(operation, at, isServed);
        const where = `${whole.cloud.faults.calls[at]}, call ${at}, ${isServed ? 'served' : 'not served'}`;
        expect({ where, outcome }).toEqual({ where, outcome: whole.outcome });
        expect({ where, begun: cloud.cloudFormation.begun }).toEqual({ where, begun: ['t'] });
      }
    }
  });

  test('is begun once by two processes at the same time', async () => {
    const cloud = new FakeCloud();
    if (operation.before !== undefined) {
      cloud.cloudFormation.add(TARGET.stackName, templateOf(operation.before), 'UPDATE_COMPLETE');
    }
    const [first, second] = await Promise.all([
      cloud.engine().apply(operation.change),
      cloud.engine().apply(operation.change),
    ]);
    expect(second).toEqual(first);
    expect(cloud.cloudFormation.begun).toEqual(['t']);
  });
});
