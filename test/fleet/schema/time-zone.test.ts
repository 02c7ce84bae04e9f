import { isTimeZone, timeZones } from '../../../lib/fleet/schema/time-zone';

test.each([
  'UTC',
  'America/Chicago',
  'America/Argentina/Buenos_Aires',
  'America/Port-au-Prince',
  'Asia/Kolkata',
])('%s is a time zone, the first time and again', (zone) => {
  expect([isTimeZone(zone), isTimeZone(zone)]).toEqual([true, true]);
});

test.each(['CET', 'EST', '+02:00', 'Etc/GMT+5', 'america/chicago', 'Mars/Olympus', '', 'constructor'])(
  '%s is not',
  (zone) => {
    expect(isTimeZone(zone)).toBe(false);
  },
);

test('there are zones to suggest', () => {
  expect(timeZones()).toContain('America/Chicago');
});
