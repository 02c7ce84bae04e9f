import ICAL from 'ical.js';

import type { ClientNotice } from '../../lib/notice/client-notice';
import { noticeCalendar } from '../../lib/notice/notice-calendar';
import { toldIn } from '../../lib/notice/told-text';
import { noticeOf, NOW, plannedNotices, RELEASE, sent } from './notice-requests';

function fileOf(notice: ClientNotice): string {
  return noticeCalendar({ fleet: 'northlight', release: RELEASE, notice, writtenAt: NOW });
}

/** What a calendar program makes of the events of a file, by their ids. */
function eventsOf(file: string) {
  const events = new ICAL.Component(ICAL.parse(file)).getAllSubcomponents('vevent');
  return new Map(
    events.map((component) => {
      const event = new ICAL.Event(component);
      const status = String(component.getFirstPropertyValue('status'));
      const times = [event.startDate, event.endDate].map((time) => time.toUnixTime() * 1_000);
      return [event.uid, { sequence: event.sequence, status, times }];
    }),
  );
}

const CHANGE = `northlight-acme-${RELEASE}-change@multiplex`;
const TEST = `northlight-acme-${RELEASE}-test@multiplex`;

describe('the calendar file of a notice', () => {
  test('has the time to try the release and the change', () => {
    const notice = noticeOf(plannedNotices(), 'acme');
    const { slot, testing } = notice.dates;
    expect([...eventsOf(fileOf(notice))]).toEqual([
      [TEST, { sequence: 0, status: 'CONFIRMED', times: [testing?.from, testing?.to] }],
      [CHANGE, { sequence: 0, status: 'CONFIRMED', times: [slot.from, slot.to] }],
    ]);
  });

  test('moves the same events, with a higher number, when the date changes', () => {
    const first = noticeOf(plannedNotices(), 'acme');
    const start = Date.parse('2026-12-07T00:00:00Z');
    const moved = noticeOf(
      plannedNotices({ ...sent('acme', first.dates), start, isStartFixed: true }),
      'acme',
    );
    const [before, after] = [eventsOf(fileOf(first)), eventsOf(fileOf(moved))];
    expect([...after.keys()]).toEqual([...before.keys()]);
    expect(after.get(CHANGE)).toMatchObject({
      sequence: 1,
      times: [moved.dates.slot.from, moved.dates.slot.to],
    });
    expect(after.get(TEST)?.sequence).toBe(1);
    expect(after.get(CHANGE)?.times).not.toEqual(before.get(CHANGE)?.times);
  });

  test('calls off a time to try it that was promised', () => {
    const { dates, ...notice } = noticeOf(plannedNotices(), 'acme');
    const { testing: withdrawn, ...rest } = dates;
    const without = {
      ...notice,
      dates: { ...rest, sequence: 1 },
      ...(withdrawn === undefined ? {} : { withdrawn }),
    };
    expect(eventsOf(fileOf(without)).get(TEST)).toMatchObject({ sequence: 1, status: 'CANCELLED' });
  });

  test('carries what it tells, so that what was sent can be written down', () => {
    const notice = noticeOf(plannedNotices(), 'acme');
    expect(toldIn(fileOf(notice))).toEqual({ stack: 'tenants/acme', release: RELEASE, told: notice.dates });
    expect(toldIn(fileOf(notice).replaceAll('X-MULTIPLEX-TOLD', 'X-OTHER'))).toBeUndefined();
    expect(toldIn('BEGIN:VCALENDAR\r\nX-MULTIPLEX-TOLD:{"stack":1}\r\n')).toBeUndefined();
    expect(toldIn('')).toBeUndefined();
  });
});
