import fc from 'fast-check';

import {
  DAY_MINUTES,
  minuteOfDay,
  opensOutside,
  spanMinutes,
  WEEK_MINUTES,
  WEEKDAYS,
  type Span,
} from '../../../lib/fleet/schema/clock-time';

test('times are minutes from the midnight that opens the day', () => {
  expect(minuteOfDay('00:00')).toBe(0);
  expect(minuteOfDay('23:59')).toBe(1439);
  expect(minuteOfDay('24:00')).toBe(1440);
  expect(minuteOfDay('02:00+1')).toBe(1560);
});

test('the length of a span counts the midnight that it runs past', () => {
  expect(spanMinutes({ days: ['fri'], from: '22:00', to: '02:00+1' })).toBe(240);
  expect(spanMinutes({ days: ['fri'], from: '22:00', to: '02:00' })).toBe(-1200);
});

test('a window that runs into Monday is closed by quiet hours of Monday only in part', () => {
  const window: Span = { days: ['sun'], from: '23:00', to: '02:00+1' };
  expect(opensOutside(window, [{ days: ['mon'], from: '00:00', to: '24:00' }])).toBe(true);
  expect(
    opensOutside(window, [
      { days: ['mon'], from: '00:00', to: '01:00' },
      { days: ['sun'], from: '20:00', to: '24:00' },
    ]),
  ).toBe(true);
  expect(opensOutside(window, [{ days: ['sun'], from: '23:00', to: '02:00+1' }])).toBe(false);
});

test('a window closed by two quiet spans that meet never opens', () => {
  const window: Span = { days: ['tue'], from: '02:00', to: '06:00' };
  expect(
    opensOutside(window, [
      { days: ['tue'], from: '04:00', to: '08:00' },
      { days: ['mon', 'tue'], from: '00:00', to: '04:00' },
    ]),
  ).toBe(false);
});

const time = fc.integer({ min: 0, max: DAY_MINUTES - 1 });
const span = fc
  .record({
    days: fc.subarray([...WEEKDAYS], { minLength: 1 }),
    start: time,
    minutes: fc.integer({ min: 1, max: DAY_MINUTES }),
  })
  .map(({ days, start, minutes }): Span => ({ days, from: clock(start), to: clock(start + minutes) }));

function clock(minute: number): string {
  const inDay = minute % DAY_MINUTES;
  const text = `${String(Math.floor(inDay / 60)).padStart(2, '0')}:${String(inDay % 60).padStart(2, '0')}`;
  return minute >= DAY_MINUTES ? `${text}+1` : text;
}

/** The same question, answered minute by minute. */
function opensByCounting(window: Span, quiet: readonly Span[]): boolean {
  const closed = new Set(quiet.flatMap(minutesOf));
  return minutesOf(window).some((minute) => !closed.has(minute));
}

function minutesOf({ days, from, to }: Span): number[] {
  const start = minuteOfDay(from);
  return days.flatMap((day) =>
    Array.from(
      { length: minuteOfDay(to) - start },
      (_, offset) => (WEEKDAYS.indexOf(day) * DAY_MINUTES + start + offset) % WEEK_MINUTES,
    ),
  );
}

test('whether a window opens is what counting every minute of the week says', () => {
  fc.assert(
    fc.property(span, fc.array(span, { maxLength: 4 }), (window, quiet) => {
      expect(opensOutside(window, quiet)).toBe(opensByCounting(window, quiet));
    }),
    { seed: 20261122, numRuns: 300 },
  );
});
