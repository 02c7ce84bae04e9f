import { DAY } from '../../lib/rollout/calendar/civil-day';
import { theMove } from '../../lib/rollout/move-index';
import { replaceMove } from '../../lib/rollout/replace-facts';
import { startRollout } from '../../lib/rollout/start-rollout';
import { fleetOf, planned, requestFor } from '../rollout/requests';
import { FLEET, noticeOf, NOW, plannedNotices, sent } from './notice-requests';

const HOUR = DAY / 24;

function times(span: { readonly from: number; readonly to: number } | undefined): readonly string[] {
  return span === undefined ? [] : [span.from, span.to].map((at) => new Date(at).toISOString().slice(0, 16));
}

function iso(at: number | undefined): string | undefined {
  return at === undefined ? undefined : new Date(at).toISOString().slice(0, 16);
}

describe('what clients are told', () => {
  test('are the openings in which one roll-out would move them, each in its own zone', () => {
    const { notices } = plannedNotices();
    expect(notices.map(({ tenant, dates, tellBy }) => [tenant, ...times(dates.slot), iso(tellBy)])).toEqual([
      // Seven days from tonight on, two to six in New York.
      ['acme', '2026-11-24T07:00', '2026-11-24T11:00', '2026-11-17T07:00'],
      // Three days before a window over midnight, in Dublin.
      ['lumen', '2026-11-21T22:00', '2026-11-22T04:00', '2026-11-18T22:00'],
      ['canary', '2026-11-17T07:00', '2026-11-17T11:00', undefined],
    ]);
  });

  test.each([
    ['forward', '2026-03-02T12:00:00Z', '2026-03-08T06:00', '2026-03-08T09:00'],
    ['back', '2026-10-26T12:00:00Z', '2026-11-01T05:00', '2026-11-01T10:00'],
  ])('is the whole window in a night in which clocks go %s', (_, now, from, to) => {
    const window = { days: ['sun'], from: '01:00', to: '05:00' } as const;
    const fleet = fleetOf([
      { id: 'canary', ring: 'canary' },
      { id: 'acme', maintenance: { noticeDays: 3, window: { ...window, days: [...window.days] } } },
    ]);
    const tonight = Date.parse(now) + 12 * HOUR;
    const plan = plannedNotices({ start: tonight, toldAt: tonight }, fleet);
    expect(times(noticeOf(plan, 'acme').dates.slot)).toEqual([from, to]);
  });

  test('is the same when it is asked again the same day, and when it was sent', () => {
    const { dates } = noticeOf(plannedNotices(), 'acme');
    const again = noticeOf(plannedNotices(sent('acme', dates)), 'acme');
    expect(again).toMatchObject({ dates, news: 'as-told', standing: 'told' });
    expect(again.tellBy).toBeUndefined();
  });

  test('is not sooner than what was told, even though the days of notice are over', () => {
    const slot = { from: Date.parse('2026-12-01T07:00:00Z'), to: Date.parse('2026-12-01T11:00:00Z') };
    const plan = plannedNotices(sent('acme', { slot, sequence: 0 }, 30));
    expect(noticeOf(plan, 'acme')).toMatchObject({ dates: { slot, sequence: 0 }, news: 'as-told' });
  });

  test('is a change of date when the roll-out starts later, with what it replaces', () => {
    const { dates } = noticeOf(plannedNotices(), 'acme');
    const start = Date.parse('2026-12-07T00:00:00Z');
    const moved = noticeOf(plannedNotices({ ...sent('acme', dates), start, isStartFixed: true }), 'acme');
    expect(moved).toMatchObject({ news: 'changed', before: dates, dates: { sequence: 1 } });
    expect(moved.dates.slot.from).toBeGreaterThan(start);
    // It has to know before the night that it expects.
    expect(moved.tellBy).toBe(dates.slot.from);
  });

  test('has a higher number where something was sent of which no dates are known', () => {
    const facts = { 'tenants/acme': { sentAt: NOW } };
    expect(noticeOf(plannedNotices({ facts }), 'acme').dates.sequence).toBe(1);
  });

  test('goes to those who run the service, and to whoever is named where nobody does', () => {
    const contact = (role: 'operations' | 'security') => ({ role, email: `${role}@acme.example` });
    const contactsOf = (...contacts: readonly ReturnType<typeof contact>[]) =>
      noticeOf(plannedNotices({}, fleetOf([{ id: 'acme', contacts: [...contacts] }])), 'acme').contacts;
    expect(contactsOf(contact('security'), contact('operations'))).toEqual([contact('operations')]);
    expect(contactsOf(contact('security'))).toEqual([contact('security')]);
  });
});

