import { parseFleet } from '../../../lib/fleet/parse-fleet';
import {
  edited,
  exampleCatalogues,
  exampleFiles,
  exampleWith,
  problemLines,
} from '../../fixtures/fleet-files';

const TENANT = 'tenants/rally-north/tenant.yaml';

function withFreezes(...freezes: readonly string[]): Parameters<typeof problemLines>[0] {
  const written = freezes.map((text) => `  - ${text}\n`).join('');
  return exampleWith('fleet.yaml', '\ntiers:', `\nfreezes:\n${written}tiers:`);
}

test('a freeze may be for everybody, for some, and for one day', () => {
  expect(
    problemLines(
      withFreezes(
        '{ name: Holidays, from: 2026-12-18, to: 2027-01-03 }',
        '{ name: Final, from: 2028-02-29, to: 2028-02-29, tenants: [rally-north], cells: [us-1] }',
      ),
    ),
  ).toEqual([]);
});

test.each([
  [
    '{ name: Holidays, from: 2027-01-03, to: 2026-12-18 }',
    'fleet.yaml:13:45 FLEET-040 freezes[0] from 2027-01-03 to 2026-12-18 ends before it begins. Write the last day of the freeze; it may be the first.',
  ],
  [
    '{ name: Final, from: 2026-12-18, to: 2026-12-18, tenants: [rally-nort] }',
    'fleet.yaml:13:64 FLEET-041 freezes[0].tenants names "rally-nort", which is not in this fleet. Did you mean "rally-north"? Use one of: rally-north, rally-south.',
  ],
  [
    '{ name: Final, from: 2026-12-18, to: 2026-12-18, cells: [us-9] }',
    'fleet.yaml:13:62 FLEET-041 freezes[0].cells names "us-9", which is not in this fleet. Did you mean "us-1"? Use one of: us-1.',
  ],
])('%s is refused', (freeze, line) => {
  expect(problemLines(withFreezes(freeze))).toEqual([line]);
});

test.each(['2026-02-29', '2026-04-31', '2026-13-01', 'Christmas'])('%s is no day', (day) => {
  expect(problemLines(withFreezes(`{ name: Holidays, from: ${day}, to: 2099-01-01 }`))).toEqual([
    expect.stringMatching(/^fleet\.yaml:13:29 SCHEMA-\d+ .*Write a day/),
  ]);
});

test('nobody is called unknown while some tenant cannot be read', () => {
  const fleet = edited(
    'fleet.yaml',
    '\ntiers:',
    '\nfreezes:\n  - { name: Final, from: 2026-12-18, to: 2026-12-18, tenants: [unread] }\ntiers:',
  );
  const problems = problemLines(exampleFiles({ 'fleet.yaml': fleet, 'tenants/unread/tenant.yaml': '{' }));
  expect(problems.filter((line) => line.includes('FLEET-041'))).toEqual([]);
});

test('a tenant has freezes of its own beside its maintenance, and may be held', () => {
  const own = '  noticeDays: 7\n  freezes: [{ name: Final, from: 2026-12-18, to: 2026-12-19 }]\n';
  const hold = 'hold: { reason: moving to another office, until: 2026-12-31 }\n';
  const { fleet } = parseFleet(exampleWith(TENANT, '  noticeDays: 7\n', `${own}${hold}`), exampleCatalogues);
  expect(fleet?.tenants[0]).toMatchObject({
    freezes: [{ name: 'Final', from: '2026-12-18', to: '2026-12-19' }],
    hold: { reason: 'moving to another office', until: '2026-12-31' },
  });
  expect(fleet?.tenants[1]).toMatchObject({ freezes: [] });
  expect(fleet?.tenants[1]).not.toHaveProperty('hold');
});

test("a tenant's own freeze does not end before it begins", () => {
  const own = '  noticeDays: 7\n  freezes: [{ name: Final, from: 2026-12-18, to: 2026-12-17 }]\n';
  expect(problemLines(exampleWith(TENANT, '  noticeDays: 7\n', own))).toEqual([
    expect.stringContaining('FLEET-040 maintenance.freezes[0] from 2026-12-18 to 2026-12-17'),
  ]);
});

test('a fleet that says nothing of roll-outs has a careful policy', () => {
  expect(parseFleet(exampleFiles(), exampleCatalogues).fleet).toMatchObject({
    freezes: [],
    rollout: {
      rollback: 'wave',
      errorPercentMax: 1,
      requestsToJudge: 100,
      sampleMinutes: 10,
      moveMinutes: 45,
      trafficPatienceMinutes: 1440,
      openingPatienceDays: 30,
      objectionDays: 14,
      hotFixBakeMinutes: 30,
    },
  });
});

test('a policy that says some of it keeps the defaults of the rest', () => {
  const files = exampleWith('fleet.yaml', '\ntiers:', '\nrollout: { rollback: rollout }\ntiers:');
  expect(parseFleet(files, exampleCatalogues).fleet?.rollout).toMatchObject({
    rollback: 'rollout',
    moveMinutes: 45,
  });
  expect(
    problemLines(exampleWith('fleet.yaml', '\ntiers:', '\nrollout: { rolback: rollout }\ntiers:')),
  ).toEqual([expect.stringContaining('"rolback" is not known in rollout')]);
});
