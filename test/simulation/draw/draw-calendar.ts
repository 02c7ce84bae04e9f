import { WEEKDAYS } from '../../../lib/fleet/schema/clock-time';
import type { Span } from '../../../lib/fleet/schema/clock-time';
import type { Freeze, Instant, MoveCalendar } from '../../../lib/rollout/rollout-plan';
import type { Chance } from '../world/chance';
import { DAY } from '../world/world';

const TIME_ZONES = [
  'UTC',
  'America/Chicago',
  'America/New_York',
  'America/St_Johns',
  'Europe/Dublin',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
] as const;

/** Sundays on which some of those change their clocks. */
const CHANGES = [
  '2026-03-08',
  '2026-03-29',
  '2026-04-05',
  '2026-09-27',
  '2026-10-04',
  '2026-10-25',
  '2026-11-01',
] as const;

export function drawStart(chance: Chance): Instant {
  const anyDay = Date.UTC(2026, 0, 1) + chance.int(0, 700) * DAY;
  const nearChange = Date.parse(chance.pick(CHANGES)) - chance.int(0, 3) * DAY;
  return (chance.is(0.4) ? nearChange : anyDay) + chance.int(0, DAY / 1_000) * 1_000;
}

export function drawCalendar(chance: Chance, startsAt: Instant): MoveCalendar {
  return {
    maintenance: {
      timeZone: chance.pick(TIME_ZONES),
      window: drawWindow(chance),
      quietHours: chance.is(0.25) ? [drawSpan(chance, 1, 3)] : [],
      noticeDays: chance.is(0.65) ? 0 : chance.int(1, 7),
    },
    freezes: chance.is(0.3) ? [drawFreeze(chance, startsAt)] : [],
  };
}

function drawWindow(chance: Chance): Span {
  return chance.is(0.25) ? { days: [...WEEKDAYS], from: '00:00', to: '24:00' } : drawSpan(chance, 2, 14);
}

function drawSpan(chance: Chance, hoursMin: number, hoursMax: number): Span {
  const from = chance.int(0, 23) * 60 + chance.pick([0, 0, 30]);
  const to = from + chance.int(hoursMin, hoursMax) * 60;
  const days = chance.some(WEEKDAYS, 0.7);
  return { days: days.length === 0 ? ['mon', 'thu'] : [...days], from: timeOf(from), to: closing(to) };
}

function closing(minutes: number): string {
  if (minutes === 24 * 60) {
    return '24:00';
  }
  return minutes > 24 * 60 ? `${timeOf(minutes - 24 * 60)}+1` : timeOf(minutes);
}

function timeOf(minutes: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function drawFreeze(chance: Chance, startsAt: Instant): Freeze {
  const from = startsAt + chance.int(-1, 3) * DAY;
  const to = from + chance.int(0, 3) * DAY;
  return { name: 'Finale', from: dateOf(from), to: dateOf(to) };
}

function dateOf(at: Instant): string {
  return new Date(at).toISOString().slice(0, 10);
}
