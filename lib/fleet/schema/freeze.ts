import { z } from 'zod';

import { titleSchema } from './title';

export const FREEZES_MAX = 50;

const DATE_RULE = 'Write a day that there is, such as 2026-12-18.';

/** A day of the calendar, as `2026-12-18`. Days order as their texts do. */
export const dateSchema = z
  .string({ error: DATE_RULE })
  .regex(/^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/, { error: DATE_RULE })
  .refine(isDay, { error: DATE_RULE });

/** Local days on which nothing moves, whatever the window says; both are included. */
export const freezeSchema = z.strictObject({
  name: titleSchema.meta({ description: 'What happens in these days; every roll-out shows it.' }),
  from: dateSchema.meta({ description: 'First day, in local time.', examples: ['2026-12-18'] }),
  to: dateSchema.meta({ description: 'Last day.', examples: ['2027-01-03'] }),
});

export type Freeze = Readonly<z.infer<typeof freezeSchema>>;

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDay(date: string): boolean {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  // Of the years that the pattern lets through every fourth is a leap year, without exception.
  const isLeapMonth = month === 2 && year % 4 === 0;
  return day <= (MONTH_DAYS[month - 1] ?? 0) + (isLeapMonth ? 1 : 0);
}
