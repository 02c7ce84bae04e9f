import { SYSTEM_CLOCK } from '../../lib/engine/system-clock';

beforeEach(() => {
  jest.useFakeTimers({ now: 1_000 });
});

afterEach(() => {
  jest.useRealTimers();
});

describe('the clock of the machine', () => {
  test('it sleeps until the time has come, also for longer than a timer can', async () => {
    const at = 1_000 + 40 * 24 * 3_600_000;
    let isAwake = false;
    const sleep = SYSTEM_CLOCK.sleepUntil(at).then(() => {
      isAwake = true;
    });
    await jest.advanceTimersByTimeAsync(at - 1_000 - 1);
    expect(isAwake).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    await sleep;
    expect(SYSTEM_CLOCK.now()).toBe(at);
  });

  test('a signal wakes it, and a time that is past does not let it sleep', async () => {
    const alarm = new AbortController();
    const sleep = SYSTEM_CLOCK.sleepUntil(5_000, alarm.signal);
    alarm.abort();
    await sleep;
    await SYSTEM_CLOCK.sleepUntil(5_000, alarm.signal);
    await SYSTEM_CLOCK.sleepUntil(10);
    expect(SYSTEM_CLOCK.now()).toBe(1_000);
    expect(jest.getTimerCount()).toBe(0);
  });
});
