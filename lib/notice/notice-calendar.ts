import type { Instant } from '../rollout/rollout-plan';
import type { TestingTime } from '../rollout/told-slot';
import { calendarFile } from './calendar-file';
import type { CalendarEvent } from './calendar-file';
import type { ClientNotice } from './client-notice';
import { toldText } from './told-text';

interface NoticeCalendar {
  readonly fleet: string;
  readonly release: string;
  readonly notice: ClientNotice;
  readonly writtenAt: Instant;
  /** Address that answers go to. @default none is given */
  readonly answerTo?: string;
}

/**
 * The calendar file of a notice: the time to try the release, if there is one, and the change. Other dates are the same
 * events with a higher number, so that a program moves what it shows.
 */
export function noticeCalendar({ fleet, release, notice, writtenAt, answerTo }: NoticeCalendar): string {
  const { stack, name, timeZone, dates } = notice;
  const uid = (kind: string) => `${fleet}-${notice.tenant}-${release}-${kind}@multiplex`;
  const change: CalendarEvent = {
    uid: uid('change'),
    sequence: dates.sequence,
    during: dates.slot,
    title: `Update of ${name}`,
    description: `The platform behind ${name} is updated to version ${release} at some time in this window.`,
    told: toldText({ stack, release, told: dates }),
  };
  const events = [...testEvents(notice, uid('test'), release), change];
  return calendarFile({ timeZone, events, writtenAt, ...(answerTo === undefined ? {} : { answerTo }) });
}

function testEvents(
  { name, dates, withdrawn }: ClientNotice,
  uid: string,
  release: string,
): readonly CalendarEvent[] {
  const { sequence, testing } = dates;
  const during = testing ?? withdrawn;
  if (during === undefined) {
    return [];
  }
  const event = { uid, sequence, during, title: `Time to try the update of ${name}` };
  return [
    testing === undefined
      ? { ...event, description: 'This time is no longer offered.', isCancelled: true }
      : { ...event, description: `Version ${release} can be tried ${whereWords(testing)}.` },
  ];
}

/** `at https://acme.example, which already runs it`. */
export function whereWords({ on, host }: TestingTime): string {
  return on === 'canary' ? `at https://${host}, which already runs it` : 'on a screen that we show to you';
}
