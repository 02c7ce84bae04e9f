import { pastCanary as past, type Play } from './play';

const BAD = (...names: readonly string[]) =>
  names.map((name) => ({ stack: `tenants/${name}`, requests: 212, errorPercent: 4.1 }));

describe('a move that fails', () => {
  test('halts the roll-out when the ring tolerates none, and nothing later is touched', () => {
    const play = past({ waves: [['able', 'baker'], ['charlie']] })
      .begin('able')
      .fail('able');
    expect(play.state.halt).toEqual({
      kind: 'failures',
      at: play.now,
      ring: 1,
      wave: 0,
      stacks: ['tenants/able'],
    });
    expect(play.effects).toEqual([]);
    expect(play.kinds('baker', 'charlie', 'zulu')).toEqual(['waiting', 'waiting', 'waiting']);
  });

  test('is passed over as often as the ring tolerates, and no more often', () => {
    const play = past({ toleratedFailures: 1, waves: [['able', 'baker'], ['charlie']] });
    play.begin('able', 'baker').fail('able');
    expect(play.state.halt).toBeUndefined();
    play.fail('baker');
    expect(play.state.halt).toMatchObject({ stacks: ['tenants/able', 'tenants/baker'] });
  });

  test.each([
    [50, undefined],
    [49, { kind: 'failures' }],
  ])('counts also as a share of the ring: at %s percent of two', (toleratedFailurePercent, halt) => {
    const play = past({ toleratedFailures: 5, toleratedFailurePercent, waves: [['able', 'baker']] });
    play.begin('able').fail('able');
    if (halt === undefined) {
      expect(play.state.halt).toBeUndefined();
    } else {
      expect(play.state.halt).toMatchObject(halt);
    }
  });

  test('does not count against another ring', () => {
    const play = past({ toleratedFailures: 1, waves: [['able', 'baker']] });
    play.begin('able').fail('able').move('baker').bake().begin('zulu').fail('zulu');
    expect(play.state.halt).toMatchObject({ ring: 2, stacks: ['tenants/zulu'] });
  });

  test('does not count once it is skipped', () => {
    const play = past({ toleratedFailures: 1, waves: [['able', 'baker']] })
      .begin('able', 'baker')
      .fail('able');
    expect(play.skip('able').fail('baker').state.halt).toBeUndefined();
  });
});

describe('a stack that needs a person', () => {
  const stuck = {
    kind: 'stuck',
    operation: 'x',
    status: 'UPDATE_ROLLBACK_FAILED',
    next: 'Continue it.',
  } as const;

  test('halts the roll-out, whatever is tolerated, and is named', () => {
    const play = past({ toleratedFailures: 9, waves: [['able', 'baker']] })
      .begin('able')
      .end('able', stuck);
    expect(play.state.halt).toMatchObject({ kind: 'stuck', stack: 'tenants/able' });
    expect(play.facts('able')).toMatchObject({
      kind: 'stuck',
      status: 'UPDATE_ROLLBACK_FAILED',
      next: 'Continue it.',
    });
  });

  test('leaves the first reason of a halt as it is', () => {
    const play = past({ waves: [['able', 'baker']] })
      .begin('able', 'baker')
      .fail('able');
    const { halt } = play.state;
    expect(play.end('baker', stuck).state.halt).toBe(halt);
  });

  test('counts as a failure from then on', () => {
    const play = past(
      { toleratedFailures: 1, waves: [['able', 'baker']] },
      { policy: { rollback: 'nothing' } },
    );
    play.begin('able').end('able', stuck).say('resume').begin('baker').fail('baker');
    expect(play.state.halt).toMatchObject({ kind: 'failures', stacks: ['tenants/able', 'tenants/baker'] });
  });
});

