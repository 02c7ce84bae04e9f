import {
  calendarText,
  progressLine,
  progressSentence,
  rolloutStatusText,
} from '../../lib/report/rollout-text';
import type { LedgerEntry, LedgerRecord } from '../../lib/rollout/ports';
import type { RolloutCalendar } from '../../lib/rollout/simulate-calendar';
import { simulateCalendar } from '../../lib/rollout/simulate-calendar';
import { Play } from '../rollout/play';
import { NEW, OLD, planOf, START } from '../rollout/plans';

const PLAN = planOf({ canary: { waves: [['one']] }, early: { waves: [['two', 'three']] } });

function entry(record: LedgerRecord): LedgerEntry {
  const actor = { caller: 'local:kim' };
  return { seq: 1, at: START, fleet: 'northlight', actor, record, previous: '', digest: '' };
}

describe('the calendar of a roll-out', () => {
  test('says who, when by their clock, in which turn, and why then', () => {
    const calendar = simulateCalendar(PLAN, START, { minutesPerMove: 10, notices: {} });
    expect(calendarText(PLAN, calendar)).toBe(
      [
        'Roll-out 0123456789ab to 2026.12.0: 3 moves, over by 2026-11-24 09:20:00Z if all goes well.',
        'when                          stack          turn            why then',
        'Tuesday 2026-11-24 07:00 UTC  tenants/one    canary, wave 1  the roll-out starts',
        'Tuesday 2026-11-24 08:10 UTC  tenants/two    early, wave 1   canary has baked',
        'Tuesday 2026-11-24 08:10 UTC  tenants/three  early, wave 1   canary has baked',
        '',
      ].join('\n'),
    );
  });

  test('says who stays and why, and which command helps those who were not told', () => {
    const left = [
      { stack: 'tenants/a', why: 'held', detail: 'Their final is on Friday.' },
      { stack: 'tenants/b', why: 'at-target', detail: 'it runs 2026.12.0' },
    ] as const;
    const calendar: RolloutCalendar = {
      moves: [],
      rings: [],
      left: [{ stack: 'tenants/c', why: 'not-told', detail: 'the client is to be told 3 days before' }],
      endsAt: START,
      halt: { kind: 'canary', stack: 'tenants/c', at: START, ring: 0, wave: 0 },
    };
    expect(calendarText({ ...PLAN, left }, calendar)).toBe(
      [
        'Roll-out 0123456789ab to 2026.12.0: 0 moves, over by 2026-11-24 07:00:00Z if all goes well.',
        'tenants/a stays: Their final is on Friday.',
        'tenants/c stays: the client is to be told 3 days before.',
        'It would halt, because nobody can be the canary.',
        'Tell them, and write it down: npx multiplex notices sent c --release 2026.12.0',
        '',
      ].join('\n'),
    );
  });

  test('a long one is cut, and says so', () => {
    const [move] = simulateCalendar(PLAN, START, { minutesPerMove: 10, notices: {} }).moves;
    const moves = Array.from({ length: 203 }, () => move).flatMap((one) => one ?? []);
    const text = calendarText(PLAN, { moves, rings: [], left: [], endsAt: START });
    expect(text).toContain('\n… and 3 more; --json has all of them.\n');
    expect(text.split('\n').length).toBeLessThan(206);
  });
});

describe('where a roll-out is', () => {
  test('is a sentence, and a row for each ring', () => {
    const { state } = new Play(PLAN);
    expect(rolloutStatusText(state, START)).toBe(
      [
        'Planned: 3 tenants are to move to 2026.12.0 in 2 rings.',
        '',
        'Roll-out 0123456789ab to 2026.12.0:',
        'ring    stacks  now',
        'canary  1       1 waiting',
        'early   2       2 waiting',
        '',
      ].join('\n'),
    );
  });
});

describe('a step of a roll-out', () => {
  const { state } = new Play(PLAN);

  test('is told with its time; a file that was written is not', () => {
    const intent = {
      kind: 'intent',
      purpose: 'rollout',
      stack: 'tenants/one',
      token: 't',
      overrides: [],
    } as const;
    const told = entry({ ...intent, rollout: PLAN.id, from: OLD, to: NEW });
    expect(progressLine({ kind: 'recorded', entry: told, state }, START)).toBe(
      '2026-11-24 07:00:00Z  tenants/one: rollout 0123456789ab begins 2026.11.0 old → 2026.12.0 new\n',
    );
    const pinned = entry({
      kind: 'rollout-event',
      rollout: PLAN.id,
      event: { kind: 'pinned', stack: 'tenants/one', release: NEW.release },
    });
    expect(progressLine({ kind: 'recorded', entry: pinned, state }, START)).toBe('');
  });

  test('says where that leaves the roll-out, where it leaves it anywhere', () => {
    expect(progressSentence({ kind: 'taken', state }, START)).toBe(
      'Planned: 3 tenants are to move to 2026.12.0 in 2 rings.',
    );
    expect(progressSentence({ kind: 'waiting', owner: 'kim', until: START }, START)).toBeUndefined();
  });

  test('waiting, sleeping and trouble say until when', () => {
    expect(progressLine({ kind: 'taken', state }, START)).toBe('');
    expect(progressLine({ kind: 'waiting', owner: 'kim', until: START }, START)).toBe(
      '2026-11-24 07:00:00Z  kim has the fleet until 2026-11-24 07:00:00Z; waiting.\n',
    );
    expect(progressLine({ kind: 'asleep', until: START, state }, START)).toBe(
      '2026-11-24 07:00:00Z  Nothing is due before 2026-11-24 07:00:00Z; others may have the fleet until then.\n',
    );
    expect(progressLine({ kind: 'trouble', what: 't', why: 'Rate exceeded', again: START }, START)).toBe(
      '2026-11-24 07:00:00Z  t: Rate exceeded. It is tried again at 2026-11-24 07:00:00Z.\n',
    );
  });
});
