import fc from 'fast-check';

import type { Span } from '../../../lib/fleet/schema/clock-time';
import { nextOpening, openingAt } from '../../../lib/rollout/calendar/next-opening';
import type { Freeze, MoveCalendar } from '../../../lib/rollout/rollout-plan';
import { MinuteByMinute } from './minute-by-minute';

/** Fixed, so that two runs draw the same; fast-check prints it with the path of a failure. */
const SEED = 20261122;
const RUNS = 60;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const DAYS = 14;
/** What is asked lies in the middle: an opening may reach out of it on both sides. */
const MARGIN_DAYS = 3;

/** Zones with a day on which their clocks are set, or never are. */
const CHANGES = [
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Europe/Dublin', '2026-03-29'],
  ['Europe/Dublin', '2026-10-25'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['America/Santiago', '2026-09-06'],
  ['Africa/Casablanca', '2026-02-15'],
  ['Pacific/Apia', '2011-12-30'],
  ['Asia/Kathmandu', '2026-06-01'],
  ['UTC', '2026-06-01'],
] as const;

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
/** Around midnight and around the hours in which clocks are set. */
const EDGES = [0, 30, 60, 90, 105, 120, 150, 165, 180, 195, 240, 600, 1320, 1380, 1410];

const days = fc.subarray([...WEEKDAYS], { minLength: 1 });

const span = fc
  .record({
    days,
    from: fc.oneof(fc.constantFrom(...EDGES), fc.integer({ min: 0, max: 1439 })),
    minutes: fc.oneof(fc.constantFrom(15, 30, 60, 120, 1440), fc.integer({ min: 1, max: 1440 })),
  })
  .map(({ days: on, from, minutes }): Span => ({ days: on, from: clock(from), to: clock(from + minutes) }));

function clock(minute: number): string {
  const inDay = minute >= 1440 ? minute - 1440 : minute;
  const text = `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`;
  return minute >= 1440 ? `${text}+1` : text;
}

function isoDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function freezesAround(middle: number): fc.Arbitrary<readonly Freeze[]> {
  const freeze = fc
    .tuple(fc.integer({ min: -3, max: 6 }), fc.integer({ min: 0, max: 3 }))
    .map(([first, more]): Freeze => ({
      name: 'stock-taking',
      from: isoDay(middle + first * DAY),
      to: isoDay(middle + (first + more) * DAY),
    }));
  return fc.array(freeze, { maxLength: 2 });
}

function calendarsIn(timeZone: string, middle: number): fc.Arbitrary<MoveCalendar> {
  return fc.record({
    maintenance: fc.record({
      timeZone: fc.constant(timeZone),
      window: span,
      quietHours: fc.array(span, { maxLength: 2 }),
      noticeDays: fc.constant(0),
    }),
    freezes: freezesAround(middle),
  });
}

/** Openings that begin and end with a day at two weeks of UTC, which begin on Thursdays. */
const WHOLE_DAYS: MoveCalendar = {
  maintenance: {
    timeZone: 'UTC',
    window: { days: ['wed', 'thu'], from: '00:00', to: '24:00' },
    quietHours: [],
    noticeDays: 0,
  },
  freezes: [],
};

describe('an opening', () => {
  test.each([
    ['2026-06-03T00:00:00Z', '2026-06-03T00:00:00Z'],
    ['2026-06-04T00:00:00Z', '2026-06-04T00:00:00Z'],
    ['2026-06-04T00:01:00Z', '2026-06-10T00:00:00Z'],
  ])('is one also where it spans two weeks: half of two days are left at %s', (from, expected) => {
    expect(nextOpening(WHOLE_DAYS, Date.parse(from), 3 * 24 * 60)).toBe(Date.parse(expected));
  });

  test('needs no more than the minutes that a move takes', () => {
    const from = Date.parse('2026-06-04T23:00:00Z');
    expect(nextOpening(WHOLE_DAYS, from, 60)).toBe(from);
    expect(nextOpening(WHOLE_DAYS, from, 61)).toBe(Date.parse('2026-06-10T00:00:00Z'));
  });

  test('is not looked for beyond the horizon', () => {
    const freezes = [{ name: 'wound up', from: '2026-01-01', to: '2099-12-31' }];
    const closed = { ...WHOLE_DAYS, freezes };
    const from = Date.parse('2026-06-04T23:00:00Z');
    expect(nextOpening(closed, from, 60)).toBeUndefined();
    expect(nextOpening(closed, from, 60, { window: true, freeze: true })).toBe(from);
    expect(nextOpening(closed, from, 60, { window: false, freeze: true })).toBe(from);
    expect(
      nextOpening(WHOLE_DAYS, Date.parse('2026-06-05T12:34:56Z'), 60, { window: true, freeze: false }),
    ).toBe(Date.parse('2026-06-05T12:34:56Z'));
  });
});

describe.each(CHANGES)('the calendar of %s around %s', (zone, date) => {
  const middle = Date.parse(`${date}T00:00:00Z`);
  const reference = new MinuteByMinute(zone, middle - (DAYS / 2) * DAY, DAYS);

  test('opens when its clocks show the window, minute by minute', () => {
    fc.assert(
      fc.property(
        calendarsIn(zone, middle),
        fc.integer({ min: -2 * DAY, max: 3 * DAY }),
        fc.constantFrom(0, 1, 15, 45, 90, 600),
        (calendar, offset, minutes) => {
          const from = middle + offset;
          const limit = middle + (DAYS / 2 - MARGIN_DAYS) * DAY;
          const expected = reference.nextOpening(calendar, from, minutes);
          const found = nextOpening(calendar, from, minutes);
          if (expected !== undefined && expected < limit) {
            expect(found).toBe(expected);
          } else {
            expect(found ?? limit).toBeGreaterThanOrEqual(limit);
          }
          expect(nextOpening(calendar, from, 0) === from).toBe(reference.isOpen(calendar, from));
        },
      ),
      { seed: SEED, numRuns: RUNS },
    );
  });
});

test('the opening that a calendar is in is known whole, over midnight and over the end of a week', () => {
  const calendar: MoveCalendar = {
    maintenance: {
      timeZone: 'UTC',
      window: { days: ['wed'], from: '22:00', to: '28:00' },
      quietHours: [],
      noticeDays: 0,
    },
    freezes: [],
  };
  const whole = { from: Date.parse('2026-11-25T22:00:00Z'), to: Date.parse('2026-11-26T04:00:00Z') };
  expect(openingAt(calendar, whole.from)).toEqual(whole);
  expect(openingAt(calendar, whole.to - MINUTE)).toEqual(whole);
  expect(openingAt(calendar, whole.to)).toBeUndefined();
});
