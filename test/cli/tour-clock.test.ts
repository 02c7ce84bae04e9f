import { DAY, NOTICE_DAYS, TourClock, tourStart } from '../../lib/cli/tour/tour-clock';

/** A clock that stands until it is asked to sleep. */
class StandingClock {
  time = Date.UTC(2026, 10, 22, 20, 15);

  now(): number {
    return this.time;
  }

  sleepUntil(at: number): Promise<void> {
    this.time = at;
    return Promise.resolve();
  }
}

test('a tour starts its roll-out on a Monday at noon, three to ten days ago, on whatever day it is taken', () => {
  for (let hour = 0; hour < 24 * 14; hour += 1) {
    const now = Date.UTC(2026, 10, 22) + (hour * DAY) / 24;
    const monday = new Date(tourStart(now) + NOTICE_DAYS * DAY);
    expect([monday.getUTCDay(), monday.getUTCHours(), monday.getUTCMinutes()]).toEqual([1, 12, 0]);
    const daysAgo = (now - monday.getTime()) / DAY;
    expect(daysAgo).toBeGreaterThanOrEqual(2.5);
    expect(daysAgo).toBeLessThan(9.5);
  }
});

test('a clock of a tour runs with that of the machine, and is only ever put forward', async () => {
  const machine = new StandingClock();
  const clock = new TourClock(1_000, machine);
  expect(clock.now()).toBe(1_000);
  machine.time += 50;
  expect(clock.now()).toBe(1_050);
  clock.passTo(9_000);
  clock.passTo(2_000);
  expect(clock.now()).toBe(9_000);
  await clock.sleepUntil(9_500);
  expect(clock.now()).toBe(9_500);
});
