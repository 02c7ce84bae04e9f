export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
export const WEEK = 7 * DAY;

/** The first of January 1970 was a Thursday; weekdays count from Monday. */
const WEEKDAY_OF_DAY_0 = 3;

/** Days from the beginning of 1970 to a date such as `2026-12-18`, in the Gregorian calendar. */
export function dayOfDate(date: string): number {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return dayOf(year, month, day);
}

/** Days from the beginning of 1970; months and days count from 1. */
export function dayOf(year: number, month: number, day: number): number {
  // Years that begin in March, so that the leap day is the last of its year.
  const marchYear = month > 2 ? year : year - 1;
  const monthFromMarch = month > 2 ? month - 3 : month + 9;
  const dayOfYear = Math.floor((153 * monthFromMarch + 2) / 5) + day - 1;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  const DAYS_TO_1970 = 719_468;
  return marchYear * 365 + leapDays + dayOfYear - DAYS_TO_1970;
}

/** 0 for a Monday, 6 for a Sunday. */
export function weekdayOf(day: number): number {
  return (((day + WEEKDAY_OF_DAY_0) % 7) + 7) % 7;
}
