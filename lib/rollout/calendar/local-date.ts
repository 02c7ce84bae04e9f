import type { Instant } from '../rollout-plan';
import { DAY, dateOfDay, MINUTE } from './civil-day';
import { offsetAt } from './zone-offset';

/** What the calendar of a zone shows, as `2026-12-18`. */
export function localDate(zone: string, at: Instant): string {
  const minute = Math.floor(at / MINUTE) * MINUTE;
  return dateOfDay(Math.floor((at + offsetAt(zone, minute)) / DAY));
}
