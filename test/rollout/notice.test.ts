import type { NoticeFacts } from '../../lib/rollout/rollout-state';
import { Play } from './play';
import { ALWAYS, DAY, HOUR, planOf, START } from './plans';
import type { PlanSketch } from './plans';

const RINGS = { canary: { waves: [['pilot']] } };
function override(rule: 'notice'): NonNullable<PlanSketch['overrides']> {
  return [{ rule, reason: 'agreed by telephone', by: 'operations' }];
}

describe('a notice', () => {
  const told = (daysAgo: number, more: Partial<NoticeFacts> = {}) => ({
    'tenants/pilot': { sentAt: START - daysAgo * DAY, ...more },
  });
  const calendars = { always: { ...ALWAYS, maintenance: { ...ALWAYS.maintenance, noticeDays: 7 } } };
  const PLAN = planOf(RINGS, { calendars });

  test('that was never given leaves the tenant where it is', () => {
    expect(new Play(PLAN).effects).toEqual([
      {
        kind: 'leave',
        stack: 'tenants/pilot',
        why: 'not-told',
        detail: 'the client is to be told 7 days before',
      },
    ]);
  });

  test('is waited for to its end', () => {
    expect(new Play(PLAN, told(7)).ready).toEqual(['pilot']);
    const play = new Play(PLAN, told(6));
    expect(play.ready).toEqual([]);
    expect(play.wakesIn).toBe(DAY);
  });

  test('may be given while the roll-out runs; told twice is told the first time', () => {
    const play = new Play(PLAN).happen({ kind: 'notice', stack: 'tenants/pilot', act: 'sent' });
    expect(play.wakesIn).toBe(7 * DAY);
    play.wait(60).happen({ kind: 'notice', stack: 'tenants/pilot', act: 'sent' });
    expect(play.wakesIn).toBe(7 * DAY - HOUR);
  });

  test('is not needed by who waives it, nor after an override, nor for a hot-fix', () => {
    expect(new Play(PLAN, told(0, { waivedAt: START })).ready).toEqual(['pilot']);
    expect(new Play(planOf(RINGS, { calendars, overrides: override('notice') })).ready).toEqual(['pilot']);
    expect(new Play({ ...PLAN, lane: 'hot-fix' }).ready).toEqual(['pilot']);
  });

  test('that the client objects to leaves the tenant where it is, an intended move too', () => {
    const objection = { kind: 'notice', stack: 'tenants/pilot', act: 'objected' } as const;
    expect(new Play(PLAN, told(7)).happen(objection).effects).toMatchObject([
      { kind: 'leave', why: 'objected', detail: 'the client objected' },
    ]);
    const begun = new Play(PLAN, told(7)).begin('pilot').happen(objection);
    expect(begun.moves).toMatchObject([{ isIntended: true, onlyIfStarted: true }]);
  });

  test('may be objected to without ever having been written down', () => {
    const play = new Play(PLAN).happen({ kind: 'notice', stack: 'tenants/pilot', act: 'objected' });
    expect(play.facts('pilot')).toMatchObject({ notice: { sentAt: START, objectedAt: START } });
  });

  test('is as it was when the client takes its objection back', () => {
    const answer = (act: 'objected' | 'acknowledged' | 'waived') =>
      ({ kind: 'notice', stack: 'tenants/pilot', act }) as const;
    expect(new Play(PLAN, told(7)).happen(answer('objected'), answer('acknowledged')).ready).toEqual([
      'pilot',
    ]);
    expect(new Play(PLAN, told(1)).happen(answer('objected'), answer('waived')).ready).toEqual(['pilot']);
  });

  test('lets the operator set an objection aside, but only after its deadline', () => {
    const plan = planOf(RINGS, { calendars, overrides: override('notice') });
    const objected = (daysAgo: number) => told(daysAgo, { objectedAt: START });
    expect(new Play(plan, objected(20)).wakesIn).toBe(DAY);
    expect(new Play(plan, objected(21)).ready).toEqual(['pilot']);
    expect(new Play(PLAN, objected(21)).effects).toMatchObject([{ kind: 'leave', why: 'objected' }]);
  });

  test('that names a slot keeps the tenant from being moved before it', () => {
    const promised = { notBefore: START + 2 * DAY };
    expect(new Play(PLAN, told(7, promised)).wakesIn).toBe(2 * DAY);
    expect(new Play(PLAN, told(1, promised)).wakesIn).toBe(6 * DAY);
    expect(new Play(PLAN, told(7, { ...promised, waivedAt: START })).ready).toEqual(['pilot']);
    const free = { always: { ...ALWAYS, maintenance: { ...ALWAYS.maintenance, noticeDays: 0 } } };
    expect(new Play(planOf(RINGS, { calendars: free }), told(0, promised)).wakesIn).toBe(2 * DAY);
  });

  test('of another slot holds from when it is told, whatever was answered to the first', () => {
    const sent = (days: number) =>
      ({ kind: 'notice', stack: 'tenants/pilot', act: 'sent', notBefore: START + days * DAY }) as const;
    const answered = { kind: 'notice', stack: 'tenants/pilot', act: 'acknowledged' } as const;
    const play = new Play(PLAN, told(7)).happen(sent(3), answered);
    expect(play.wakesIn).toBe(3 * DAY);
    expect(play.happen(sent(5)).wakesIn).toBe(5 * DAY);
    expect(play.facts('pilot').notice).toEqual({
      sentAt: START - 7 * DAY,
      notBefore: START + 5 * DAY,
      acknowledgedAt: START,
    });
  });

  test('stays with a tenant on its whole way', () => {
    const play = new Play(PLAN, told(7)).move('pilot');
    expect(play.facts('pilot').notice).toEqual({ sentAt: START - 7 * DAY });
  });
});
