import { parseFleet } from '../../../lib/fleet/parse-fleet';
import { exampleCatalogues, exampleWith, exampleFiles, problemLines } from '../../fixtures/fleet-files';

const TENANT = 'tenants/rally-north/tenant.yaml';

function withWindow(window: string): string[] {
  return problemLines(exampleWith(TENANT, '  noticeDays: 7', `  window: ${window}`));
}

test('a tenant without maintenance has that of the fleet, and one with some keeps the rest of the fleet’s', () => {
  const [north, south] = parseFleet(exampleFiles(), exampleCatalogues).fleet?.tenants ?? [];
  const window = { days: ['tue', 'wed'], from: '02:00', to: '05:00' };
  const quietHours = [{ days: ['fri'], from: '17:00', to: '02:00+1' }];
  expect(south?.maintenance).toEqual({ timeZone: 'America/New_York', window, quietHours, noticeDays: 3 });
  expect(north?.maintenance).toEqual({ timeZone: 'America/Chicago', window, quietHours, noticeDays: 7 });
});

test('quiet hours of the fleet end for a tenant only when it writes its own', () => {
  const files = exampleWith(TENANT, '  noticeDays: 7', '  quietHours: []');
  expect(parseFleet(files, exampleCatalogues).fleet?.tenants[0]?.maintenance.quietHours).toEqual([]);
});

test.each([
  ['America/Chicgo', 'Did you mean "America/Chicago"? '],
  ['america/chicago', 'Did you mean "America/Chicago"? '],
  ['CET', ''],
  ['+02:00', ''],
])('an unknown time zone is refused: %s', (zone, suggestion) => {
  expect(problemLines(exampleWith(TENANT, 'America/Chicago', `'${zone}'`))).toEqual([
    `${TENANT}:31:13 TENANT-030 timeZone "${zone}" is not a time zone. ${suggestion}Write a zone of the IANA database, such as America/Chicago.`,
  ]);
});

test('an empty window is refused', () => {
  expect(withWindow('{ days: [tue], from: "18:00", to: "18:00" }')).toEqual([
    `${TENANT}:32:45 TENANT-031 maintenance.window from "18:00" to "18:00" is empty. Write a later "to"; a whole day is from "00:00" to "24:00".`,
  ]);
});

test('an inverted window is refused, with how to write one that runs past midnight', () => {
  expect(withWindow('{ days: [tue], from: "22:00", to: "02:00" }')).toEqual([
    `${TENANT}:32:45 TENANT-032 maintenance.window from "22:00" to "02:00" ends before it begins. Write "02:00+1" if it ends on the day after.`,
  ]);
  expect(withWindow('{ days: [tue], from: "22:00", to: "02:00+1" }')).toEqual([]);
});

test('a window longer than a day is refused, and a whole day is not', () => {
  expect(withWindow('{ days: [tue], from: "02:00", to: "02:01+1" }')).toEqual([
    `${TENANT}:32:45 TENANT-033 maintenance.window from "02:00" to "02:01+1" is longer than 24 hours. Write an earlier "to", and more days.`,
  ]);
  expect(withWindow('{ days: [tue], from: "00:00", to: "24:00" }')).toEqual([]);
});

test('a window without days is refused', () => {
  expect(withWindow('{ days: [], from: "02:00", to: "05:00" }')).toEqual([
    `${TENANT}:32:19 SCHEMA-006 maintenance.window.days with 0 items is under the least that it takes. Name at least one day: days: [tue, wed].`,
  ]);
});

test('a window wholly inside the quiet hours of the fleet is refused, because it never opens', () => {
  expect(withWindow('{ days: [fri], from: "18:00", to: "01:00+1" }')).toEqual([
    `${TENANT}:32:3 TENANT-034 the maintenance window (fri from 18:00 to 01:00+1) lies wholly in quiet hours. Move the window or shorten the quiet hours, so that the tenant can be changed at some time.`,
  ]);
});

test('quiet hours that swallow the window of the fleet are refused where they are written', () => {
  const quiet = '  quietHours: [{ days: [tue, wed], from: "00:00", to: "24:00" }]';
  expect(problemLines(exampleWith(TENANT, '  noticeDays: 7', quiet))[0]).toContain(
    `${TENANT}:32:3 TENANT-034 the maintenance window (tue, wed from 02:00 to 05:00) lies wholly in quiet hours.`,
  );
});

test('quiet hours are checked like the window, each by itself', () => {
  const quiet =
    '  quietHours: [{ days: [mon], from: "02:00", to: "01:00" }, { days: [tue], from: "03:00", to: "03:00" }]';
  const lines = problemLines(exampleWith(TENANT, '  noticeDays: 7', quiet));
  expect(lines.map((line) => line.split(' ').slice(1, 3).join(' '))).toEqual([
    'TENANT-032 maintenance.quietHours[0]',
    'TENANT-031 maintenance.quietHours[1]',
  ]);
});

test('the defaults of the fleet are checked in the file of the fleet, once', () => {
  expect(problemLines(exampleWith('fleet.yaml', "to: '05:00'", "to: '01:00'"))).toEqual([
    'fleet.yaml:27:52 TENANT-032 defaults.maintenance.window from "02:00" to "01:00" ends before it begins. Write "01:00+1" if it ends on the day after.',
  ]);
  expect(problemLines(exampleWith('fleet.yaml', 'America/New_York', 'EST'))[0]).toContain(
    'fleet.yaml:26:15 TENANT-030 timeZone "EST" is not a time zone.',
  );
});
