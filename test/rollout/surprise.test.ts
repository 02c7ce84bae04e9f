import { Play } from './play';
import { planOf } from './plans';

const RINGS = { canary: { waves: [['pilot']] }, early: { waves: [['able', 'baker']] } };

function past(): Play {
  return new Play(planOf(RINGS)).move('pilot').bake();
}

describe('a stack that is not as the plan thought', () => {
  test.each([
    ['at-target', 'it was at the release already'],
    ['edited', 'somebody changed it after the roll-out was planned'],
    ['removed', 'it is not there any more'],
  ] as const)('is left by name when it is found %s', (as, detail) => {
    const play = past().happen({ kind: 'found', stack: 'tenants/able', as });
    expect(play.facts('able')).toMatchObject({ kind: 'left', why: as, detail });
    expect(play.ready).toEqual(['baker']);
  });

  test.each([
    ['of somebody else', 'edited'],
    ['new', 'at-target'],
    [undefined, 'removed'],
  ])('is left, and no failure, when the engine finds a state %s', (digest, why) => {
    const outcome = { kind: 'failed', digest, operation: 'x', reason: 'Something else is there.' } as const;
    const play = past().begin('able').end('able', outcome);
    expect(play.facts('able')).toMatchObject({ kind: 'left', why });
    expect(play.state.halt).toBeUndefined();
  });

  test('is left when the runner says so, unless it was begun meanwhile', () => {
    const left = (stack: string) => ({ kind: 'left', stack, why: 'no-opening', detail: 'closed' }) as const;
    const play = past().begin('able').happen(left('tenants/able'), left('tenants/baker'));
    expect(play.kinds('able', 'baker')).toEqual(['moving', 'left']);
  });
});

describe('an event that comes late or twice', () => {
  const outcome = { kind: 'succeeded', digest: 'new', operation: 'x' } as const;

  test('of another operation changes nothing', () => {
    const play = past().begin('able');
    const { state } = play;
    play.happen({ kind: 'settled', stack: 'tenants/able', token: 'another', outcome });
    play.happen({ kind: 'settled', stack: 'tenants/baker', token: 'another', outcome });
    play.happen({ kind: 'intended', stack: 'tenants/baker', token: 'another' });
    play.happen({ kind: 'intended', stack: 'tenants/able', token: '0123456789ab-tenant-able-forward-1' });
    expect(play.state).toBe(state);
  });

  test('of an operation that has ended changes nothing', () => {
    const play = past().move('able');
    const { state } = play;
    const token = '0123456789ab-tenant-able-forward-1';
    play.happen({ kind: 'settled', stack: 'tenants/able', token, outcome });
    play.happen({ kind: 'pinned', stack: 'tenants/able', release: '2026.12.0' });
    play.happen({ kind: 'pinned', stack: 'tenants/baker', release: '2026.12.0' });
    expect(play.state).toBe(state);
  });

  test('about a file says which release the file names, and another one does not count', () => {
    const play = past().begin('able').succeed('able');
    play.happen({ kind: 'pinned', stack: 'tenants/able', release: '2026.11.0' });
    expect(play.facts('able')).toMatchObject({ kind: 'moved', isPinned: false });
  });

  test('of a restoring operation of another token changes nothing', () => {
    const play = past().move('able').wait(15);
    play.sample(500, [{ stack: 'tenants/able', requests: 500, errorPercent: 9 }]).begin('able');
    const { state } = play;
    play.happen({ kind: 'settled', stack: 'tenants/able', token: 'another', outcome });
    expect(play.state).toBe(state);
  });
});
