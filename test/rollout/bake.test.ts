import { Play } from './play';
import { HOUR, MINUTE, planOf } from './plans';

const PLAN = planOf({ canary: { waves: [['pilot']] }, early: { waves: [['able']] } });

describe('a bake', () => {
  test('is over by time and requests, seen in a sample that is taken after its time', () => {
    const play = new Play(PLAN).move('pilot').wait(59).sample(100);
    expect(play.wait(1).ready).toEqual([]);
    expect(play.sample(99).ready).toEqual([]);
    expect(play.wait(15).sample(100).ready).toEqual(['able']);
  });

  test('is sampled every few minutes, and at its end', () => {
    const play = new Play(PLAN).move('pilot');
    expect(play.wakesIn).toBe(15 * MINUTE);
    play.wait(15);
    expect(play.effects).toEqual([
      {
        kind: 'sample',
        ring: 0,
        wave: 0,
        stacks: [{ stack: 'tenants/pilot', since: play.now - 15 * MINUTE }],
      },
    ]);
    play.wait(40).sample(1);
    expect(play.wakesIn).toBe(5 * MINUTE);
    play.wait(5).sample(1);
    expect(play.wakesIn).toBe(15 * MINUTE);
  });

  test('counts from the last move of the ring', () => {
    const play = new Play(planOf({ canary: { waves: [['pilot']] }, early: { waves: [['able', 'baker']] } }));
    play.move('pilot').bake().move('able').wait(50).move('baker').wait(10).sample();
    expect(play.effects).toEqual([{ kind: 'wake', at: play.now + 15 * MINUTE }]);
    expect(play.wait(50).sample().effects).toEqual([{ kind: 'end' }]);
  });

  test('halts and asks when the requests do not come in time', () => {
    const play = new Play(PLAN).move('pilot').wait(60).sample(10).wait(119).sample(10);
    expect(play.state.halt).toBeUndefined();
    play.wait(1).sample(10);
    expect(play.state.halt).toMatchObject({ kind: 'traffic', ring: 0, wave: 0, requests: 10 });
    expect(play.effects).toEqual([]);
  });

  test('waits as long again after a resume', () => {
    const play = new Play(PLAN).move('pilot').wait(60).sample(10).wait(120).sample(10).say('resume');
    expect(play.wait(119).sample(10).state.halt).toBeUndefined();
    expect(play.wait(1).sample(10).state.halt).toMatchObject({ kind: 'traffic' });
  });

  test('needs no requests when an operator sets that aside', () => {
    const play = new Play(PLAN).move('pilot').wait(60).sample(10);
    const override = { rule: 'traffic', reason: 'it is night', by: 'operations' } as const;
    expect(play.happen({ kind: 'overridden', override }).ready).toEqual(['able']);
  });

  test('without minutes and requests needs one sample all the same', () => {
    const none = { bakeMinutes: 0, minimumRequests: 0 };
    const plan = planOf({ canary: { ...none, waves: [['pilot']] }, early: { waves: [['able']] } });
    const play = new Play(plan).move('pilot');
    expect(play.effects).toMatchObject([{ kind: 'sample' }]);
    expect(play.sample(0).ready).toEqual(['able']);
  });

  test('of a hot-fix is short, and its canary goes first all the same', () => {
    const play = new Play({ ...PLAN, lane: 'hot-fix' });
    expect(play.ready).toEqual(['pilot']);
    expect(play.move('pilot').ready).toEqual([]);
    expect(play.wait(10).sample().ready).toEqual(['able']);
  });

  test('of a hot-fix is never longer than the usual one', () => {
    const plan = planOf({ canary: { bakeMinutes: 5, waves: [['pilot']] }, early: { waves: [['able']] } });
    expect(new Play({ ...plan, lane: 'hot-fix' }).move('pilot').wait(5).sample().ready).toEqual(['able']);
  });

  test('is not needed where nobody was moved', () => {
    const plan = planOf({
      canary: { waves: [['pilot']] },
      early: { waves: [['able']] },
      late: { waves: [['baker']] },
    });
    const play = new Play(plan).move('pilot').bake().skip('able');
    expect(play.ready).toEqual(['baker']);
  });
});

describe('health', () => {
  const WAVES = planOf({ canary: { waves: [['pilot']] }, early: { waves: [['able'], ['baker']] } });

  test('is looked at between waves, of everybody whom the ring has moved', () => {
    const play = new Play(WAVES).move('pilot').bake().move('able').wait(15);
    expect(play.effects).toContainEqual({
      kind: 'sample',
      ring: 1,
      wave: 1,
      stacks: [{ stack: 'tenants/able', since: play.now - 15 * MINUTE }],
    });
  });

  test('is not looked at while the ring only waits for somebody’s window', () => {
    const play = new Play(
      planOf(
        { canary: { waves: [['pilot']] }, early: { waves: [['able'], ['baker']] } },
        { calendarOf: { 'tenants/baker': 'nights' } },
      ),
    );
    play
      .move('pilot')
      .bake()
      .wait(4 * 60)
      .move('able')
      .wait(60)
      .sample();
    expect(play.ready).toEqual([]);
    expect(play.wakesIn).toBeGreaterThan(12 * HOUR);
  });

  test('halts at once, also while others are on their way', () => {
    const play = new Play(WAVES).move('pilot').bake().move('able').begin('baker').wait(15);
    const bad = [{ stack: 'tenants/able', requests: 212, errorPercent: 4.1 }];
    play.sample(212, bad);
    expect(play.state.halt).toEqual({ kind: 'health', at: play.now, ring: 1, wave: 1, bad });
  });

  test('of a stack that was put back or left says nothing about the release', () => {
    const play = new Play(WAVES).move('pilot').bake();
    const bad = [
      { stack: 'tenants/able', requests: 500, errorPercent: 50 },
      { stack: 'tenants/stranger', requests: 500, errorPercent: 50 },
    ];
    expect(play.sample(500, bad).state.halt).toBeUndefined();
  });

  test('is still looked at while the roll-out is paused', () => {
    const play = new Play(WAVES).move('pilot').say('pause').wait(15);
    expect(play.effects).toMatchObject([{ kind: 'sample' }]);
  });

  test('of one that was at the release already counts too', () => {
    const play = new Play(WAVES).happen({ kind: 'found', stack: 'tenants/pilot', as: 'at-target' });
    expect(play.ready).toEqual([]);
    play.wait(15).sample(200, [{ stack: 'tenants/pilot', requests: 200, errorPercent: 9 }]);
    expect(play.state.halt).toMatchObject({ kind: 'health' });
    expect(play.effects).toEqual([]);
  });
});
