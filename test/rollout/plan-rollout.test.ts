import type { Fleet } from '../../lib/fleet/fleet';
import type { RolloutPlan } from '../../lib/rollout/rollout-plan';
import type { RolloutRequest } from '../../lib/rollout/rollout-request';
import { DAY, NIGHTS, START } from './plans';
import { fleetOf, planned, requestFor } from './requests';

/** Ring by ring, wave by wave, who moves. */
function orderOf(plan: RolloutPlan): unknown {
  return plan.rings.map(({ ring, waves }) => ({
    [ring]: waves.map(({ kind, moves }) => [kind, ...moves.map(({ stack }) => stack)].join(' ')),
  }));
}

const CELL_AHEAD = { 'cells/us-1': '2026.11.0' };

describe('who moves', () => {
  test('goes ring by ring: cells that are behind, the lone canary, then waves', () => {
    const fleet = fleetOf([
      { id: 'able' },
      { id: 'baker' },
      { id: 'pilot', ring: 'canary' },
      { id: 'second', ring: 'canary' },
    ]);
    expect(orderOf(planned(requestFor(fleet)))).toEqual([
      { canary: ['cell cells/us-1', 'canary tenants/pilot', 'tenants tenants/second'] },
      { general: ['tenants tenants/able tenants/baker'] },
    ]);
  });

  test('is not a ring without anybody to move, so the first tenant of the next is the canary', () => {
    const fleet = fleetOf([{ id: 'able' }, { id: 'baker' }]);
    expect(orderOf(planned(requestFor(fleet, {}, CELL_AHEAD)))).toEqual([
      { general: ['canary tenants/able', 'tenants tenants/baker'] },
    ]);
  });

  test('is in no larger waves than the ring lets move at a time, cells too', () => {
    const [cell] = fleetOf([]).cells;
    const cells = ['us-1', 'us-2', 'us-3'].flatMap((id) => (cell === undefined ? [] : [{ ...cell, id }]));
    const rings = {
      only: {
        order: 1,
        concurrency: 2,
        bakeMinutes: 1,
        minimumRequests: 1,
        toleratedFailures: 0,
        toleratedFailurePercent: 5,
      },
    };
    const fleet = fleetOf(
      ['a', 'b', 'c', 'd'].map((id, index) => ({ id, ring: 'only', cell: `us-${(index % 3) + 1}` })),
      { cells, rings },
    );
    const plan = planned(requestFor(fleet));
    expect(orderOf(plan)).toEqual([
      {
        only: [
          'cell cells/us-1 cells/us-2',
          'cell cells/us-3',
          'canary tenants/a',
          'tenants tenants/b tenants/c',
          'tenants tenants/d',
        ],
      },
    ]);
    expect(plan.rings[0]).toMatchObject({ concurrency: 2, toleratedFailurePercent: 5 });
    expect(plan.rings[0]).not.toHaveProperty('order');
  });

  test('is with those that open about the same time, the first to open first', () => {
    const window = (from: string) => ({ maintenance: { window: { ...NIGHTS.maintenance.window, from } } });
    const fleet = fleetOf([
      { id: 'able', ...window('04:30') },
      { id: 'baker', ...window('02:00') },
      { id: 'charlie', ...window('02:45') },
      { id: 'delta', maintenance: { noticeDays: 3 } },
      { id: 'pilot', ring: 'canary' },
    ]);
    expect(orderOf(planned(requestFor(fleet, {}, CELL_AHEAD)))).toEqual([
      { canary: ['canary tenants/pilot'] },
      { general: ['tenants tenants/baker tenants/charlie', 'tenants tenants/able', 'tenants tenants/delta'] },
    ]);
    const notices = { 'tenants/delta': { sentAt: START - 3 * DAY } };
    expect(orderOf(planned(requestFor(fleet, { notices }, CELL_AHEAD)))).toMatchObject([
      {},
      { general: ['tenants tenants/baker tenants/delta tenants/charlie', 'tenants tenants/able'] },
    ]);
  });

  test.each([
    ['2026.11.0', 'at-target', 'it runs 2026.11.0'],
    ['2026.11.1', 'ahead', 'it runs 2026.11.1'],
    ['next', 'ahead', 'it runs next'],
    [undefined, 'removed', 'it is not deployed'],
  ])('is not who runs %s', (release, why, detail) => {
    const fleet = fleetOf([{ id: 'able' }, { id: 'baker' }]);
    const plan = planned(requestFor(fleet, {}, { 'tenants/able': release }));
    expect(plan.left).toEqual([{ stack: 'tenants/able', why, detail }]);
  });

  test('is not who is held, until the last day of the hold in its own zone, or an override', () => {
    const held = (until?: string) =>
      fleetOf([
        { id: 'able', hold: { reason: 'lawsuit', ...(until === undefined ? {} : { until }) } },
        { id: 'baker' },
      ]);
    const leftOf = (fleet: Fleet, changes: Partial<RolloutRequest> = {}) =>
      planned(requestFor(fleet, changes)).left;
    expect(leftOf(held())).toEqual([{ stack: 'tenants/able', why: 'held', detail: 'lawsuit' }]);
    expect(leftOf(held('2026-11-24'))).toMatchObject([{ detail: 'until 2026-11-24: lawsuit' }]);
    expect(leftOf(held('2026-11-24'), { now: START + 22 * 3_600_000 - 60_001 })).toHaveLength(1);
    expect(leftOf(held('2026-11-24'), { now: START + 22 * 3_600_000 })).toHaveLength(0);
    const override = { rule: 'hold', stack: 'tenants/able', reason: 'settled', by: 'legal' } as const;
    expect(leftOf(held(), { overrides: [override] })).toEqual([]);
  });

  test('is a cell only when one of its tenants moves and it is behind', () => {
    const fleet = fleetOf([{ id: 'able' }, { id: 'baker' }]);
    const cellsOf = (releases: Readonly<Record<string, string>>) =>
      planned(requestFor(fleet, {}, releases)).rings[0]?.waves.some(({ kind }) => kind === 'cell');
    expect(cellsOf({ 'cells/us-1': '2026.10.0' })).toBe(true);
    expect(cellsOf({ 'cells/us-1': '2026.11.0' })).toBe(false);
    expect(cellsOf({ 'cells/us-1': 'next' })).toBe(false);
  });
});