describe('a time to try the release', () => {
  test('is on the canary once that runs it, until a day before the move', () => {
    expect(noticeOf(plannedNotices(), 'acme').dates.testing).toMatchObject({
      on: 'canary',
      host: expect.stringMatching(/^canary\./) as string,
      from: Date.parse('2026-11-17T08:00:00Z'),
      to: Date.parse('2026-11-23T07:00:00Z'),
    });
  });

  test('is at once on a canary that runs it already, and never on another client', () => {
    const there = plannedNotices({}, FLEET, { 'tenants/canary': '2026.11.0' });
    expect(noticeOf(there, 'acme').dates.testing).toMatchObject({
      on: 'canary',
      from: Date.parse('2026-11-17T00:00:00Z'),
    });
    const withoutCanary = { ...FLEET, tenants: FLEET.tenants.filter(({ id }) => id !== 'canary') };
    expect(noticeOf(plannedNotices({}, withoutCanary), 'acme').dates.testing?.on).toBe('preview');
  });

  test('is on a preview for the canary itself', () => {
    const window = FLEET.tenants[1]?.maintenance.window ?? { days: [], from: '', to: '' };
    const fleet = fleetOf([{ id: 'canary', ring: 'canary', maintenance: { noticeDays: 7, window } }]);
    expect(noticeOf(plannedNotices({}, fleet), 'canary').dates.testing).toEqual({
      on: 'preview',
      from: Date.parse('2026-11-17T00:00:00Z'),
      to: Date.parse('2026-11-23T07:00:00Z'),
    });
  });

  test('that was promised and is no more is taken back', () => {
    const testing = { on: 'preview', from: NOW - 2 * DAY, to: NOW - DAY } as const;
    const told = { slot: { from: NOW - DAY, to: NOW - DAY + HOUR }, testing, sequence: 4 };
    const facts = { 'tenants/acme': { sentAt: NOW - 9 * DAY, waivedAt: NOW } };
    const start = Date.parse('2026-11-17T05:00:00Z');
    const plan = plannedNotices(
      { facts, told: new Map([['tenants/acme', told]]), start, toldAt: start },
      fleetOf([{ id: 'acme' }]),
    );
    const notice = noticeOf(plan, 'acme');
    expect(notice).toMatchObject({ standing: 'waived', withdrawn: testing, dates: { sequence: 5 } });
  });
});

