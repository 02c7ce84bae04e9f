import fc from 'fast-check';
import ICAL from 'ical.js';

import { calendarFile, saysTheSame } from '../../lib/notice/calendar-file';
import type { CalendarEvent, CalendarFile } from '../../lib/notice/calendar-file';
import { textOf, textValue, unfolded } from '../../lib/notice/content-line';

const HOUR = 3_600_000;
const WRITTEN_AT = Date.parse('2026-11-02T12:00:00Z');

function eventOf(from: string, to: string, changes: Partial<CalendarEvent> = {}): CalendarEvent {
  const during = { from: Date.parse(from), to: Date.parse(to) };
  return { uid: 'one@multiplex', sequence: 0, during, title: 'Update', description: '', ...changes };
}

function fileOf(timeZone: string, events: readonly CalendarEvent[], changes: Partial<CalendarFile> = {}) {
  return calendarFile({ timeZone, events, writtenAt: WRITTEN_AT, ...changes });
}

/** What a calendar program makes of a file, with the zone as the file defines it and nothing else known of zones. */
function shown(file: string) {
  const calendar = new ICAL.Component(ICAL.parse(file));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      sequence: event.sequence,
      title: event.summary,
      description: event.description,
      from: event.startDate.toUnixTime() * 1_000,
      to: event.endDate.toUnixTime() * 1_000,
    };
  });
}

function timesShown(zone: string, from: string, to: string): readonly string[] {
  return shown(fileOf(zone, [eventOf(from, to)])).flatMap((event) =>
    [event.from, event.to].map((at) => new Date(at).toISOString()),
  );
}

describe('an iCalendar file', () => {
  test.each([
    ['a window over midnight', 'Europe/Dublin', '2026-11-03T22:00:00.000Z', '2026-11-04T04:00:00.000Z'],
    ['a night in summer', 'America/New_York', '2026-07-07T06:00:00.000Z', '2026-07-07T10:00:00.000Z'],
    ['clocks that go forward', 'America/New_York', '2026-03-08T06:00:00.000Z', '2026-03-08T09:00:00.000Z'],
    ['clocks that go back', 'America/New_York', '2026-11-01T04:30:00.000Z', '2026-11-01T08:00:00.000Z'],
    [
      'the second of two hours that look alike',
      'Europe/Dublin',
      '2026-10-25T01:30:00.000Z',
      '2026-10-25T03:00:00.000Z',
    ],
    ['the end in such an hour', 'Europe/Dublin', '2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'],
    [
      'clocks that go by half an hour',
      'Australia/Lord_Howe',
      '2027-04-03T14:00:00.000Z',
      '2027-04-03T15:15:00.000Z',
    ],
    ['a zone without summer time', 'Asia/Kolkata', '2026-12-31T17:30:00.000Z', '2026-12-31T23:30:00.000Z'],
  ])('%s is shown at the times that it has', (_, zone, from, to) => {
    expect(timesShown(zone, from, to)).toEqual([from, to]);
  });

  test('names the local time of the zone, and defines the zone', () => {
    const lines = unfolded(
      fileOf('America/New_York', [eventOf('2026-11-03T07:00:00Z', '2026-11-03T11:00:00Z')]),
    );
    expect(lines).toContain('DTSTART;TZID=America/New_York:20261103T020000');
    expect(lines).toContain('DTEND;TZID=America/New_York:20261103T060000');
    const begins = lines.indexOf('DTSTART:20261101T020000');
    expect(lines.slice(begins - 1, begins + 4)).toEqual([
      'BEGIN:STANDARD',
      'DTSTART:20261101T020000',
      'TZOFFSETFROM:-0400',
      'TZOFFSETTO:-0500',
      'END:STANDARD',
    ]);
  });

  test('says the same when it was only written later', () => {
    const events = [eventOf('2026-11-03T07:00:00Z', '2026-11-03T11:00:00Z')];
    const file = fileOf('Europe/Dublin', events);
    const later = fileOf('Europe/Dublin', events, { writtenAt: WRITTEN_AT + HOUR });
    expect(later).not.toBe(file);
    expect(saysTheSame(file, later)).toBe(true);
    expect(saysTheSame(file, later.replace('SEQUENCE:0', 'SEQUENCE:1'))).toBe(false);
  });

  test('any slot and any words arrive as they were meant, in lines that every program takes', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 200 });
    const zone = fc.constantFrom(
      ...[
        'America/New_York',
        'Europe/Dublin',
        'Asia/Kathmandu',
        'Pacific/Chatham',
        'America/St_Johns',
        'UTC',
      ],
    );
    const minutes = fc.integer({ min: 0, max: 6 * 366 * 24 * 60 });
    const anything = fc.record({
      zone,
      minutes,
      hours: fc.integer({ min: 1, max: 72 }),
      title: words,
      description: words,
    });
    fc.assert(
      fc.property(anything, ({ zone: timeZone, minutes: start, hours, title, description }) => {
        const from = Date.parse('2025-01-01T00:00:00Z') + start * 60_000;
        const during = { from, to: from + hours * HOUR };
        const file = fileOf(timeZone, [{ uid: 'one@multiplex', sequence: 3, during, title, description }]);
        expect(shown(file)).toEqual([{ uid: 'one@multiplex', sequence: 3, title, description, ...during }]);
        for (const line of file.split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\r\n]/);
        }
      }),
    );
  });

  test('text that was escaped is read back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(textOf(textValue(text))).toBe(text);
      }),
    );
  });

  test('ends of lines are ends of lines however they are written, and what no line can hold is left out', () => {
    expect(textValue('a\r\nb\rc\nd\u0000\u0007;')).toBe('a\\nb\\nc\\nd\\;');
  });

  test('an event that does not take place is called off', () => {
    const called = eventOf('2026-11-03T07:00:00Z', '2026-11-03T11:00:00Z', { isCancelled: true });
    const lines = unfolded(fileOf('UTC', [called], { answerTo: 'updates@northlight.example' }));
    expect(lines).toContain('STATUS:CANCELLED');
    expect(lines).toContain('ORGANIZER:mailto:updates@northlight.example');
  });
});
