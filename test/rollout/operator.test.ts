import { Play } from './play';
import { planOf } from './plans';
import type { PlanSketch } from './plans';

const RINGS = { canary: { waves: [['pilot']] }, early: { waves: [['able', 'baker'], ['charlie']] } };

function past(sketch: PlanSketch = {}): Play {
  return new Play(planOf(RINGS, sketch)).move('pilot').bake();
}

describe('a pause', () => {
  test('lets end what runs and starts nothing new', () => {
    const play = past().begin('able').say('pause');
    expect(play.moves).toMatchObject([{ stack: 'tenants/able', isIntended: true, onlyIfStarted: true }]);
    expect(play.succeed('able').pin('able').effects).toEqual([{ kind: 'wake', at: play.now + 900_000 }]);
    expect(play.say('resume').ready).toEqual(['baker']);
  });

  test('passes nothing: a bake that ends meanwhile is over at the resume', () => {
    const play = new Play(planOf(RINGS)).move('pilot').say('pause').bake();
    expect(play.state.rings[0]?.passedAt).toBeUndefined();
    expect(play.say('resume').ready).toEqual(['able', 'baker']);
  });

  test('is the first one, however often it is said', () => {
    const play = past().say('pause', 'lunch');
    expect(play.wait(1).say('pause', 'dinner').state.pause).toMatchObject({ reason: 'lunch' });
  });

  test('that comes before an intent makes it none', () => {
    const play = past();
    const [move] = play.moves;
    play.say('pause').happen({ kind: 'intended', stack: 'tenants/able', token: move?.token ?? '' });
    expect(play.facts('able').kind).toBe('waiting');
  });
});

describe('a halt by an operator', () => {
  test('stops the line, puts nothing back, and says who and why', () => {
    const play = past().move('able').begin('baker').say('halt', 'calls from viewers');
    expect(play.state.halt).toMatchObject({
      kind: 'operator',
      ring: 1,
      wave: 0,
      by: 'operations',
      reason: 'calls from viewers',
    });
    expect(play.succeed('baker').pin('baker').effects).toEqual([]);
    expect(play.kinds('able', 'baker', 'charlie')).toEqual(['moved', 'moved', 'waiting']);
  });

  test('is lifted by a resume', () => {
    expect(past().say('halt').say('resume').ready).toEqual(['able', 'baker']);
  });

  test('does not take the place of a reason that was there before', () => {
    const play = past().begin('able').fail('able');
    expect(play.say('halt').state.halt).toMatchObject({ kind: 'failures' });
  });
});

describe('an abort', () => {
  test('is the end when nothing runs', () => {
    expect(past().say('abort').effects).toEqual([{ kind: 'end' }]);
  });

  test('waits for what runs and for its file, and hears nothing else', () => {
    const play = past().begin('able').say('abort').say('resume').say('retry');
    expect(play.moves).toMatchObject([{ stack: 'tenants/able', isIntended: true }]);
    expect(play.succeed('able').effects).toEqual([
      { kind: 'pin', stack: 'tenants/able', release: '2026.12.0' },
    ]);
    expect(play.pin('able').effects).toEqual([{ kind: 'end' }]);
    expect(play.kinds('baker', 'charlie')).toEqual(['waiting', 'waiting']);
  });

  test('is not followed by a halt, whatever a last sample says', () => {
    const play = past().move('able').say('abort');
    play.sample(500, [{ stack: 'tenants/able', requests: 500, errorPercent: 9 }]);
    expect(play.state.halt).toBeUndefined();
  });
});

describe('a retry', () => {
  test('takes up what failed and what was put back, each with a new token, and nothing else', () => {
    const play = past().move('able').begin('baker').fail('baker').move('able').say('retry');
    expect(play.state.halt).toBeUndefined();
    expect(play.moves.map(({ token }) => token)).toEqual([
      '0123456789ab-tenant-able-forward-3',
      '0123456789ab-tenant-baker-forward-2',
    ]);
    expect(play.move('able', 'baker').ready).toEqual(['charlie']);
  });

  test('begins with the canary again when it was put back too', () => {
    const play = past({ policy: { rollback: 'rollout' } })
      .move('able')
      .begin('baker')
      .fail('baker');
    play.move('able', 'pilot').say('retry');
    expect(play.ready).toEqual(['pilot']);
    expect(play.move('pilot').bake().ready).toEqual(['able', 'baker']);
  });

  test('takes up what failed in a ring that was passed, and lets it bake again', () => {
    const tolerant = {
      canary: { waves: [['pilot']] },
      early: { toleratedFailures: 1, waves: [['able', 'baker']] },
      late: { waves: [['zulu']] },
    };
    const play = new Play(planOf(tolerant))
      .move('pilot')
      .bake()
      .begin('able')
      .fail('able')
      .move('baker')
      .bake();
    expect(play.ready).toEqual(['zulu']);
    play.begin('zulu').fail('zulu').say('retry');
    expect(play.ready).toEqual(['able']);
    expect(play.move('able').ready).toEqual([]);
    expect(play.bake().ready).toEqual(['zulu']);
  });

  test('is not heard before everything is at rest', () => {
    const play = past().begin('able', 'baker').fail('able');
    const { state } = play;
    expect(play.say('retry').say('resume').state).toBe(state);
    play.succeed('baker');
    expect(play.say('retry').say('resume').state.halt).toBeDefined();
    expect(play.move('baker').say('retry').ready).toEqual(['able', 'baker']);
  });

  test('is not heard while somebody is moved, and takes up tolerated failures when nobody is', () => {
    const plan = planOf({
      canary: { waves: [['pilot']] },
      early: { toleratedFailures: 1, waves: [['able', 'baker']] },
    });
    const play = new Play(plan).move('pilot').bake().begin('able', 'baker').fail('able');
    expect(play.say('retry').kinds('able', 'baker')).toEqual(['failed', 'moving']);
    expect(play.succeed('baker').pin('baker').say('retry').ready).toEqual(['able']);
  });
});

