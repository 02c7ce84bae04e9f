import { pastCanary as past, Play } from './play';
import { planOf } from './plans';

describe('a cell', () => {
  const cellOf = { 'tenants/able': 'cells/us-2', 'tenants/baker': 'cells/us-2' };

  test('that fails leaves its tenants where they are, when the ring tolerates it', () => {
    const play = past({ toleratedFailures: 1, waves: [['cells/us-2'], ['able', 'charlie']] }, { cellOf });
    play.begin('cells/us-2').fail('cells/us-2');
    expect(play.ready).toEqual(['charlie']);
    expect(play.effects).toContainEqual({
      kind: 'leave',
      stack: 'tenants/able',
      why: 'cell-behind',
      detail: 'cells/us-2 is not at 2026.12.0',
    });
  });

  test('that somebody else moved is no reason to wait', () => {
    const play = past({ waves: [['cells/us-2'], ['able']] }, { cellOf });
    play.happen({ kind: 'found', stack: 'cells/us-2', as: 'at-target' });
    expect(play.ready).toEqual(['able']);
  });

  test('is put back after its tenants', () => {
    const play = past(
      { waves: [['cells/us-2'], ['able'], ['baker']] },
      { cellOf, policy: { rollback: 'rollout' } },
    );
    play.move('cells/us-2', 'able').begin('baker').fail('baker');
    expect(play.ready).toEqual(['able']);
    expect(play.move('able').ready).toEqual(['cells/us-2']);
    expect(play.move('cells/us-2').ready).toEqual(['pilot']);
  });

  test('stays where it is while a tenant of it may be ahead', () => {
    const play = past(
      { waves: [['cells/us-2'], ['able', 'baker']] },
      { cellOf, policy: { rollback: 'rollout' } },
    );
    play.move('cells/us-2').begin('able');
    play.end('able', {
      kind: 'stuck',
      operation: 'x',
      status: 'UPDATE_ROLLBACK_FAILED',
      next: 'Continue it.',
    });
    expect(play.ready).toEqual(['pilot']);
    expect(play.facts('cells/us-2').kind).toBe('moved');
  });

  test('is not sampled: viewers come to its tenants', () => {
    const play = new Play(planOf({ canary: { waves: [['cells/us-2'], ['pilot'], ['able']] } }, { cellOf }));
    expect(play.move('cells/us-2').wakesIn).toBeUndefined();
    play.move('pilot').wait(15);
    expect(play.effects).toMatchObject([{ kind: 'sample', stacks: [{ stack: 'tenants/pilot' }] }]);
  });
});
