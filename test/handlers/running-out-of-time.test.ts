import { ANSWER_RESERVE_MS, withinTime, workDeadline } from '../../lib/handlers/protocol/watchdog';
import { begin, effects, shown, stepsOf, type Change } from './fakes/changes';
import { fakeClock } from './fakes/fake-clock';
import type { Hang } from './fakes/faults';
import { REMAINING_MS, type World } from './fakes/world';

describe.each(['partition', 'brand'])('when time runs out in the update of a %s', (kind) => {
  async function atEveryStep(
    how: Hang,
    check: (here: World, change: Change) => Promise<void>,
  ): Promise<void> {
    const count = await stepsOf(kind);
    expect(count).toBeGreaterThan(7);
    for (let step = 0; step < count; step += 1) {
      const { here, change, steps } = await begin(kind);
      here.faults.hangAt(steps + step, how);
      const answer = await here.send(change.update);
      expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('ran out of time') });
      await check(here, change);
      expect(here.answers.map(({ body }) => body['RequestId'])).toEqual(
        expect.arrayContaining([change.update['RequestId']]),
      );
    }
  }

  it.each(['obedient', 'deaf'] as const)(
    'at any step (%s), there is one answer, nothing is written after it, and the rollback restores all',
    async (how) => {
      const { here: reference } = await begin(kind);
      await atEveryStep(how, async (here, change) => {
        const answered = effects(here);
        await here.faults.release();
        expect(effects(here)).toEqual(answered);
        expect(await here.send(change.rollback)).toMatchObject({ Status: 'SUCCESS' });
        expect(shown(here)).toEqual(shown(reference));
      });
    },
  );

  it('at any step, a write already on its way cannot undo the rollback when it lands afterwards', async () => {
    await atEveryStep('late', async (here, change) => {
      expect(await here.send(change.rollback)).toMatchObject({ Status: 'SUCCESS' });
      const restored = shown(here);
      const steps = here.faults.steps.length;
      await here.faults.release();
      expect(shown(here)).toEqual(restored);
      expect(here.faults.steps).toHaveLength(steps);
    });
  });

  it('at any step, a write already on its way is the last: nothing follows it', async () => {
    await atEveryStep('late', async (here) => {
      const steps = here.faults.steps.length;
      await here.faults.release();
      expect(here.faults.steps).toHaveLength(steps);
    });
  });

  it('at any step, the same request again completes it', async () => {
    const { here: reference, change: wanted } = await begin(kind);
    await reference.send(wanted.update);
    await atEveryStep('obedient', async (here, change) => {
      expect(await here.send(change.update)).toMatchObject({ Status: 'SUCCESS' });
      expect(shown(here)).toEqual(shown(reference));
    });
  });

  it('at any step, a Delete afterwards succeeds, and what lands late does not undo it', async () => {
    await atEveryStep('late', async (here, change) => {
      expect(await here.send({ ...change.rollback, RequestType: 'Delete' })).toMatchObject({
        Status: 'SUCCESS',
      });
      await here.faults.release();
      const retired = here.memory.owned.get('TENANT#acme CONFIGURATION')?.retiredAt;
      expect(typeof retired).toBe(kind === 'partition' ? 'string' : 'undefined');
    });
  });
});

describe('work that is told to stop', () => {
  it('gets a moment to end before the answer goes out', async () => {
    const clock = fakeClock();
    let ended = false;
    const work = async (signal: AbortSignal): Promise<string> => {
      const told = new Promise((resolve) => signal.addEventListener('abort', resolve));
      clock.advance(60_000);
      await told;
      await new Promise((resolve) => setImmediate(resolve));
      ended = true;
      return 'late';
    };
    expect(await withinTime(clock, clock.now() + 1_000, work, 'expired')).toBe('expired');
    expect(ended).toBe(true);
  });
});

describe('the time that is kept for answering', () => {
  it('is ten seconds, or a third of what a short function has', () => {
    expect(workDeadline(0, REMAINING_MS)).toBe(REMAINING_MS - ANSWER_RESERVE_MS);
    expect(workDeadline(0, 3_000)).toBe(2_000);
  });
});
