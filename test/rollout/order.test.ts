import { Play } from './play';
import { planOf } from './plans';

const THREE_RINGS = planOf({
  canary: { waves: [['pilot'], ['second', 'third']] },
  early: { waves: [['cells/us-2'], ['able', 'baker'], ['charlie']] },
  general: { waves: [['delta']] },
});

describe('who goes when', () => {
  test('the canary goes first, alone', () => {
    expect(new Play(THREE_RINGS).ready).toEqual(['pilot']);
  });

  test('nobody follows the canary before it has baked', () => {
    const play = new Play(THREE_RINGS).move('pilot');
    expect(play.ready).toEqual([]);
    expect(play.wait(59).sample().ready).toEqual([]);
    expect(play.wait(1).sample().ready).toEqual(['second', 'third']);
  });

  test('the next ring waits for the whole of the ring before it, and for its bake', () => {
    const play = new Play(THREE_RINGS).move('pilot').bake().move('second', 'third');
    expect(play.ready).toEqual([]);
    expect(play.bake().ready).toEqual(['cells/us-2']);
  });

  test('a cell goes before the tenants of its ring, and needs no bake', () => {
    const play = new Play(THREE_RINGS).move('pilot').bake().move('second', 'third').bake();
    expect(play.ready).toEqual(['cells/us-2']);
    expect(play.move('cells/us-2').ready).toEqual(['able', 'baker']);
  });

  test('the next wave waits for every move of the wave before it, and for their files', () => {
    const play = new Play(THREE_RINGS).move('pilot').bake().move('second', 'third').bake();
    play.move('cells/us-2', 'able');
    expect(play.ready).toEqual(['baker']);
    play.begin('baker').succeed('baker');
    expect(play.ready).toEqual([]);
    expect(play.effects).toContainEqual({ kind: 'pin', stack: 'tenants/baker', release: '2026.12.0' });
    expect(play.pin('baker').ready).toEqual(['charlie']);
  });

  test('when the last ring has baked, it is over, and nothing is heard any more', () => {
    const play = new Play(THREE_RINGS).move('pilot').bake().move('second', 'third').bake();
    play.move('cells/us-2', 'able', 'baker', 'charlie').bake().move('delta').bake();
    expect(play.effects).toEqual([{ kind: 'end' }]);
    const { state } = play;
    expect(play.say('halt').say('retry').say('pause').state).toBe(state);
    expect(play.effects).toEqual([{ kind: 'end' }]);
  });

  test('a roll-out of no rings is over at once', () => {
    expect(new Play(planOf({})).effects).toEqual([{ kind: 'end' }]);
  });
});

describe('an operation', () => {
  test('has a token that is the same for whoever works it out', () => {
    const [first] = new Play(THREE_RINGS).moves;
    const [again] = new Play(JSON.parse(JSON.stringify(THREE_RINGS))).moves;
    expect(first?.token).toBe('0123456789ab-tenant-pilot-forward-1');
    expect(again).toEqual(first);
  });

  test('is asked for again, with its intent, until it has ended', () => {
    const play = new Play(THREE_RINGS).begin('pilot');
    expect(play.moves).toEqual([
      {
        kind: 'move',
        direction: 'forward',
        stack: 'tenants/pilot',
        token: '0123456789ab-tenant-pilot-forward-1',
        from: { release: '2026.11.0', digest: 'old' },
        to: { release: '2026.12.0', digest: 'new' },
        isIntended: true,
      },
    ]);
    expect(play.succeed('pilot').moves).toEqual([]);
  });
});

describe('the state', () => {
  test('survives a JSON round trip at any time', () => {
    const play = new Play(THREE_RINGS).move('pilot').bake().begin('second');
    const other = new Play(THREE_RINGS);
    other.state = JSON.parse(JSON.stringify(play.state));
    other.now = play.now;
    expect(other.effects).toEqual(play.effects);
    expect(other.succeed('second').state).toEqual(play.succeed('second').state);
  });

  test('shares with the state before it whatever an event does not touch', () => {
    const play = new Play(THREE_RINGS).move('pilot').bake();
    const before = play.state;
    const after = play.begin('second').state;
    expect(after.rings[1]).toBe(before.rings[1]);
    expect(after.rings[0]?.waves[0]).toBe(before.rings[0]?.waves[0]);
    expect(after.rings[0]?.waves[1]?.moves[1]).toBe(before.rings[0]?.waves[1]?.moves[1]);
  });

  test('is not changed by a tick, nor by what is not about this roll-out', () => {
    const play = new Play(THREE_RINGS);
    const { state } = play;
    const stack = 'tenants/stranger';
    play.happen(
      { kind: 'tick' },
      { kind: 'intended', stack, token: 'x' },
      { kind: 'settled', stack, token: 'x', outcome: { kind: 'not-started', reason: 'late' } },
      { kind: 'found', stack, as: 'removed' },
      { kind: 'left', stack, why: 'no-opening', detail: '' },
      { kind: 'pinned', stack, release: '2026.12.0' },
      { kind: 'notice', stack, act: 'sent' },
      { kind: 'skip', stack, by: 'operations', reason: '' },
      { kind: 'sampled', ring: 7, wave: 0, requests: 1, bad: [] },
    );
    expect(play.state).toBe(state);
  });
});