describe('the calendar of a move', () => {
  const freezes = [
    { name: 'Holidays', from: '2026-12-18', to: '2027-01-03' },
    { name: 'Audit', from: '2026-12-01', to: '2026-12-02', tenants: ['able'] },
    { name: 'Rewiring', from: '2026-12-03', to: '2026-12-04', cells: ['us-1'] },
  ];
  const own = [{ name: 'Final', from: '2026-12-05', to: '2026-12-05' }];
  const names = (plan: RolloutPlan, stack: string) => {
    const move = plan.rings
      .flatMap(({ waves }) => waves.flatMap(({ moves }) => moves))
      .find((one) => one.stack === stack);
    return plan.calendars[move?.calendar ?? '']?.freezes.map(({ name }) => name);
  };

  test('is the tenant’s own, with the freezes of the fleet that are for it', () => {
    const plan = planned(requestFor(fleetOf([{ id: 'able', freezes: own }, { id: 'baker' }], { freezes })));
    expect(names(plan, 'tenants/able')).toEqual(['Holidays', 'Audit', 'Rewiring', 'Final']);
    expect(names(plan, 'tenants/baker')).toEqual(['Holidays', 'Rewiring']);
    expect(plan.calendars['c2']?.freezes[1]).toEqual({ name: 'Audit', from: '2026-12-01', to: '2026-12-02' });
  });

  test('of a cell is that of the fleet, without notice', () => {
    const fleet = fleetOf([{ id: 'able' }], { freezes });
    const plan = planned(requestFor(fleet));
    expect(names(plan, 'cells/us-1')).toEqual(['Holidays', 'Rewiring']);
    expect(plan.calendars['c1']?.maintenance).toEqual({ ...fleet.defaults.maintenance, noticeDays: 0 });
  });

  test('of a dedicated cell is that of its only tenant, also without notice', () => {
    const [cell] = fleetOf([]).cells;
    const cells = cell === undefined ? [] : [{ ...cell, kind: 'dedicated' as const }];
    const maintenance = { timeZone: 'Europe/Vienna', noticeDays: 10 };
    const plan = planned(
      requestFor(fleetOf([{ id: 'able', maintenance, freezes: own }], { cells, freezes })),
    );
    expect(names(plan, 'cells/us-1')).toEqual(['Holidays', 'Audit', 'Rewiring', 'Final']);
    expect(plan.calendars['c1']?.maintenance).toMatchObject({ timeZone: 'Europe/Vienna', noticeDays: 0 });
  });

  test('is written once for all who share it', () => {
    const fleet = fleetOf(Array.from({ length: 20 }, (_, index) => ({ id: `tenant-${index}` })));
    expect(Object.keys(planned(requestFor(fleet, {}, CELL_AHEAD)).calendars)).toEqual(['c1']);
  });
});

describe('the plan', () => {
  const fleet = fleetOf([{ id: 'able' }, { id: 'baker' }]);

  test('survives a JSON round trip, and its id is the same for the same plan alone', () => {
    const plan = planned(requestFor(fleet));
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
    expect(plan.id).toMatch(/^[0-9a-f]{12}$/);
    expect(planned(requestFor(fleet)).id).toBe(plan.id);
    expect(planned(requestFor(fleet, { lane: 'hot-fix' })).id).not.toBe(plan.id);
  });

  test('takes the policy of the fleet', () => {
    expect(planned(requestFor(fleet)).policy).toEqual(fleet.rollout);
  });
});
