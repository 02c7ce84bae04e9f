import fc from 'fast-check';

import { dateOfDay, DAY, dayOfDate, weekdayOf } from '../../../lib/rollout/calendar/civil-day';
import { localDate, localTimeText } from '../../../lib/rollout/calendar/local-time';

/** Fixed, so that two runs draw the same; fast-check prints it with the path of a failure. */
const SEED = 20261122;

/** From 1900 to 2399, so that years divisible by 100 and by 400 are among them. */
const anyDay = fc.integer({ min: -25_567, max: 157_000 });

describe('a day', () => {
  test('has the date that the calendar gives it, and the other way round', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const date = new Date(day * DAY).toISOString().slice(0, 10);
        expect(dateOfDay(day)).toBe(date);
        expect(dayOfDate(date)).toBe(day);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  test.each(['2000-02-29', '1900-03-01', '2100-02-28', '2100-03-01', '1999-12-31', '2000-01-01'])(
    '%s is at the edge of a year of its own',
    (date) => {
      expect(dateOfDay(dayOfDate(date))).toBe(date);
      expect(dayOfDate(date) * DAY).toBe(Date.parse(date));
    },
  );

  test('has the weekday that the calendar gives it, counted from Monday', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(weekdayOf(day)).toBe((new Date(day * DAY).getUTCDay() + 6) % 7);
      }),
      { seed: SEED, numRuns: 200 },
    );
  });
});

describe('local time', () => {
  test('is told with its weekday and its zone', () => {
    const at = Date.parse('2026-12-18T07:05:59Z');
    expect(localTimeText('America/New_York', at)).toBe('Friday 2026-12-18 02:05 America/New_York');
    expect(localTimeText('Asia/Kathmandu', at)).toBe('Friday 2026-12-18 12:50 Asia/Kathmandu');
  });

  test('may be of the day before or after', () => {
    expect(localDate('Pacific/Auckland', Date.parse('2026-12-31T12:00:00Z'))).toBe('2027-01-01');
    expect(localDate('America/Los_Angeles', Date.parse('2027-01-01T07:59:00Z'))).toBe('2026-12-31');
  });
});
