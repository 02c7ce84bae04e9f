import { z } from 'zod';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export const DAY_MINUTES = 24 * 60;
export const WEEK_MINUTES = 7 * DAY_MINUTES;

const OPENING = /^([01][0-9]|2[0-3]):[0-5][0-9]$/;
const CLOSING = /^(([01][0-9]|2[0-3]):[0-5][0-9](\+1)?|24:00)$/;

/**
 * A span of local time that recurs on the given weekdays. `from` is included, `to` is not. A span that runs past
 * midnight says so: `to: "02:00+1"` is two in the morning of the day after; `24:00` is the end of the day itself.
 */
export const spanSchema = z.strictObject({
  days: z
    .array(z.enum(WEEKDAYS))
    .min(1, { error: 'Name at least one day: days: [tue, wed].' })
    .max(WEEKDAYS.length),
  from: z.string().regex(OPENING, { error: 'Write a time of day as "02:00".' }),
  to: z
    .string()
    .regex(CLOSING, { error: 'Write a time of day as "05:00", or as "02:00+1" for the day after.' }),
});

export type Span = Readonly<z.infer<typeof spanSchema>>;

/** Minutes from the midnight that opens the day; a time of the day after is 1,440 or more. */
export function minuteOfDay(time: string): number {
  const [clock = '', nextDay] = time.split('+');
  const [hours, minutes] = clock.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0) + (nextDay === undefined ? 0 : DAY_MINUTES);
}

/** How long one occurrence of the span lasts, in minutes; zero or less when `to` is not after `from`. */
export function spanMinutes(span: Span): number {
  return minuteOfDay(span.to) - minuteOfDay(span.from);
}

/** Whether some minute of the week lies in `window` and in none of `quiet`. */
export function opensOutside(window: Span, quiet: readonly Span[]): boolean {
  const open = minutesOfWeek([window]);
  const closed = minutesOfWeek(quiet);
  return open.some((isOpen, minute) => isOpen && !closed[minute]);
}

function minutesOfWeek(spans: readonly Span[]): boolean[] {
  const minutes = new Array<boolean>(WEEK_MINUTES).fill(false);
  for (const span of spans) {
    for (const day of span.days) {
      const start = WEEKDAYS.indexOf(day) * DAY_MINUTES + minuteOfDay(span.from);
      for (let offset = 0; offset < spanMinutes(span); offset += 1) {
        minutes[(start + offset) % WEEK_MINUTES] = true;
      }
    }
  }
  return minutes;
}
