import { remainingCalendar, simulateCalendar } from '../../lib/rollout/simulate-calendar';
import type { RolloutPlan } from '../../lib/rollout/rollout-plan';
import { Play } from './play';
import { ALWAYS, DAY, HOUR, MINUTE, NIGHTS, planOf, START } from './plans';

const NOON = START + 10 * HOUR;

function simulated(plan: RolloutPlan, now = START, notices = {}) {
  return simulateCalendar(plan, now, { minutesPerMove: 10, notices });
}

describe('the calendar that a roll-out would take', () => {
  const plan = planOf(
    {
      canary: { waves: [['cells/us-1'], ['pilot'], ['second']] },
      early: { waves: [['able', 'baker'], ['charlie']] },
      late: { waves: [['zulu']] },
    },
    { calendarOf: { 'tenants/zulu': 'nights' } },
  );

  test('says of everybody when it is their turn, and why then', () => {
    const { moves } = simulated(plan);
    expect(
      moves.map(({ stack, ring, wave, at, why }) => [stack, ring, wave, (at - START) / MINUTE, why]),
    ).toEqual([
      ['cells/us-1', 'canary', 1, 0, { kind: 'start' }],
      ['tenants/pilot', 'canary', 2, 10, { kind: 'wave', wave: 1 }],
      ['tenants/second', 'canary', 3, 80, { kind: 'bake', ring: 'canary' }],
      ['tenants/able', 'early', 1, 150, { kind: 'bake', ring: 'canary' }],
      ['tenants/baker', 'early', 1, 150, { kind: 'bake', ring: 'canary' }],
      ['tenants/charlie', 'early', 2, 160, { kind: 'wave', wave: 1 }],
      ['tenants/zulu', 'late', 1, 24 * 60, { kind: 'window' }],
    ]);
    expect(moves.at(-1)).toMatchObject({ timeZone: 'America/New_York' });
  });

  test('says when each ring starts and has baked, and when all is over', () => {
    const { rings, endsAt, left } = simulated(plan);
    expect(rings).toEqual([
      { ring: 'canary', startsAt: START, passesAt: START + 150 * MINUTE },
      { ring: 'early', startsAt: START + 150 * MINUTE, passesAt: START + 230 * MINUTE },
      { ring: 'late', startsAt: START + 230 * MINUTE, passesAt: START + DAY + 70 * MINUTE },
    ]);
    expect(endsAt).toBe(START + DAY + 70 * MINUTE);
    expect(left).toEqual([]);
  });

  test('is data', () => {
    const calendar = simulated(plan);
    expect(JSON.parse(JSON.stringify(calendar))).toEqual(calendar);
  });

  test('tells a freeze and a notice from a window', () => {
    const freezes = [
      { name: 'Long past', from: '2026-01-01', to: '2026-01-02' },
      { name: 'Season opening', from: '2026-11-25', to: '2026-11-25' },
    ];
    const calendars = {
      always: ALWAYS,
      frozen: { ...NIGHTS, freezes },
      told: { ...ALWAYS, maintenance: { ...ALWAYS.maintenance, noticeDays: 3 } },
    };
    const waiting = planOf(
      { canary: { waves: [['pilot']] }, early: { waves: [['able', 'baker']] } },
      { calendars, calendarOf: { 'tenants/able': 'frozen', 'tenants/baker': 'told' } },
    );
    const { moves } = simulated(waiting, NOON, { 'tenants/baker': { sentAt: NOON } });
    expect(moves.slice(1).map(({ stack, at, why }) => [stack, at, why])).toEqual([
      ['tenants/able', START + 2 * DAY, { kind: 'freeze', name: 'Season opening' }],
      ['tenants/baker', NOON + 3 * DAY, { kind: 'notice' }],
    ]);
  });

  test('calls it the window where a freeze is only one of several days that are closed', () => {
    const freezes = [{ name: 'Weekend', from: '2026-11-28', to: '2026-11-29' }];
    const calendars = { always: ALWAYS, frozen: { ...NIGHTS, freezes } };
    const waiting = planOf(
      { canary: { waves: [['pilot']] } },
      { calendars, calendarOf: { 'tenants/pilot': 'frozen' } },
    );
    expect(simulated(waiting, START + 3 * DAY).moves).toMatchObject([
      { at: START + 7 * DAY, why: { kind: 'window' } },
    ]);
  });

  test('names whom it would leave, and halts where nobody can be the canary', () => {
    const told = { always: { ...ALWAYS, maintenance: { ...ALWAYS.maintenance, noticeDays: 3 } } };
    const left = {
      stack: 'tenants/pilot',
      why: 'not-told',
      detail: 'the client is to be told 3 days before',
    };
    const calendar = simulated(
      planOf({ canary: { waves: [['pilot']] }, early: { waves: [['able']] } }, { calendars: told }),
    );
    expect(calendar).toMatchObject({
      moves: [],
      left: [left],
      halt: { kind: 'canary', stack: 'tenants/pilot' },
      rings: [{ ring: 'canary', startsAt: START }],
    });
    expect(calendar.rings[0]).not.toHaveProperty('passesAt');
  });

  test('takes a fleet of ten thousand through five rings', () => {
    const rings = Object.fromEntries(
      ['one', 'two', 'three', 'four', 'five'].map((ring) => {
        const ids = Array.from({ length: 2000 }, (_, index) => `${ring}-${index}`);
        const waves = ring === 'one' ? [ids.splice(0, 1)] : [];
        while (ids.length > 0) {
          waves.push(ids.splice(0, 25));
        }
        return [ring, { concurrency: 25, waves }];
      }),
    );
    const { moves, halt } = simulated(planOf(rings, { calendars: { always: NIGHTS } }));
    expect(moves).toHaveLength(10_000);
    expect(halt).toBeUndefined();
  });

  test('takes a thousand with windows all over the week, who put each other off again and again', () => {
    const ids = Array.from({ length: 1000 }, (_, index) => `brand-${index}`);
    const waves = [ids.slice(0, 1)];
    for (let first = 1; first < ids.length; first += 5) {
      waves.push(ids.slice(first, first + 5));
    }
    const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
    const clock = (hour: number) => `${hour}:00`.padStart(5, '0');
    const windows = days.flatMap((day) =>
      [0, 5, 10, 15].map((hour) => ({
        days: [day],
        from: clock(hour),
        to: clock(hour + 4),
      })),
    );
    const calendars = Object.fromEntries(
      windows.map((window, index) => [
        `c${index}`,
        { ...ALWAYS, maintenance: { ...ALWAYS.maintenance, window } },
      ]),
    );
    const calendarOf = Object.fromEntries(
      ids.map((id, index) => [`tenants/${id}`, `c${(index * 11) % windows.length}`]),
    );
    const rings = { one: { concurrency: 5, minimumRequests: 0, waves } };
    const { moves, endsAt } = simulated(planOf(rings, { calendars, calendarOf }));
    expect(moves).toHaveLength(1000);
    expect(endsAt).toBeLessThan(START + 60 * DAY);
  });
});

describe('what remains of a roll-out that is under way', () => {
  const plan = planOf({
    canary: { waves: [['pilot']], minimumRequests: 0 },
    early: { waves: [['able', 'baker'], ['charlie']], minimumRequests: 0, toleratedFailures: 0 },
  });

  function remaining({ state, now }: Play): readonly string[] {
    return remainingCalendar(state, now, 10).moves.map(({ stack }) => stack);
  }

  test('leaves out who has moved and who is on the way', () => {
    const play = new Play(plan).move('pilot').wait(61).sample(0).begin('able');
    expect(remaining(play)).toEqual(['tenants/baker', 'tenants/charlie']);
  });

  test('is taken as resumed where it is paused, and when everything is put back', () => {
    const paused = new Play(plan).happen({ kind: 'pause', by: 'ops', reason: 'Lunch.' });
    expect(remaining(paused)).toHaveLength(4);
    const failed = new Play(plan).move('pilot').wait(61).sample(0).begin('able', 'baker');
    failed.fail('baker').succeed('able');
    expect(failed.moves).toMatchObject([{ direction: 'back', stack: 'tenants/able' }]);
    expect(remaining(failed)).toEqual(['tenants/charlie']);
  });
});
