import type { Instant } from '../rollout-plan';
import { DAY, dayOf, MINUTE } from './civil-day';

/** A time in which a zone's clocks are one offset ahead of UTC. */
export interface OffsetSpan {
  readonly from: Instant;
  readonly to: Instant;
  /** Milliseconds that local time is ahead of UTC. */
  readonly offset: number;
}

/** The spans of equal offset in a zone between two times, both at a midnight of UTC. */
export function offsetSpans(zone: string, from: Instant, to: Instant): readonly OffsetSpan[] {
  const spans: OffsetSpan[] = [];
  let start = from;
  for (let day = from; day < to; day += DAY) {
    const offset = offsetAt(zone, day);
    if (offset !== offsetAt(zone, day + DAY)) {
      const change = changeBetween(zone, day, day + DAY);
      spans.push({ from: start, to: change, offset });
      start = change;
    }
  }
  return [...spans, { from: start, to, offset: offsetAt(zone, start) }];
}

/** The first minute at which the offset is no longer that of `from`. */
function changeBetween(zone: string, from: Instant, to: Instant): Instant {
  const before = offsetAt(zone, from);
  let [low, high] = [from, to];
  while (high - low > MINUTE) {
    const middle = low + Math.floor((high - low) / MINUTE / 2) * MINUTE;
    if (offsetAt(zone, middle) === before) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return high;
}

/** A clock of a zone, with what was read from it: reading takes longer than all else about a calendar. */
interface ZoneClock {
  readonly format: Intl.DateTimeFormat;
  readonly offsets: Map<Instant, number>;
}

const clocks = new Map<string, ZoneClock>();

/**
 * Milliseconds that local time is ahead of UTC at a whole minute.
 *
 * @throws RangeError when the runtime does not know the zone; the fleet's checks know first.
 */
export function offsetAt(zone: string, at: Instant): number {
  const clock = clockOf(zone);
  const known = clock.offsets.get(at);
  if (known !== undefined) {
    return known;
  }
  const offset = localTime(clock.format, at) - at;
  clock.offsets.set(at, offset);
  return offset;
}

function clockOf(zone: string): ZoneClock {
  const known = clocks.get(zone);
  if (known !== undefined) {
    return known;
  }
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const clock = { format, offsets: new Map<Instant, number>() };
  clocks.set(zone, clock);
  return clock;
}

/** What the local clock and calendar show, as the time at which those of UTC show it. */
function localTime(format: Intl.DateTimeFormat, at: Instant): number {
  const parts = format.formatToParts(at);
  const shown = (part: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find(({ type }) => type === part)?.value);
  const minute = shown('hour') * 60 + shown('minute');
  return dayOf(shown('year'), shown('month'), shown('day')) * DAY + minute * MINUTE;
}
