import type { Interval } from '../rollout/calendar/intervals';
import { DAY, MINUTE } from '../rollout/calendar/civil-day';
import { offsetSpans, type OffsetSpan } from '../rollout/calendar/zone-offset';
import { localStamp } from './calendar-time';

/** Days before and after what is told that a zone is defined for, so that a program shows the days around it right. */
const MARGIN_DAYS = 400;

/**
 * The lines of a VTIMEZONE (RFC 5545, section 3.6.5): every change of the zone's clocks around a time, one by one. They come
 * from where the roll-out reads its windows, so that a letter and the roll-out never differ by an hour.
 */
export function zoneDefinition(zone: string, { from, to }: Interval): readonly string[] {
  const first = (Math.floor(from / DAY) - MARGIN_DAYS) * DAY;
  const last = (Math.ceil(to / DAY) + MARGIN_DAYS) * DAY;
  const spans = offsetSpans(zone, first, last);
  const standard = Math.min(...spans.map(({ offset }) => offset));
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    ...spans.flatMap((span, index) => observance(span, spans[index - 1]?.offset ?? span.offset, standard)),
    'END:VTIMEZONE',
  ];
}

function observance({ from, offset }: OffsetSpan, before: number, standard: number): readonly string[] {
  const kind = offset > standard ? 'DAYLIGHT' : 'STANDARD';
  return [
    `BEGIN:${kind}`,
    // When an observance begins is told by the clocks as they were until then.
    `DTSTART:${localStamp(from, before)}`,
    `TZOFFSETFROM:${utcOffset(before)}`,
    `TZOFFSETTO:${utcOffset(offset)}`,
    `END:${kind}`,
  ];
}

function utcOffset(offset: number): string {
  const minutes = Math.abs(offset) / MINUTE;
  const parts = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `${offset < 0 ? '-' : '+'}${parts.join('')}`;
}