describe('what is put back', () => {
  test('is what the failing wave moved, also what arrives after the halt', () => {
    const play = past({ concurrency: 3, waves: [['able'], ['baker', 'charlie', 'delta'], ['echo']] });
    play.move('able', 'baker').begin('charlie', 'delta').fail('charlie');
    expect(play.ready).toEqual(['baker']);
    play.move('baker').succeed('delta').move('delta');
    expect(play.kinds('pilot', 'able', 'baker', 'charlie', 'delta', 'echo')).toEqual([
      'moved',
      'moved',
      'restored',
      'failed',
      'restored',
      'waiting',
    ]);
    expect(play.effects).toEqual([]);
  });

  test('is nothing, where the policy says so', () => {
    const play = past({ waves: [['able', 'baker']] }, { policy: { rollback: 'nothing' } });
    play.move('able').begin('baker').fail('baker');
    expect(play.effects).toEqual([]);
  });

  test('is the whole roll-out, where the policy says so: the last wave first, as many at a time as a ring lets move', () => {
    const play = past({ concurrency: 1, waves: [['able'], ['baker']] }, { policy: { rollback: 'rollout' } });
    play.move('able').begin('baker').fail('baker');
    expect(play.ready).toEqual(['able']);
    play.begin('able');
    expect(play.ready).toEqual([]);
    play.succeed('able');
    expect(play.ready).toEqual([]);
    expect(play.pin('able').ready).toEqual(['pilot']);
    expect(play.move('pilot').effects).toEqual([]);
    expect(play.facts('pilot').kind).toBe('restored');
  });

  test('are the waves of all unhealthy tenants, and not those in between', () => {
    const play = past({ waves: [['able'], ['baker'], ['charlie'], ['delta']] }).move(
      'able',
      'baker',
      'charlie',
    );
    play.begin('delta').wait(15).sample(500, BAD('able', 'charlie'));
    expect(play.ready).toEqual(['charlie']);
    play.move('charlie');
    expect(play.ready).toEqual(['able']);
    play.move('able').succeed('delta').pin('delta');
    expect(play.kinds('able', 'baker', 'charlie', 'delta')).toEqual([
      'restored',
      'moved',
      'restored',
      'moved',
    ]);
    expect(play.effects).toEqual([]);
  });

  test('never brings more into motion than the ring lets move, counting what still goes forward', () => {
    const play = past({ concurrency: 1, waves: [['able'], ['baker']] })
      .move('able')
      .begin('baker');
    play.wait(15).sample(500, BAD('able'));
    expect(play.ready).toEqual([]);
    expect(play.succeed('baker').ready).toEqual(['able']);
  });

  test('has its file put back too, and the file of what stays says what it runs', () => {
    const play = past({ waves: [['able'], ['baker']] })
      .move('able')
      .begin('baker')
      .succeed('baker');
    play.wait(15).sample(500, BAD('able'));
    expect(play.effects).toContainEqual({ kind: 'pin', stack: 'tenants/baker', release: '2026.12.0' });
    play.begin('able').succeed('able');
    expect(play.effects).toContainEqual({ kind: 'pin', stack: 'tenants/able', release: '2026.11.0' });
  });

  test('is not pinned to the new release on its way back', () => {
    const play = past({ waves: [['able']] })
      .begin('able')
      .succeed('able');
    play.wait(15).sample(500, BAD('able'));
    expect(play.effects).toMatchObject([{ kind: 'move', direction: 'back' }]);
    play.begin('able').succeed('able');
    play.happen({ kind: 'pinned', stack: 'tenants/able', release: '2026.12.0' });
    expect(play.facts('able')).toMatchObject({ kind: 'restored', isPinned: false });
  });
});

describe('putting back', () => {
  function failing(): Play {
    return past({ waves: [['able']] })
      .move('able')
      .wait(15)
      .sample(500, BAD('able'))
      .begin('able');
  }

  test('that changed nothing is tried again, and after three times the stack is named as stuck', () => {
    const play = failing().fail('able').begin('able').fail('able').begin('able');
    expect(play.moves[0]?.token).toBe('0123456789ab-tenant-able-back-4');
    play.fail('able', 'No room.');
    expect(play.facts('able')).toMatchObject({
      kind: 'stuck',
      status: 'still at 2026.12.0',
      next: 'Putting it back failed 3 times: No room.',
    });
    expect(play.effects).toEqual([]);
  });

  test('that came too late to be started is no try', () => {
    const play = failing().end('able', { kind: 'not-started', reason: 'late' });
    expect(play.facts('able')).toMatchObject({ kind: 'moved', restoreFailures: 0 });
  });

  test('that finds the old state is done', () => {
    const outcome = {
      kind: 'failed',
      digest: 'old',
      operation: 'x',
      reason: 'It is there already.',
    } as const;
    expect(failing().end('able', outcome).facts('able').kind).toBe('restored');
  });

  test.each([
    ['of somebody else', 'edited'],
    [undefined, 'removed'],
  ])('that finds a state %s leaves it there', (digest, why) => {
    const outcome = { kind: 'failed', digest, operation: 'x', reason: 'Something else is there.' } as const;
    expect(failing().end('able', outcome).facts('able')).toMatchObject({ kind: 'left', why });
  });

  test('that ends in a state which needs a person is named', () => {
    const outcome = {
      kind: 'stuck',
      operation: 'x',
      status: 'UPDATE_ROLLBACK_FAILED',
      next: 'Continue it.',
    } as const;
    expect(failing().end('able', outcome).facts('able')).toMatchObject({
      kind: 'stuck',
      next: 'Continue it.',
    });
  });

  test('is not intended twice, nor for what is not put back', () => {
    const play = past({ waves: [['able'], ['baker']] }).move('able');
    const token = '0123456789ab-tenant-able-back-2';
    expect(play.happen({ kind: 'intended', stack: 'tenants/able', token }).facts('able').kind).toBe('moved');
    play.begin('baker').fail('baker');
    expect(play.happen({ kind: 'intended', stack: 'tenants/able', token }).facts('able').kind).toBe('moved');
  });

  test('goes on after an abort', () => {
    const play = failing().say('abort');
    expect(play.moves).toMatchObject([{ direction: 'back', isIntended: true }]);
    expect(play.succeed('able').pin('able').effects).toEqual([{ kind: 'end' }]);
  });
});
