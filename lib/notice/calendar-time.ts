import { DAY, dateOfDay, MINUTE } from '../rollout/calendar/civil-day';
import { offsetAt } from '../rollout/calendar/zone-offset';
import type { Instant } from '../rollout/rollout-plan';

const SECOND = 1_000;
/** Clocks go back by less. */
const NEAR = 3 * 60 * MINUTE;

/** A time as iCalendar writes it in UTC: `20261103T070000Z`. */
export function utcStamp(at: Instant): string {
  return `${localStamp(at, 0)}Z`;
}

/**
 * A property with a time as the clocks of a zone show it: `DTSTART;TZID=America/New_York:20261103T020000`. A time that they
 * show twice is written in UTC: programs do not agree on which of the two is meant.
 */
export function timeProperty(name: 'DTSTART' | 'DTEND', zone: string, at: Instant): string {
  const offset = offsetOf(zone, at);
  const isShownTwice = [at - NEAR, at + NEAR].some((near) => {
    const other = offsetOf(zone, near);
    return other !== offset && offsetOf(zone, at + offset - other) === other;
  });
  return isShownTwice ? `${name}:${utcStamp(at)}` : `${name};TZID=${zone}:${localStamp(at, offset)}`;
}

function offsetOf(zone: string, at: Instant): number {
  return offsetAt(zone, Math.floor(at / MINUTE) * MINUTE);
}

/** @param offset Milliseconds that the clocks are ahead of UTC. */
export function localStamp(at: Instant, offset: number): string {
  const local = Math.floor((at + offset) / SECOND) * SECOND;
  const day = Math.floor(local / DAY);
  const seconds = (local - day * DAY) / SECOND;
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${dateOfDay(day).replaceAll('-', '')}T${clock.map((part) => String(part).padStart(2, '0')).join('')}`;
}
