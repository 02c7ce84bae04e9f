import { Play } from './play';
import { ALWAYS, DAY, HOUR, MINUTE, NIGHTS, planOf, START } from './plans';
import type { PlanSketch } from './plans';

const RINGS = { canary: { waves: [['pilot']] } };
const NOON = START + 10 * HOUR;

function nights(sketch: PlanSketch = {}): PlanSketch {
  return { calendarOf: { 'tenants/pilot': 'nights' }, ...sketch };
}

function override(
  rule: 'window' | 'freeze' | 'notice',
  stack?: string,
): NonNullable<PlanSketch['overrides']> {
  return [
    { rule, reason: 'agreed by telephone', by: 'operations', ...(stack === undefined ? {} : { stack }) },
  ];
}

describe('a window', () => {
  test('is waited for', () => {
    const play = new Play(planOf(RINGS, nights()), {}, NOON);
    expect(play.ready).toEqual([]);
    expect(play.wakesIn).toBe(14 * HOUR);
    expect(play.wait(14 * 60).ready).toEqual(['pilot']);
  });

  test('is not used when too little of it is left', () => {
    const late = START + 3 * HOUR + 15 * MINUTE;
    expect(new Play(planOf(RINGS, nights()), {}, late).ready).toEqual(['pilot']);
    expect(new Play(planOf(RINGS, nights()), {}, late + MINUTE).ready).toEqual([]);
  });

  test('may be set aside, for all or for one', () => {
    for (const overrides of [override('window'), override('window', 'tenants/pilot')]) {
      expect(new Play(planOf(RINGS, nights({ overrides })), {}, NOON).ready).toEqual(['pilot']);
    }
    const other = nights({ overrides: override('window', 'tenants/other') });
    expect(new Play(planOf(RINGS, other), {}, NOON).ready).toEqual([]);
  });

  test('may be set aside while the roll-out waits for it', () => {
    const play = new Play(planOf(RINGS, nights()), {}, NOON);
    const [window] = override('window');
    expect(window).toBeDefined();
    if (window !== undefined) {
      play.happen({ kind: 'overridden', override: window });
    }
    expect(play.ready).toEqual(['pilot']);
  });

  test('that closes before an intended move has begun keeps it from beginning', () => {
    const play = new Play(planOf(RINGS, nights())).begin('pilot');
    expect(play.moves[0]).not.toHaveProperty('onlyIfStarted');
    expect(play.wait(4 * 60 - 1).moves[0]).not.toHaveProperty('onlyIfStarted');
    expect(play.wait(1).moves[0]).toMatchObject({ isIntended: true, onlyIfStarted: true });
    play.end('pilot', { kind: 'not-started', reason: 'The window is closed.' });
    expect(play.facts('pilot')).toMatchObject({ kind: 'waiting', attempts: 1 });
    expect(play.wait(20 * 60).moves[0]).toMatchObject({
      token: '0123456789ab-tenant-pilot-forward-2',
      isIntended: false,
    });
  });

  test('does not bind what is put back', () => {
    const plan = planOf({ canary: { waves: [['pilot']] } }, nights());
    const play = new Play(plan).move('pilot').wait(5 * 60);
    play.sample(500, [{ stack: 'tenants/pilot', requests: 500, errorPercent: 9 }]);
    expect(play.moves).toMatchObject([{ direction: 'back', stack: 'tenants/pilot' }]);
    expect(play.begin('pilot').moves[0]).not.toHaveProperty('onlyIfStarted');
  });
});

describe('a freeze', () => {
  const freezes = [{ name: 'Season opening', from: '2026-11-24', to: '2026-11-25' }];
  const calendars = { always: ALWAYS, nights: { ...NIGHTS, freezes } };

  test('is waited out, both days of it', () => {
    const play = new Play(planOf(RINGS, nights({ calendars })));
    expect(play.ready).toEqual([]);
    expect(play.wakesIn).toBe(2 * DAY);
  });

  test('may be set aside', () => {
    expect(new Play(planOf(RINGS, nights({ calendars, overrides: override('freeze') }))).ready).toEqual([
      'pilot',
    ]);
  });

  test('that lasts longer than anybody waits leaves the stack where it is, by name', () => {
    const forEver = [{ name: 'Wound up', from: '2026-11-01', to: '2027-01-31' }];
    const plan = planOf(RINGS, nights({ calendars: { nights: { ...NIGHTS, freezes: forEver } } }));
    expect(new Play(plan).effects).toEqual([
      {
        kind: 'leave',
        stack: 'tenants/pilot',
        why: 'no-opening',
        detail: 'its window does not open within 30 days',
      },
    ]);
  });

  test('that has no end in sight does the same', () => {
    const forEver = [{ name: 'Wound up', from: '2026-11-01', to: '2099-12-31' }];
    const plan = planOf(RINGS, nights({ calendars: { nights: { ...NIGHTS, freezes: forEver } } }));
    expect(new Play(plan).effects).toMatchObject([{ kind: 'leave', why: 'no-opening' }]);
  });

  test('tries nobody’s patience while the roll-out is paused', () => {
    const long = [{ name: 'Season', from: '2026-11-24', to: '2026-12-29' }];
    const plan = planOf(RINGS, nights({ calendars: { nights: { ...NIGHTS, freezes: long } } }));
    const play = new Play(plan).say('pause').wait(10 * 24 * 60);
    expect(play.effects).toEqual([]);
    expect(play.say('resume').effects).toEqual([{ kind: 'wake', at: START + 36 * DAY }]);
  });
});

