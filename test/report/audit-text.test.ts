import { auditLine, stackOf, unreadableLine, verdictLine } from '../../lib/report/audit-text';
import type { Actor, LedgerRecord } from '../../lib/rollout/ports';

const OLD = { release: '2026.11.0', digest: 'a'.repeat(64) };
const NEW = { release: '2026.11.1', digest: 'b'.repeat(64) };
const WORD = { by: 'local:kim', reason: 'lunch' };

function line(record: LedgerRecord, actor: Actor = { caller: 'local:kim' }): string {
  const at = Date.UTC(2026, 10, 2, 9, 0, 5);
  return auditLine({ seq: 12, at, fleet: 'rally', actor, record, previous: '', digest: '' });
}

function told(record: LedgerRecord): string {
  return line(record).split('local:kim  ')[1] ?? '';
}

function event(of: Extract<LedgerRecord, { kind: 'rollout-event' }>['event']): LedgerRecord {
  return { kind: 'rollout-event', rollout: 'r1', event: of };
}

const INTENT = {
  kind: 'intent',
  purpose: 'rollout',
  rollout: 'r1',
  stack: 'tenants/rally-north',
  token: 't',
  from: OLD,
  to: NEW,
  plan: 'c'.repeat(64),
  overrides: [],
} as const;

describe('a line of the audit', () => {
  test('says when, who with which commit, and what', () => {
    const actor = {
      caller: 'arn:aws:iam::111122223333:user/kim',
      author: 'Kim <kim@a.example>',
      commit: 'd'.repeat(40),
    };
    expect(line(INTENT, actor)).toBe(
      '    12  2026-11-02 09:00:05Z  arn:aws:iam::111122223333:user/kim (Kim <kim@a.example>, dddddddddddd)  tenants/rally-north: rollout r1 begins 2026.11.0 aaaaaaaaaaaa → 2026.11.1 bbbbbbbbbbbb, plan cccccccccccc',
    );
  });

  test.each<[LedgerRecord, string]>([
    [{ kind: 'taken', owner: 'ci-7' }, 'takes the fleet, as ci-7'],
    [
      {
        kind: 'intent',
        purpose: 'apply',
        stack: 'tenants/rally-north',
        token: 't',
        to: NEW,
        overrides: [{ refusal: 'host-removed', reason: 'The client let it go.' }],
      },
      'tenants/rally-north: apply begins nothing → 2026.11.1 bbbbbbbbbbbb, host-removed overridden: "The client let it go."',
    ],
    [
      { kind: 'rollout-started', rollout: 'r1', plan: 'c'.repeat(64) },
      'roll-out r1 starts, plan cccccccccccc',
    ],
    [{ kind: 'rollout-ended', rollout: 'r1', summary: 'All 9 moved.' }, 'roll-out r1 ends: All 9 moved.'],
    [
      { kind: 'notice', stack: 'tenants/rally-north', release: '2026.11.1', act: 'sent', note: '' },
      'tenants/rally-north: notice of 2026.11.1 sent',
    ],
    [event({ kind: 'found', stack: 's', as: 'edited' }), 'roll-out r1: s was found edited, and is left'],
    [
      event({ kind: 'left', stack: 's', why: 'held', detail: 'until May' }),
      'roll-out r1: s is left (held): until May',
    ],
    [
      event({ kind: 'sampled', ring: 0, wave: 1, requests: 212, bad: [] }),
      'roll-out r1: 212 requests seen in ring 1, wave 2; all healthy',
    ],
    [
      event({
        kind: 'sampled',
        ring: 0,
        wave: 1,
        requests: 212,
        bad: [{ stack: 's', requests: 100, errorPercent: 4.1 }],
      }),
      'roll-out r1: 212 requests seen in ring 1, wave 2; s failed 4.1 % of 100 requests',
    ],
    [event({ kind: 'pinned', stack: 's', release: '2026.11.1' }), 'roll-out r1: s is pinned to 2026.11.1'],
    [
      event({ kind: 'overridden', override: { rule: 'window', ...WORD } }),
      'roll-out r1: window is set aside for every stack by local:kim: "lunch"',
    ],
    [event({ kind: 'skip', stack: 's', ...WORD }), 'roll-out r1: local:kim skips s: "lunch"'],
    [event({ kind: 'pause', ...WORD }), 'roll-out r1: local:kim says pause: "lunch"'],
  ])('%j', (record, text) => {
    expect(line(record)).toBe(`    12  2026-11-02 09:00:05Z  local:kim  ${text}`);
  });

  test.each<[Extract<LedgerRecord, { kind: 'outcome' }>['outcome'], string]>([
    [{ kind: 'succeeded', digest: NEW.digest, operation: 'op-1' }, 'succeeded, now bbbbbbbbbbbb (op-1)'],
    [
      { kind: 'failed', digest: OLD.digest, operation: 'op-1', reason: 'no room' },
      'failed, back at aaaaaaaaaaaa: no room (op-1)',
    ],
    [
      { kind: 'failed', digest: undefined, operation: 'op-1', reason: 'no room' },
      'failed, not there: no room (op-1)',
    ],
    [{ kind: 'not-started', reason: 'too late' }, 'was not started: too late'],
    [
      { kind: 'stuck', operation: 'op-1', status: 'ROLLBACK_COMPLETE', next: 'delete it' },
      'is stuck in ROLLBACK_COMPLETE: delete it (op-1)',
    ],
  ])('tells how an operation ended: %j', (outcome, text) => {
    expect(told({ kind: 'outcome', stack: 's', token: 't', outcome })).toBe(`s: ${text}`);
  });

  test('shows what a newer version wrote as it is', () => {
    expect(told(JSON.parse('{"kind":"moon-phase","phase":"full"}'))).toBe(
      '{"kind":"moon-phase","phase":"full"}',
    );
  });

  test('lets no text move the cursor of a terminal', () => {
    expect(told({ kind: 'taken', owner: '\u001B[2J' })).toBe('takes the fleet, as \\u001b[2J');
  });
});

test('a record is about the stack that it, or its event, names', () => {
  expect(stackOf(INTENT)).toBe('tenants/rally-north');
  expect(stackOf(event({ kind: 'pinned', stack: 's', release: '1' }))).toBe('s');
  expect(stackOf({ kind: 'taken', owner: 'ci' })).toBeUndefined();
});

test('a whole ledger is said to be whole, with its head to keep', () => {
  expect(verdictLine({ entries: 0, head: { seq: 0, digest: '' } })).toBe('The ledger is empty.\n');
  expect(verdictLine({ entries: 1, head: { seq: 1, digest: 'e' } })).toMatch(/whole: 1 entry, .*\n1:e\n$/);
  expect(unreadableLine(7)).toContain('     7  cannot be read');
});
