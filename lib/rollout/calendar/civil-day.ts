export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;
export const WEEK = 7 * DAY;

/** The first of January 1970 was a Thursday; weekdays count from Monday. */
const WEEKDAY_OF_DAY_0 = 3;

/** Days from the beginning of 1970 to a date such as `2026-12-18`, in the Gregorian calendar. */
export function dayOfDate(date: string): number {
  return dayOf(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8)));
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

/** The date, such as `2026-12-18`, of a number of days from the beginning of 1970. */
export function dateOfDay(day: number): string {
  const DAYS_OF_400_YEARS = 146_097;
  const fromMarchOf0 = day + 719_468;
  const era = Math.floor(fromMarchOf0 / DAYS_OF_400_YEARS);
  const dayOfEra = fromMarchOf0 - era * DAYS_OF_400_YEARS;
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  return [year, pad(month), pad(dayOfMonth)].join('-');
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