describe('a wave that waits', () => {
  const CALENDARS = {
    always: ALWAYS,
    nights: NIGHTS,
    sundays: {
      ...NIGHTS,
      maintenance: {
        ...NIGHTS.maintenance,
        window: { ...NIGHTS.maintenance.window, days: ['sun' as const] },
      },
    },
  };
  const calendarOf = {
    'tenants/able': 'sundays',
    'tenants/baker': 'sundays',
    'tenants/charlie': 'nights',
    'tenants/delta': 'nights',
    'tenants/echo': 'always',
  };
  const started = (waves: readonly (readonly string[])[], sketch: PlanSketch = {}) =>
    new Play(
      planOf(
        { canary: { waves: [['pilot']] }, early: { waves } },
        { calendars: CALENDARS, calendarOf, ...sketch },
      ),
    );

  test('lets those of its ring go first that open sooner, and is taken up behind them', () => {
    const play = started([['able', 'baker'], ['charlie', 'delta'], ['echo']])
      .move('pilot')
      .bake();
    expect(play.ready).toEqual(['charlie', 'delta']);
    play.move('charlie', 'delta', 'echo');
    expect(play.facts('able')).toMatchObject({ kind: 'waiting' });
    expect(play.state.rings[1]?.waves[0]?.moves).toMatchObject([
      { kind: 'put-off', wave: 3 },
      { kind: 'put-off', wave: 3 },
    ]);
    play.now = Date.parse('2026-11-29T07:00:00Z');
    expect(play.move('able', 'baker').bake().effects).toEqual([{ kind: 'end' }]);
  });

  test('puts off only whom it cannot move soon', () => {
    const play = started([['able', 'echo'], ['charlie']])
      .move('pilot')
      .bake();
    expect(play.ready).toEqual(['echo']);
    expect(play.begin('echo').ready).toEqual([]);
    expect(play.succeed('echo').pin('echo').ready).toEqual(['charlie']);
  });

  test('never puts off more at a time than the ring lets move', () => {
    const play = started([['able', 'baker'], ['charlie'], ['delta']], {
      calendarOf: { ...calendarOf, 'tenants/charlie': 'sundays' },
    });
    play.move('pilot').bake();
    expect(play.ready).toEqual(['delta']);
    expect(play.state.rings[1]?.waves.map(({ moves }) => moves.length)).toEqual([2, 1, 1, 2, 1]);
  });

  test('waits when nobody behind it opens sooner', () => {
    const play = started([['able'], ['baker']])
      .move('pilot')
      .bake();
    expect(play.ready).toEqual([]);
    expect(play.state.rings[1]?.waves).toHaveLength(2);
  });

  test('waits for what opens within the hour', () => {
    const play = started([['charlie'], ['echo']]).move('pilot');
    play.now = START + DAY - HOUR;
    play.sample();
    expect(play.ready).toEqual([]);
    play.wait(60);
    expect(play.ready).toEqual(['charlie']);
  });

  test('knows again whoever is put off twice', () => {
    const play = started([['able'], ['charlie'], ['delta']])
      .move('pilot')
      .bake(4 * 60);
    expect(play.ready).toEqual([]);
    play.wait(20 * 60);
    expect(play.ready).toEqual(['charlie']);
    play.move('charlie');
    expect(play.ready).toEqual(['delta']);
    play.move('delta');
    expect(play.skip('able').facts('able')).toMatchObject({ kind: 'left', why: 'skipped' });
  });

  test('of cells, and of the canary, is waited for', () => {
    const cells = planOf(
      { canary: { waves: [['cells/us-1'], ['pilot'], ['echo']] } },
      { calendarOf: { 'cells/us-1': 'nights', 'tenants/pilot': 'nights' } },
    );
    const play = new Play(cells, {}, NOON);
    expect(play.ready).toEqual([]);
    play.wait(14 * 60).move('cells/us-1');
    play.now = NOON + DAY;
    expect(play.ready).toEqual([]);
    expect(play.state.rings[0]?.waves).toHaveLength(3);
  });
});
