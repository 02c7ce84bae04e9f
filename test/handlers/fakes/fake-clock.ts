import type { Clock } from '../../../lib/handlers/clock';

/** A clock that only moves when somebody waits or says so. Sleeping takes no real time. */
export interface FakeClock extends Clock {
  advance(milliseconds: number): void;
}

export const FAKE_START = Date.parse('2026-11-22T13:00:00.000Z');

/** One turn of the event loop stands for so much of a wait, as long as the wait is short. */
const TURN_MS = 5;
const TURNS_MAX = 2_000;

export function fakeClock(start = FAKE_START): FakeClock {
  let now = start;
  const alarms = new Set<{ readonly at: number; readonly ring: () => void }>();
  const advance = (milliseconds: number): void => {
    now += milliseconds;
    for (const alarm of alarms) {
      if (alarm.at <= now) {
        alarm.ring();
      }
    }
  };
  return {
    now: () => now,
    advance,
    sleep: async (milliseconds, signal) => {
      if (signal.aborted) {
        return;
      }
      // Whoever else is under way gets turns, more of them the longer the wait, as during a real one.
      for (let turn = 0; turn < Math.min(TURNS_MAX, milliseconds); turn += TURN_MS) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      if (!signal.aborted) {
        advance(milliseconds);
      }
    },
    alarm: (at, signal) =>
      new Promise((resolve) => {
        if (signal.aborted || at <= now) {
          return resolve();
        }
        const ring = (): void => {
          alarms.delete(alarm);
          resolve();
        };
        const alarm = { at, ring };
        alarms.add(alarm);
        signal.addEventListener('abort', ring, { once: true });
      }),
  };
}
