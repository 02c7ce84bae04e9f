import { LeasedLedger } from '../../../lib/rollout/runner/leased-ledger';
import { PACE } from '../../../lib/rollout/runner/pace';
import type { Fault } from '../../simulation/scenario';
import { Life } from '../../simulation/world/life';
import { RunnerWorld } from './runner-world';

interface Hands {
  readonly here: RunnerWorld;
  readonly held: LeasedLedger;
  /** What was said to have ended the lease. */
  readonly lost: unknown[];
  /** Somebody else takes the fleet. */
  readonly takenByAnother: () => Promise<unknown>;
}

function handsIn(faults: readonly Fault[]): Hands {
  const here = new RunnerWorld(faults);
  const lost: unknown[] = [];
  const [own, other] = [1, 2].map((number) => new Life(here.world, number, () => {}));
  if (own === undefined || other === undefined) {
    throw new Error('there are two');
  }
  const held = new LeasedLedger({
    ledger: here.ledger.seenBy(own),
    owner: 'own',
    clock: own.clock,
    pace: PACE,
    onEntry: () => {},
    onLost: (error) => lost.push(error),
  });
  return {
    here,
    held,
    lost,
    takenByAnother: () => here.until(here.ledger.seenBy(other).acquire('another', 60)),
  };
}

describe('a fleet that is held', () => {
  test('stays held when a renewal of the lease before is answered late', async () => {
    // Taking it is the calls 0 and 1; 2 is the first renewal.
    const { here, held, lost } = handsIn([{ kind: 'ledger-slow', call: 2, seconds: 900 }]);
    await here.until(held.take());
    await here.pass(0.5);
    await here.until(held.release());
    await here.until(held.take());
    await here.pass(20);
    expect(held.isHeld).toBe(true);
    expect(lost).toEqual([]);
  });

  test('stays held when the lease before was lost to somebody else while its holder stood still', async () => {
    const { here, held, lost, takenByAnother } = handsIn([
      { kind: 'runner-frozen', life: 1, port: 'acquire', call: 0, minutes: 10 },
    ]);
    const taking = held.take();
    await here.pass(3);
    await takenByAnother();
    await here.until(taking);
    expect(held.isHeld).toBe(false);
    await here.until(held.take());
    await here.pass(20);
    expect(held.isHeld).toBe(true);
    expect(lost).toEqual([]);
  });

  test('is lost when somebody else has it by the time of a renewal, and is not renewed any more', async () => {
    const { here, held, lost, takenByAnother } = handsIn([{ kind: 'ledger-slow', call: 2, seconds: 200 }]);
    await here.until(held.take());
    await here.pass(2);
    await takenByAnother();
    await here.pass(5);
    expect(held.isHeld).toBe(false);
    expect(lost).toHaveLength(1);
  });
});