describe('a resume', () => {
  test('after a fault goes on without those that failed', () => {
    const play = past().begin('able').fail('able').say('resume');
    expect(play.ready).toEqual(['baker']);
    expect(play.move('baker').ready).toEqual(['charlie']);
  });

  test('is nothing where nothing is stopped', () => {
    const play = past();
    const { state } = play;
    expect(play.say('resume').state).toBe(state);
  });
});

describe('the canary', () => {
  test('that failed halts the roll-out, also where that would be tolerated, and resuming does not pass it', () => {
    const plan = planOf({ canary: { toleratedFailures: 3, waves: [['pilot'], ['able']] } });
    const play = new Play(plan).begin('pilot').fail('pilot');
    expect(play.state.halt).toMatchObject({ kind: 'canary', stack: 'tenants/pilot' });
    expect(play.wait(1).say('resume').state.halt).toMatchObject({ kind: 'canary', at: play.now });
    expect(play.say('retry').ready).toEqual(['pilot']);
  });

  test.each(['removed', 'edited'] as const)(
    'that is %s leaves nobody to go first, so it halts and asks',
    (as) => {
      const play = past();
      const fresh = new Play(play.state.plan).happen({ kind: 'found', stack: 'tenants/pilot', as });
      expect(fresh.state.halt).toMatchObject({ kind: 'canary' });
      expect(fresh.say('resume').ready).toEqual([]);
    },
  );

  test('that was put back with everybody else lets nobody follow, until it is retried', () => {
    const play = past({ policy: { rollback: 'rollout' } })
      .move('able')
      .begin('baker')
      .fail('baker');
    play.move('able', 'pilot').say('resume');
    expect(play.state.halt).toMatchObject({ kind: 'canary', stack: 'tenants/pilot' });
    expect(play.sentence).toContain('does not show that the release is well: it was put back.');
    expect(play.ready).toEqual([]);
    expect(play.say('retry').ready).toEqual(['pilot']);
  });

  test('that is stuck on its way back lets nobody follow, whoever resumes or retries', () => {
    const play = past({ policy: { rollback: 'rollout' } })
      .begin('able')
      .fail('able');
    const stuck = {
      kind: 'stuck',
      operation: 'x',
      status: 'UPDATE_ROLLBACK_FAILED',
      next: 'Mend it.',
    } as const;
    play.begin('pilot').end('pilot', stuck);
    for (const word of ['resume', 'retry'] as const) {
      expect(play.wait(1).say(word).state.halt).toMatchObject({ kind: 'canary', stack: 'tenants/pilot' });
      expect(play.ready).toEqual([]);
    }
    expect(play.sentence).toContain('it is stuck in UPDATE_ROLLBACK_FAILED: Mend it. ');
  });

  test('is not skipped', () => {
    expect(new Play(planOf(RINGS)).skip('pilot').state.halt).toMatchObject({ kind: 'canary' });
  });
});

describe('a skip', () => {
  test('leaves a stack where it is, wherever it waits, with the reason', () => {
    const play = past().skip('charlie').skip('able');
    expect(play.facts('able')).toMatchObject({
      kind: 'left',
      why: 'skipped',
      detail: 'operations: the client asked',
    });
    expect(play.move('baker').bake().effects).toEqual([{ kind: 'end' }]);
  });

  test('keeps what failed or was put back from being retried', () => {
    const play = past().move('able').begin('baker').fail('baker').begin('able').succeed('able');
    expect(play.skip('able').facts('able').kind).toBe('restored');
    play.pin('able').skip('able').skip('baker').say('retry');
    expect(play.ready).toEqual(['charlie']);
  });

  test('of what was put back is heard before its file says so, and its first words stay', () => {
    const play = past().move('able').begin('baker').fail('baker').begin('able').succeed('able');
    play.skip('able').wait(1).skip('able');
    expect(play.facts('able')).toMatchObject({ kind: 'restored', isPinned: false });
    const at = play.now - 60_000;
    expect(play.pin('able').facts('able')).toMatchObject({ kind: 'left', why: 'skipped', at });
    expect(play.skip('baker').say('retry').ready).toEqual(['charlie']);
  });

  test('is not heard for what was moved or moves', () => {
    const play = past().move('able').begin('baker').skip('able').skip('baker');
    expect(play.kinds('able', 'baker')).toEqual(['moved', 'moving']);
  });
});
