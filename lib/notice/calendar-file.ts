import type { Interval } from '../rollout/calendar/intervals';
import type { Instant } from '../rollout/rollout-plan';
import { timeProperty, utcStamp } from './calendar-time';
import { contentLines, textValue } from './content-line';
import { zoneDefinition } from './zone-definition';

/** What a calendar program is to show. */
export interface CalendarFile {
  readonly timeZone: string;
  /** At least one. */
  readonly events: readonly CalendarEvent[];
  /** When the file was written. */
  readonly writtenAt: Instant;
  /** Address that answers go to. @default none is given */
  readonly answerTo?: string;
}

export interface CalendarEvent {
  /** The same for as long as it is the same event, however often it is moved. */
  readonly uid: string;
  /** Times that it was moved: a program puts the higher one in place of the lower. */
  readonly sequence: number;
  readonly during: Interval;
  readonly title: string;
  readonly description: string;
  /** @default it takes place */
  readonly isCancelled?: true;
  /** What is told in the event, for the command that writes down that it was sent. @default nothing */
  readonly told?: string;
}

/** Name of the property that `told` is in; calendar programs leave it alone. */
export const TOLD_PROPERTY = 'X-MULTIPLEX-TOLD';

/**
 * An iCalendar file (RFC 5545). It publishes and does not invite: nobody has to accept it for the change to happen, and
 * who objects says so in words.
 */
export function calendarFile(file: CalendarFile): string {
  const { timeZone, events } = file;
  const whole = {
    from: Math.min(...events.map(({ during }) => during.from)),
    to: Math.max(...events.map(({ during }) => during.to)),
  };
  return contentLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Multiplex//Notices//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...zoneDefinition(timeZone, whole),
    ...events.flatMap((event) => eventLines(event, file)),
    'END:VCALENDAR',
  ]);
}

function eventLines(
  { uid, sequence, during, title, description, isCancelled, told }: CalendarEvent,
  { timeZone, writtenAt, answerTo }: CalendarFile,
): readonly string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${utcStamp(writtenAt)}`,
    `LAST-MODIFIED:${utcStamp(writtenAt)}`,
    timeProperty('DTSTART', timeZone, during.from),
    timeProperty('DTEND', timeZone, during.to),
    `SUMMARY:${textValue(title)}`,
    `DESCRIPTION:${textValue(description)}`,
    `STATUS:${isCancelled === true ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:TRANSPARENT',
    ...(answerTo === undefined ? [] : [`ORGANIZER:mailto:${answerTo}`]),
    ...(told === undefined ? [] : [`${TOLD_PROPERTY}:${textValue(told)}`]),
    'END:VEVENT',
  ];
}

/** Whether two files say the same, though one was written later. */
export function saysTheSame(file: string, other: string): boolean {
  const timeless = (text: string) => text.replaceAll(/^(?:DTSTAMP|LAST-MODIFIED):.*$/gm, '');
  return timeless(file) === timeless(other);
}
