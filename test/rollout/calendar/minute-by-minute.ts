import type { Span } from '../../../lib/fleet/schema/clock-time';
import type { Instant, MoveCalendar } from '../../../lib/rollout/rollout-plan';

const MINUTE = 60_000;
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
type Weekday = (typeof WEEKDAYS)[number];

/** What local clocks and calendars show in one minute. */
interface Shown {
  readonly date: string;
  readonly weekday: Weekday;
  readonly yesterday: Weekday;
  readonly minute: number;
}

/** Minutes of one zone between two times, each read from a clock of that zone. */
export class MinuteByMinute {
  readonly #from: Instant;
  readonly #shown: readonly Shown[];

  constructor(zone: string, from: Instant, days: number) {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    this.#from = from;
    this.#shown = Array.from({ length: days * 24 * 60 }, (_, minute) =>
      shown(format, from + minute * MINUTE),
    );
  }

  isOpen(calendar: MoveCalendar, at: Instant): boolean {
    return this.#opener(calendar)(this.#minuteOf(at));
  }

  /** The first time from which on enough of an opening is left; undefined when there is none in the minutes. */
  nextOpening(calendar: MoveCalendar, from: Instant, minutes: number): Instant | undefined {
    const isOpen = this.#opener(calendar);
    const open = this.#shown.map((_, minute) => isOpen(minute));
    for (let minute = this.#minuteOf(from); minute < open.length; minute++) {
      const at = Math.max(from, this.#from + minute * MINUTE);
      if (open[minute] === true) {
        const first = open.lastIndexOf(false, minute) + 1;
        const next = open.indexOf(false, minute);
        const end = next === -1 ? open.length : next;
        const left = this.#from + end * MINUTE - at;
        if (left >= Math.min(minutes, (end - first) / 2) * MINUTE) {
          return at;
        }
      }
    }
    return undefined;
  }

  #opener({ maintenance, freezes }: MoveCalendar): (minute: number) => boolean {
    const inWindow = isIn(maintenance.window);
    const inQuietHours = maintenance.quietHours.map(isIn);
    return (minute) => {
      const clock = this.#shown[minute];
      if (clock === undefined) {
        throw new Error('The reference was not made for this time.');
      }
      return (
        inWindow(clock) &&
        !inQuietHours.some((isQuiet) => isQuiet(clock)) &&
        !freezes.some(({ from, to }) => from <= clock.date && clock.date <= to)
      );
    };
  }

  #minuteOf(at: Instant): number {
    return Math.floor((at - this.#from) / MINUTE);
  }
}

function shown(format: Intl.DateTimeFormat, at: Instant): Shown {
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const index = WEEKDAYS.findIndex((name) => name === parts['weekday']?.toLowerCase());
  const [weekday, yesterday] = [WEEKDAYS[index], WEEKDAYS[(index + 6) % 7]];
  if (weekday === undefined || yesterday === undefined) {
    throw new Error('A clock shows a weekday.');
  }
  return {
    date: `${parts['year']}-${parts['month']}-${parts['day']}`,
    weekday,
    yesterday,
    minute: Number(parts['hour']) * 60 + Number(parts['minute']),
  };
}

function isIn(span: Span): (clock: Shown) => boolean {
  const [from, to] = [minutesOf(span.from), minutesOf(span.to)];
  return ({ weekday, yesterday, minute }) =>
    (from <= minute && minute < to && span.days.includes(weekday)) ||
    (from <= minute + 1440 && minute + 1440 < to && span.days.includes(yesterday));
}

function minutesOf(time: string): number {
  const hours = Number(time.slice(0, 2)) + (time.endsWith('+1') ? 24 : 0);
  return hours * 60 + Number(time.slice(3, 5));
}
