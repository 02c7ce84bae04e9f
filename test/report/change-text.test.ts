import { changeLine, changesSummary, changesUnderWay, isFine } from '../../lib/report/change-text';
import type { ChangeResult } from '../../lib/rollout/runner/apply-changes';

const NORTH = 'tenants/rally-north';
const AT = Date.UTC(2026, 10, 2, 9);
const DONE: ChangeResult = { kind: 'succeeded', digest: 'a', operation: 'o' };
const FAILED: ChangeResult = { kind: 'failed', digest: 'b', operation: 'o', reason: 'The table said no.' };

describe('a change as it happens', () => {
  test.each<[ChangeResult, string]>([
    [DONE, 'is done'],
    [{ kind: 'at-target' }, 'is there already'],
    [FAILED, 'failed and is as it was: The table said no.'],
    [{ kind: 'not-started', reason: 'It came too late.' }, 'was not started: It came too late.'],
    [
      { kind: 'edited', digest: 'c' },
      'is left alone: it is not what the plan starts from (APPLY-005). Plan again with --deployed.',
    ],
    [
      { kind: 'stuck', status: 'UPDATE_ROLLBACK_FAILED', operation: 'o', next: 'Continue its rollback.' },
      'is stuck in UPDATE_ROLLBACK_FAILED. Continue its rollback.',
    ],
  ])('%j is told in words', (result, words) => {
    expect(changeLine({ kind: 'settled', stack: NORTH, result, at: AT })).toBe(
      `2026-11-02 09:00:00Z  ${NORTH}  ${words}\n`,
    );
  });

  test('its start, and calls that are made again, are told with the time', () => {
    expect(changeLine({ kind: 'started', stack: NORTH, at: AT })).toBe(
      `2026-11-02 09:00:00Z  ${NORTH}  starts\n`,
    );
    expect(changeLine({ kind: 'trouble', what: NORTH, why: 'Rate exceeded', again: AT })).toBe(
      `2026-11-02 09:00:00Z  ${NORTH}  is asked again then: Rate exceeded\n`,
    );
  });

  test('how far it is says who is under way', () => {
    expect(
      changesUnderWay(
        new Map([
          ['cells/us-1', 'settled'],
          [NORTH, 'started'],
        ]),
        3,
      ),
    ).toBe(`1 of 3 stacks settled; under way: ${NORTH}`);
    expect(changesUnderWay(new Map([['cells/us-1', 'settled']]), 1)).toBe('1 of 1 stack settled');
  });
});

describe('how changes ended', () => {
  test.each<[Readonly<Record<string, ChangeResult>>, number, string]>([
    [{}, 0, 'Nothing was to be done.\n'],
    [{ a: DONE }, 1, '1 stack of 1 is as planned.\n'],
    [{ a: DONE, b: { kind: 'at-target' } }, 2, '2 stacks of 2 are as planned.\n'],
    [{ a: FAILED }, 2, '0 stacks of 2 are as planned; 1 was not touched.\n'],
    [{ a: FAILED, b: DONE }, 4, '1 stack of 4 is as planned; 2 were not touched.\n'],
  ])('%j of %d planned', (results, planned, words) => {
    expect(changesSummary(new Map(Object.entries(results)), planned)).toBe(words);
  });

  test('nothing but what is at its target is fine', () => {
    expect([DONE, { kind: 'at-target' } as const, FAILED].map(isFine)).toEqual([true, true, false]);
  });
});
