import { DAY, dateOfDay, dayOf } from '../rollout/calendar/civil-day';
import type { Instant } from '../rollout/rollout-plan';

/** Days of a month where it does not matter which: a twelfth of the years of the Gregorian calendar. */
export const MONTH_DAYS = 365.2425 / 12;

/** The same time of the day so many months later, or earlier: on the last day where the month is too short. */
export function addMonths(at: Instant, months: number): Instant {
  const today = Math.floor(at / DAY);
  const [year = 0, month = 1, day = 1] = dateOfDay(today).split('-').map(Number);
  const index = year * 12 + (month - 1) + months;
  const firstOfMonth = firstDay(index);
  const lastOfMonth = firstDay(index + 1) - 1;
  return at + (Math.min(firstOfMonth + day - 1, lastOfMonth) - today) * DAY;
}

/** Months are counted from the beginning of the year 0. */
function firstDay(monthIndex: number): number {
  return dayOf(Math.floor(monthIndex / 12), (monthIndex % 12) + 1, 1);
}
