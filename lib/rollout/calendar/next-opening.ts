import type { Instant, MoveCalendar } from '../rollout-plan';
import { MINUTE, WEEK } from './civil-day';
import type { Interval } from './intervals';
import { weekOpenings, type SetAside } from './week-openings';

/** How far ahead an opening is looked for. A calendar that is closed for longer is taken as closed for good. */
const HORIZON_WEEKS = 60;

const NOTHING_ASIDE: SetAside = { window: false, freeze: false };

/**
 * The first time, not before `from`, at which the calendar is open and at least `minutes` of the opening are left; half of
 * the opening is enough where that is less. Undefined when there is none within `HORIZON_WEEKS`.
 */
export function nextOpening(
  calendar: MoveCalendar,
  from: Instant,
  minutes: number,
  aside: SetAside = NOTHING_ASIDE,
): Instant | undefined {
  const weeks = knownWeeks(calendar, aside);
  const first = Math.floor(from / WEEK);
  for (let week = first; week < first + HORIZON_WEEKS; week++) {
    for (const opening of openingsOf(weeks, week)) {
      const start = Math.max(from, opening.from);
      const needed = Math.min(minutes * MINUTE, (opening.to - opening.from) / 2);
      if (opening.to - start >= needed && opening.to > start) {
        return start;
      }
    }
  }
  return undefined;
}

/** The opening that the calendar is in, whole up to three weeks; undefined while it is closed. */
export function openingAt(
  calendar: MoveCalendar,
  at: Instant,
  aside: SetAside = NOTHING_ASIDE,
): Interval | undefined {
  const openings = openingsOf(knownWeeks(calendar, aside), Math.floor(at / WEEK));
  return openings.find(({ from, to }) => from <= at && at < to);
}

/** Weeks of one calendar that were looked at. What is open in a week never changes, so that it is worked out once. */
interface KnownWeeks {
  readonly calendar: MoveCalendar;
  readonly aside: SetAside;
  readonly own: Map<number, readonly Interval[]>;
  readonly whole: Map<number, readonly Interval[]>;
}

const known = new WeakMap<MoveCalendar, Map<string, KnownWeeks>>();

function knownWeeks(calendar: MoveCalendar, aside: SetAside): KnownWeeks {
  const key = `${aside.window} ${aside.freeze}`;
  const ofCalendar = known.get(calendar) ?? new Map<string, KnownWeeks>();
  const weeks = ofCalendar.get(key) ?? { calendar, aside, own: new Map(), whole: new Map() };
  known.set(calendar, ofCalendar.set(key, weeks));
  return weeks;
}

/** The openings that touch a week. One that goes on in the week before or after is whole, up to three weeks. */
function openingsOf(weeks: KnownWeeks, week: number): readonly Interval[] {
  const whole = weeks.whole.get(week);
  if (whole !== undefined) {
    return whole;
  }
  const before = ownOpenings(weeks, week - 1).at(-1);
  const after = ownOpenings(weeks, week + 1).at(0);
  const openings = ownOpenings(weeks, week).map(({ from, to }) => ({
    from: before?.to === from ? before.from : from,
    to: after?.from === to ? after.to : to,
  }));
  weeks.whole.set(week, openings);
  return openings;
}

function ownOpenings({ calendar, aside, own }: KnownWeeks, week: number): readonly Interval[] {
  const openings = own.get(week) ?? weekOpenings(calendar, aside, week);
  own.set(week, openings);
  return openings;
}
