import { z } from 'zod';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export const DAY_MINUTES = 24 * 60;
export const WEEK_MINUTES = 7 * DAY_MINUTES;

const OPENING = /^([01][0-9]|2[0-3]):[0-5][0-9]$/;
const CLOSING = /^(([01][0-9]|2[0-3]):[0-5][0-9](\+1)?|24:00)$/;

const FROM_RULE = 'Write a time of day in quotes, such as "02:00".';
const TO_RULE = 'Write a time of day in quotes, such as "05:00", or "02:00+1" for the day after.';

/**
 * A span of local time that recurs on the given weekdays. `from` is included, `to` is not. A span that runs past
 * midnight says so: `to: "02:00+1"` is two in the morning of the day after; `24:00` is the end of the day itself.
 */
export const spanSchema = z.strictObject({
  days: z
    .array(z.enum(WEEKDAYS))
    .min(1, { error: 'Name at least one day: days: [tue, wed].' })
    .max(WEEKDAYS.length)
    .meta({ description: 'Weekdays on which the span begins.', examples: [['tue', 'wed']] }),
  from: z
    .string({ error: FROM_RULE })
    .regex(OPENING, { error: FROM_RULE })
    .meta({ description: 'First minute of the span.', examples: ['02:00'] }),
  to: z
    .string({ error: TO_RULE })
    .regex(CLOSING, { error: TO_RULE })
    .meta({
      description: 'First minute after the span; "02:00+1" is on the day after, "24:00" the end of the day.',
      examples: ['05:00', '02:00+1', '24:00'],
    }),
});

export type Span = Readonly<z.infer<typeof spanSchema>>;

/** Minutes from the midnight that opens the day; a time of the day after is 1,440 or more. */
export function minuteOfDay(time: string): number {
  const [hours, minutes] = [Number(time.slice(0, 2)), Number(time.slice(3, 5))];
  return hours * 60 + minutes + (time.endsWith('+1') ? DAY_MINUTES : 0);
}

/** How long one occurrence of the span lasts, in minutes; zero or less when `to` is not after `from`. */
export function spanMinutes(span: Span): number {
  return minuteOfDay(span.to) - minuteOfDay(span.from);
}

/** Whether some minute of the week lies in `window` and in none of `quiet`. */
export function opensOutside(window: Span, quiet: readonly Span[]): boolean {
  const closed = quiet.flatMap(weekIntervals).sort((a, b) => a.start - b.start);
  return weekIntervals(window).some(({ start, end }) => {
    let covered = start;
    for (const interval of closed) {
      if (interval.start <= covered) {
        covered = Math.max(covered, interval.end);
      }
    }
    return covered < end;
  });
}

/** Minutes from the midnight that opens Monday; `end` is not included. */
interface WeekInterval {
  readonly start: number;
  readonly end: number;
}

/** Each occurrence of a span in one week; one that runs past the end of Sunday goes on at the beginning of Monday. */
function weekIntervals(span: Span): readonly WeekInterval[] {
  return span.days.flatMap((day) => {
    const start = WEEKDAYS.indexOf(day) * DAY_MINUTES + minuteOfDay(span.from);
    const end = start + Math.max(spanMinutes(span), 0);
    if (end <= WEEK_MINUTES) {
      return [{ start, end }];
    }
    const wrapped = { start: Math.max(start, WEEK_MINUTES) - WEEK_MINUTES, end: end - WEEK_MINUTES };
    return start < WEEK_MINUTES ? [{ start, end: WEEK_MINUTES }, wrapped] : [wrapped];
  });
}
