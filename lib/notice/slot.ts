import { DAY } from '../rollout/calendar/civil-day';
import type { Interval } from '../rollout/calendar/intervals';
import { openingAt } from '../rollout/calendar/next-opening';
import type { Instant, MoveCalendar } from '../rollout/rollout-plan';

/** A client that may be changed at any time is told of no more than that. */
const SLOT_TIME_MAX = DAY;

/**
 * The time to tell a client of, for a move that the calendar has at `at`: the whole opening that it falls into, from
 * `earliest` on. Waves before it end sooner or later than planned; the opening stays the same.
 */
export function slotOf(calendar: MoveCalendar, at: Instant, earliest: Instant): Interval {
  const opening = openingAt(calendar, at) ?? { from: at, to: at + SLOT_TIME_MAX };
  const from = Math.max(opening.from, Math.min(earliest, at));
  const isLong = opening.to - from > SLOT_TIME_MAX;
  return isLong ? { from: at, to: Math.min(opening.to, at + SLOT_TIME_MAX) } : { from, to: opening.to };
}
