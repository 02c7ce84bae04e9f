import { WEEKDAYS } from '../../../lib/fleet/schema/clock-time';
import type { Span } from '../../../lib/fleet/schema/clock-time';
import type { Instant, MoveCalendar } from '../../../lib/rollout/rollout-plan';

/** What clocks on the wall show. */
interface LocalTime {
  readonly date: string;
  /** 0 for Monday. */
  readonly weekday: number;
  readonly minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Slow, and by other means than the brain's: what the platform itself says that clocks show. */
export function localTime(at: Instant, timeZone: string): LocalTime {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  formats.set(timeZone, format);
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    date: `${parts['year']}-${parts['month']}-${parts['day']}`,
    weekday: WEEKDAYS.findIndex((day) => day === parts['weekday']?.toLowerCase()),
    minute: Number(parts['hour']) * 60 + Number(parts['minute']),
  };
}

export function isInWindow({ maintenance }: MoveCalendar, at: Instant): boolean {
  const local = localTime(at, maintenance.timeZone);
  return isIn(maintenance.window, local) && !maintenance.quietHours.some((span) => isIn(span, local));
}

export function isFrozen({ maintenance, freezes }: MoveCalendar, at: Instant): boolean {
  const { date } = localTime(at, maintenance.timeZone);
  return freezes.some(({ from, to }) => from <= date && date <= to);
}

function isIn({ days, from, to }: Span, { weekday, minute }: LocalTime): boolean {
  const begins = minutes(from);
  const ends = minutes(to);
  const today = days.some((day) => WEEKDAYS.indexOf(day) === weekday);
  const yesterday = days.some((day) => (WEEKDAYS.indexOf(day) + 1) % 7 === weekday);
  return (today && begins <= minute && minute < ends) || (yesterday && minute + 1_440 < ends);
}

function minutes(time: string): number {
  const [hours = 0, rest = 0] = time.replace('+1', '').split(':').map(Number);
  return hours * 60 + rest + (time.endsWith('+1') ? 1_440 : 0);
}
