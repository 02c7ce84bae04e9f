import type { Interval } from '../rollout/calendar/intervals';
import type { Instant } from '../rollout/rollout-plan';

/** `Tuesday 3 November 2026, 22:00 to Wednesday 4 November 2026, 04:00 (Europe/Dublin)`; one day is named once. */
export function spanWords(zone: string, { from, to }: Interval): string {
  const [first, last] = [localWords(zone, from), localWords(zone, to)];
  const end = first.day === last.day ? last.clock : `${last.day}, ${last.clock}`;
  return `${first.day}, ${first.clock} to ${end} (${zone})`;
}

/** `Tuesday 3 November 2026`, as the calendar of a zone has it. */
export function dayWords(zone: string, at: Instant): string {
  return localWords(zone, at).day;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function localWords(zone: string, at: Instant): { readonly day: string; readonly clock: string } {
  const format = formats.get(zone) ?? newFormat(zone);
  formats.set(zone, format);
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    day: `${part['weekday']} ${part['day']} ${part['month']} ${part['year']}`,
    clock: `${part['hour']}:${part['minute']}`,
  };
}

function newFormat(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'long',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
}
