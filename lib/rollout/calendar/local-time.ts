import type { Instant } from '../rollout-plan';
import { DAY, dateOfDay, MINUTE, weekdayOf } from './civil-day';
import { offsetAt } from './zone-offset';

const WEEKDAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** What the calendar of a zone shows, as `2026-12-18`. */
export function localDate(zone: string, at: Instant): string {
  return dateOfDay(Math.floor(localMinute(zone, at) / DAY));
}

/** What calendar and clock of a zone show, as `Friday 2026-12-18 02:30 America/New_York`. */
export function localTimeText(zone: string, at: Instant): string {
  const local = localMinute(zone, at);
  const day = Math.floor(local / DAY);
  const minute = (local - day * DAY) / MINUTE;
  const clock = [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
  return [WEEKDAY_NAMES[weekdayOf(day)], dateOfDay(day), clock, zone].join(' ');
}

function localMinute(zone: string, at: Instant): number {
  const minute = Math.floor(at / MINUTE) * MINUTE;
  return minute + offsetAt(zone, minute);
}