describe('who is named with what to do', () => {
  const one = (
    changes: Parameters<typeof plannedNotices>[0],
    ...rest: [typeof FLEET?, Record<string, string>?]
  ) => plannedNotices(changes, ...rest).staying;

  test('a client that objected, from when on that can be set aside', () => {
    const facts = { 'tenants/acme': { sentAt: NOW, objectedAt: NOW } };
    expect(one({ facts })).toMatchObject([
      {
        tenant: 'acme',
        why: 'objected',
        next: expect.stringContaining('notices acknowledge acme') as string,
      },
    ]);
  });

  test('a client that is held, and that knows a date', () => {
    const slot = { from: Date.parse('2026-12-01T07:00:00Z'), to: Date.parse('2026-12-01T11:00:00Z') };
    const fleet = fleetOf([
      { id: 'canary', ring: 'canary' },
      { id: 'acme', hold: { reason: 'Their own launch.' } },
    ]);
    const [held] = one(sent('acme', { slot, sequence: 0 }), fleet);
    expect(held).toMatchObject({ why: 'held', detail: 'Their own launch.' });
    expect(held?.next).toMatch(
      /^Take the hold out of tenants\/acme\/tenant\.yaml .*tell it that it does not hold\.$/,
    );
  });

  test('a client whose files the release refuses', () => {
    const unfit = new Map([['tenants/lumen', 'at 2026.11.0 ads needs a host']]);
    expect(one({ unfit })).toMatchObject([{ tenant: 'lumen', why: 'cannot-run' }]);
  });

  test('a client that needs more days than the roll-out waits', () => {
    const fleet = fleetOf([
      { id: 'canary', ring: 'canary' },
      { id: 'acme', maintenance: { noticeDays: 90 } },
    ]);
    expect(one({}, fleet)).toMatchObject([
      { why: 'no-opening', next: expect.stringContaining('--start') as string },
    ]);
  });

  test('nobody has to do anything about who is there, also where nobody else moves', () => {
    const there = {
      'tenants/canary': '2026.11.0',
      'tenants/acme': '2026.11.0',
      'tenants/lumen': '2026.11.0',
    };
    const staying = one({}, FLEET, there);
    expect(staying).toHaveLength(3);
    expect(staying.filter(({ why, next }) => why !== 'at-target' || next !== undefined)).toEqual([]);
  });

  test('a client that is told too late for a start that is fixed', () => {
    expect(iso(noticeOf(plannedNotices({ isStartFixed: true }), 'acme').wasDueBy)).toBe('2026-11-10T08:20');
    expect(noticeOf(plannedNotices(), 'acme').wasDueBy).toBeUndefined();
    const start = NOW + 14 * DAY;
    expect(noticeOf(plannedNotices({ isStartFixed: true, start }), 'acme').wasDueBy).toBeUndefined();
  });
});

describe('while a roll-out runs', () => {
  const facts = { 'tenants/acme': { sentAt: NOW - 30 * DAY }, 'tenants/lumen': { sentAt: NOW - 30 * DAY } };
  const there = Object.fromEntries(FLEET.cells.map(({ id }) => [`cells/${id}`, '2026.11.0']));
  const plan = planned(requestFor(FLEET, { now: NOW }, there));

  test('the calendar is that of what remains, with who is in this wave', () => {
    const state = startRollout(plan, facts, NOW);
    const notices = plannedNotices({ facts, running: { state, now: NOW } });
    expect(notices.underWay).toEqual({ rollout: plan.id });
    const inWave = notices.notices.filter(({ isInWave }) => isInWave).map(({ tenant }) => tenant);
    expect(inWave).toEqual(['canary']);
    expect(notices.notices.map(({ tenant }) => tenant).sort()).toEqual(['acme', 'canary', 'lumen']);
  });

  test('who has moved, and who is not part of it, is told nothing', () => {
    const only = planned(requestFor(fleetOf([{ id: 'acme', name: 'Acme' }]), { now: NOW }));
    const state = startRollout(only, facts, NOW);
    const arrived = replaceMove(state, theMove(state, 'tenants/acme').place, {
      kind: 'moved',
      stack: 'tenants/acme',
      attempts: 1,
      at: NOW,
      isPinned: true,
      restoreFailures: 0,
    });
    const { notices, staying } = plannedNotices({ facts, running: { state: arrived, now: NOW } });
    expect(notices).toEqual([]);
    expect(staying.map(({ tenant, why }) => [tenant, why])).toEqual([
      ['canary', 'other-rollout'],
      ['acme', 'at-target'],
      ['lumen', 'other-rollout'],
    ]);
  });
});
