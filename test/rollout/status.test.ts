import { Play } from './play';
import type { MoveCalendar } from '../../lib/rollout/rollout-plan';
import { ALWAYS, NIGHTS, planOf, START } from './plans';
import type { PlanSketch } from './plans';

const RINGS = {
  canary: { waves: [['northlight-canary']] },
  early: { waves: [['able'], ['rally-north', 'rally-east', 'rally-south'], ['charlie']], concurrency: 3 },
};

function past(sketch: PlanSketch = {}): Play {
  return new Play(planOf(RINGS, sketch)).move('northlight-canary').bake();
}

const CANARY = 'the canary northlight-canary does not show that the release is well';

describe('the sentence about a roll-out', () => {
  test('that has not begun says what it will do', () => {
    const withCell = planOf({ canary: { waves: [['cells/us-1'], ['pilot']] } });
    expect(new Play(withCell).sentence).toBe(
      'Planned: 1 tenant and 1 cell are to move to 2026.12.0 in 1 ring.',
    );
    expect(new Play(planOf({ canary: { waves: [['pilot']] } })).sentence).toBe(
      'Planned: 1 tenant is to move to 2026.12.0 in 1 ring.',
    );
  });

  test('that waits says for whom, and until when by the clock of that client', () => {
    const rings = { canary: RINGS.canary, early: { waves: [['able']] } };
    const plan = planOf(rings, { calendarOf: { 'tenants/able': 'nights' } });
    const play = new Play(plan, {}, START + 4 * 3_600_000);
    play.move('northlight-canary').bake();
    expect(play.sentence).toBe(
      'Waiting in early, wave 1 of 1, until Wednesday 2026-11-25 02:00 America/New_York, when able may be moved. 1 of 2 is at 2026.12.0.',
    );
  });

  test('whose wave is partly moved tells of the rest', () => {
    const late = { 'tenants/rally-north': 'nights' };
    const plan = planOf(
      { canary: { waves: [['pilot']] }, early: { waves: [['rally-north', 'rally-east']] } },
      { calendarOf: late },
    );
    const play = new Play(plan, {}, START + 4 * 3_600_000).move('pilot').bake();
    expect(play.sentence).toBe('Moving in early, wave 1 of 1. 1 of 3 is at 2026.12.0.');
    expect(play.begin('rally-east').sentence).toBe(
      'Moving in early, wave 1 of 1: rally-east. 1 of 3 is at 2026.12.0.',
    );
    expect(play.succeed('rally-east').pin('rally-east').sentence).toMatch(
      /^Waiting in early, .* when rally-north may/,
    );
  });

  test('that waits for several tells of the first to open', () => {
    const { window } = NIGHTS.maintenance;
    const later = { ...NIGHTS, maintenance: { ...NIGHTS.maintenance, window: { ...window, from: '03:00' } } };
    const waiting = (first: MoveCalendar, second: MoveCalendar) =>
      new Play(
        planOf(
          { canary: { waves: [['cells/us-1', 'cells/us-2'], ['pilot']] } },
          {
            calendars: { always: ALWAYS, first, second },
            calendarOf: { 'cells/us-1': 'first', 'cells/us-2': 'second' },
          },
        ),
        {},
        START + 4 * 3_600_000,
      ).sentence;
    expect(waiting(later, NIGHTS)).toBe(
      'Waiting in canary, wave 1 of 2, until Wednesday 2026-11-25 02:00 America/New_York, when cell us-2 may be moved. 0 of 3 are at 2026.12.0.',
    );
    expect(waiting(NIGHTS, later)).toMatch(/02:00 America\/New_York, when cell us-1 may be moved/);
  });

  test('that bakes says how much of time and requests is missing', () => {
    const play = new Play(planOf(RINGS)).move('northlight-canary').wait(25).sample(40);
    expect(play.sentence).toBe(
      'Baking in canary, wave 1 of 1: 35 minutes to go, 40 of 100 requests seen. 1 of 6 is at 2026.12.0.',
    );
    expect(play.wait(35).sample(41).sentence).toBe(
      'Baking in canary, wave 1 of 1: 41 of 100 requests seen, waiting for more until Tuesday 2026-11-24 10:00 UTC. 1 of 6 is at 2026.12.0.',
    );
  });

  test('whose bake needs no requests, or only its last sample, says so', () => {
    const none = planOf({ canary: { minimumRequests: 0, waves: [['pilot']] } });
    const play = new Play(none).move('pilot').wait(59);
    expect(play.sentence).toBe('Baking in canary, wave 1 of 1: 1 minute to go. 1 of 1 is at 2026.12.0.');
    expect(play.wait(1).sentence).toMatch(/: waiting for the last sample of its health\./);
  });

  test('that is paused or aborted says by whom and why', () => {
    expect(past().say('pause', 'lunch.').sentence).toBe(
      'Paused in early, wave 1 of 3 by operations: lunch. 1 of 6 is at 2026.12.0.',
    );
    expect(past().begin('able').say('abort', 'another release comes').sentence).toBe(
      'Aborted in early, wave 1 of 3 by operations: another release comes. 1 tenant is at 2026.12.0; 1 tenant is on the way; 4 were not touched.',
    );
  });

  test('that halted because of health says which, with the figures and the limit', () => {
    const play = past().move('able', 'rally-north', 'rally-east').begin('rally-south');
    play.wait(15).sample(212, [{ stack: 'tenants/rally-north', requests: 212, errorPercent: 4.128 }]);
    expect(play.sentence).toBe(
      'Putting back in early, wave 2 of 3: rally-north answered 4.1 % errors after 212 requests (limit 1 %). 4 tenants are at 2026.12.0; 1 tenant is on the way; 1 was not touched.',
    );
    play.move('rally-north', 'rally-east').fail('rally-south');
    expect(play.sentence).toBe(
      'Halted in early, wave 2 of 3: rally-north answered 4.1 % errors after 212 requests (limit 1 %). 2 tenants were put back to 2026.11.0; 2 tenants are at 2026.12.0; 1 was not touched.',
    );
  });

  test('names the first three of many that are unhealthy', () => {
    const play = past().move('able', 'rally-north', 'rally-east', 'rally-south').wait(15);
    const names = ['able', 'rally-north', 'rally-east', 'rally-south'];
    play.sample(
      9,
      names.map((name) => ({ stack: `tenants/${name}`, requests: 1, errorPercent: 50 })),
    );
    expect(play.sentence).toMatch(
      /rally-east answered 50 % errors after 1 request and 1 more \(limit 1 %\)\./,
    );
  });

  test('that halted because of failures says who failed and why', () => {
    const play = past().move('able').begin('rally-north').fail('rally-north', 'No room for a bucket.');
    expect(play.sentence).toBe(
      'Halted in early, wave 2 of 3: rally-north failed: No room for a bucket. 2 tenants are at 2026.12.0; 3 were not touched.',
    );
  });

  test('says how many failures were tolerated, and nothing of a reason that is gone', () => {
    const tolerant = planOf({
      canary: { waves: [['pilot']] },
      early: { toleratedFailures: 1, waves: [['able', 'baker']] },
    });
    const play = new Play(tolerant)
      .move('pilot')
      .bake()
      .begin('able', 'baker')
      .fail('able', 'Odd')
      .fail('baker');
    expect(play.sentence).toMatch(/: able and baker failed \(1 tolerated\): Odd\. .*; nobody else waits\.$/);
    expect(play.skip('able').skip('baker').sentence).toMatch(/: able and baker failed \(1 tolerated\)\. /);
  });

  test('that halted because of traffic, or an operator, says so', () => {
    const quiet = new Play(planOf(RINGS)).move('northlight-canary').wait(180).sample(12);
    expect(quiet.sentence).toBe(
      'Halted in canary, wave 1 of 1: only 12 of 100 requests were seen in time. 1 tenant is at 2026.12.0; 5 were not touched.',
    );
    expect(past().say('halt', 'calls').sentence).toMatch(
      /^Halted in early, wave 1 of 3: operations stopped the line: calls\./,
    );
  });

  test('that halted because of a stuck stack says what to do', () => {
    const stuck = { kind: 'stuck', operation: 'x', status: 'ROLLBACK_COMPLETE', next: 'Delete it.' } as const;
    const play = past().begin('able').end('able', stuck);
    expect(play.sentence).toMatch(/: able is stuck in ROLLBACK_COMPLETE: Delete it\. /);
  });

  test('that has no canary says why', () => {
    const plan = planOf({ canary: { ...RINGS.canary, toleratedFailures: 1 }, early: RINGS.early });
    const failed = new Play(plan).begin('northlight-canary').fail('northlight-canary', 'No room.');
    expect(failed.sentence).toMatch(`${CANARY}: it failed: No room.`);
    expect(new Play(plan).skip('northlight-canary').sentence).toMatch(
      `${CANARY}: operations: the client asked.`,
    );
    const stack = 'tenants/northlight-canary';
    const taken = failed.say('retry').begin('northlight-canary');
    const stuck = { kind: 'stuck', operation: 'x', status: 'ROLLBACK_COMPLETE', next: 'Delete it.' } as const;
    expect(taken.end('northlight-canary', stuck).say('resume').sentence).toMatch(
      `${CANARY}: it is stuck in ROLLBACK_COMPLETE: Delete it. `,
    );
    expect(taken.facts(stack).kind).toBe('stuck');
  });

  test('counts cells as what they are', () => {
    const plan = planOf({ canary: { waves: [['cells/us-1', 'cells/us-2'], ['pilot']] } });
    const play = new Play(plan).move('cells/us-1').say('halt', 'calls');
    expect(play.sentence).toMatch(/ 1 cell is at 2026\.12\.0; 2 were not touched\.$/);
  });

  test('that is finished says who is where', () => {
    const play = past()
      .move('able')
      .skip('rally-north')
      .skip('charlie')
      .move('rally-east', 'rally-south')
      .bake();
    expect(play.sentence).toBe(
      'Finished: 4 tenants are at 2026.12.0. Left as before: rally-north (skipped), charlie (skipped).',
    );
  });

  test('that is finished names what failed, what was put back and what is stuck', () => {
    const plan = planOf({
      canary: { waves: [['pilot']] },
      early: { toleratedFailures: 1, waves: [['able'], ['baker', 'charlie'], ['delta']] },
    });
    const stuck = { kind: 'stuck', operation: 'x', status: 'ROLLBACK_COMPLETE', next: 'Delete it.' } as const;
    const play = new Play(plan)
      .move('pilot')
      .bake()
      .begin('able')
      .fail('able')
      .move('baker')
      .begin('charlie');
    play.end('charlie', stuck).move('baker').say('resume').move('delta').bake();
    expect(play.sentence).toBe(
      'Finished: 2 tenants are at 2026.12.0. Failed, and as before: able. 1 tenant was put back to 2026.11.0. Stuck: charlie.',
    );
  });

  test('that moved nobody, or one, says so', () => {
    const one = planOf({ canary: { waves: [['pilot']] } });
    expect(new Play(one).move('pilot').bake().sentence).toBe('Finished: 1 tenant is at 2026.12.0.');
    expect(new Play(planOf({})).sentence).toBe('Finished: nobody was moved to 2026.12.0.');
  });

  test('does not name a release for those that ran different ones', () => {
    const plan = past().state.plan;
    const mixed = {
      ...plan,
      policy: { ...plan.policy, rollback: 'rollout' as const },
      rings: plan.rings.map((ring, index) => ({
        ...ring,
        waves: ring.waves.map((wave) => ({
          ...wave,
          moves: wave.moves.map((move) => ({
            ...move,
            from: { release: `2026.1${index}.0`, digest: 'old' },
          })),
        })),
      })),
    };
    const play = new Play(mixed).move('northlight-canary').bake().move('able').begin('rally-north');
    play.fail('rally-north').begin('able').succeed('able');
    play.happen({ kind: 'pinned', stack: 'tenants/able', release: '2026.11.0' });
    play.begin('northlight-canary').succeed('northlight-canary');
    expect(play.sentence).toMatch(/ 2 tenants were put back; 3 were not touched\.$/);
  });

  test('names five, and counts the rest of more', () => {
    const many = ['a1', 'b1', 'c1', 'd1', 'e1', 'f1'];
    const plan = planOf({ canary: { waves: [['pilot']] }, early: { concurrency: 6, waves: [many] } });
    const play = new Play(plan)
      .move('pilot')
      .bake()
      .begin(...many.slice(0, 5));
    expect(play.sentence).toMatch(/: a1, b1, c1, d1 and e1\. /);
    expect(play.begin('f1').sentence).toMatch(/: a1, b1, c1, d1 and 2 more\. /);
  });
});
