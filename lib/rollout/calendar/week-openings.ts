import { minuteOfDay, WEEKDAYS, type Span } from '../../fleet/schema/clock-time';
import type { MoveCalendar } from '../rollout-plan';
import { DAY, dayOfDate, MINUTE, WEEK, weekdayOf } from './civil-day';
import { clipped, merged, without, type Interval } from './intervals';
import { offsetSpans, type OffsetSpan } from './zone-offset';

/** Rules of a calendar that an override sets aside. Without its window a stack may move at any hour, quiet or not. */
export interface SetAside {
  readonly window: boolean;
  readonly freeze: boolean;
}

/**
 * When the calendar is open in a week of UTC, counted from the beginning of 1970. A minute is open when local clocks that
 * show it are in the window and not in quiet hours, on a day that is not frozen. So an hour that clocks skip opens
 * nothing, and one that they show twice opens twice.
 */
export function weekOpenings(calendar: MoveCalendar, aside: SetAside, week: number): readonly Interval[] {
  const from = week * WEEK;
  const spans = offsetSpans(calendar.maintenance.timeZone, from, from + WEEK);
  return merged(spans.flatMap((span) => openIn(calendar, aside, span)));
}

function openIn(
  calendar: MoveCalendar,
  aside: SetAside,
  { from, to, offset }: OffsetSpan,
): readonly Interval[] {
  const local = { from: from + offset, to: to + offset };
  const { window, quietHours } = calendar.maintenance;
  const frozen = aside.freeze ? [] : calendar.freezes.map(frozenTime);
  const open = aside.window
    ? without([local], frozen)
    : without(merged(occurrences(window, local)), [
        ...quietHours.flatMap((span) => occurrences(span, local)),
        ...frozen,
      ]);
  return clipped(open, local.from, local.to).map((time) => ({
    from: time.from - offset,
    to: time.to - offset,
  }));
}

/** Each time that a span recurs in some local time, whole even where it reaches out of it. */
function occurrences(span: Span, local: Interval): readonly Interval[] {
  const result: Interval[] = [];
  // One that began the day before may last past midnight.
  const first = Math.floor(local.from / DAY) - 1;
  for (let day = first; day * DAY < local.to; day++) {
    const name = WEEKDAYS[weekdayOf(day)];
    if (name !== undefined && span.days.includes(name)) {
      result.push({
        from: day * DAY + minuteOfDay(span.from) * MINUTE,
        to: day * DAY + minuteOfDay(span.to) * MINUTE,
      });
    }
  }
  return result;
}

function frozenTime({ from, to }: { readonly from: string; readonly to: string }): Interval {
  return { from: dayOfDate(from) * DAY, to: (dayOfDate(to) + 1) * DAY };
}
