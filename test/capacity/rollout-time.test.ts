import { ASSUMED_PACE, paceOf } from '../../lib/capacity/rollout-pace';
import { rolloutTime } from '../../lib/capacity/rollout-time';
import type { Fleet } from '../../lib/fleet/fleet';
import type { LedgerEntry, LedgerRecord } from '../../lib/rollout/ports';
import { plainFleet, tenantOf } from './plain-fleet';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const MINUTE = 60_000;

const RULES = { bakeMinutes: 60, minimumRequests: 0, toleratedFailures: 0 };

/** One canary, and as many tenants behind it as asked for; every window is always open. */
function fleetOf(general: number, concurrency: number): Fleet {
  const { fleet } = plainFleet({ 'us-1': { tenants: general } });
  return {
    ...fleet,
    tenants: [{ ...tenantOf('a-canary', 'us-1'), ring: 'canary' }, ...fleet.tenants],
    rings: {
      canary: { order: 1, concurrency: 1, ...RULES },
      general: { order: 2, concurrency, ...RULES },
    },
  };
}

test('a roll-out takes a turn for the cell, one for the canary, and one for each handful that the ring moves at once', () => {
  const time = rolloutTime(fleetOf(20, 5), 0, ASSUMED_PACE, NOW);
  expect(time).toMatchObject({
    tenants: 21,
    stacks: 22,
    // The cell, the canary, and twenty by fives: six turns of ten minutes.
    deployingMinutes: 60,
    bakeMinutes: 120,
    lastRing: { ring: 'general', tenants: 20, concurrency: 5 },
  });
  // And with the bakes, after each ring: three hours.
  expect(time?.endsAt).toBeGreaterThanOrEqual(NOW + 180 * MINUTE);
  expect(time?.endsAt).toBeLessThan(NOW + 300 * MINUTE);
});

test('tenants that come are in the last ring', () => {
  expect(rolloutTime(fleetOf(20, 5), 30, ASSUMED_PACE, NOW)).toMatchObject({
    tenants: 51,
    // Fifty by fives, and the two turns before.
    deployingMinutes: 120,
    lastRing: { tenants: 50 },
  });
});

test('a ring moves no more at once than the engine takes', () => {
  expect(rolloutTime(fleetOf(70, 100), 0, ASSUMED_PACE, NOW)).toMatchObject({
    // Seventy by sevens, and the two turns before.
    deployingMinutes: 120,
    lastRing: { concurrency: 7 },
  });
});

test('a fleet of some thousand is played', () => {
  const time = rolloutTime(fleetOf(20, 5), 2_980, ASSUMED_PACE, NOW);
  expect(time?.endsAt).toBeGreaterThan(NOW + 6_020 * MINUTE);
});

test('a fleet that is too large to play has its times all the same, but no day', () => {
  const time = rolloutTime(fleetOf(20, 5), 12_980, ASSUMED_PACE, NOW);
  // Thirteen thousand by fives.
  expect(time?.deployingMinutes).toBe(26_020);
  expect(time?.endsAt).toBeUndefined();
});

test('a fleet without tenants has nobody to move', () => {
  expect(rolloutTime({ ...fleetOf(0, 5), tenants: [] }, 0, ASSUMED_PACE, NOW)).toBeUndefined();
});

describe('the pace', () => {
  /** Moves as the ledger has them, each from and to a minute. */
  function movesOf(...spans: readonly (readonly [number, number])[]): readonly LedgerEntry[] {
    const records = spans.flatMap(([from, to], index): readonly [number, LedgerRecord][] => {
      const about = { stack: `tenants/t-${index}`, token: `token-${index}` };
      return [
        [from, { kind: 'intent', purpose: 'rollout', overrides: [], ...about }],
        [
          to,
          { kind: 'outcome', outcome: { kind: 'succeeded', digest: 'd', operation: about.token }, ...about },
        ],
      ];
    });
    return records
      .sort(([a], [b]) => a - b)
      .map(([minute, record], index) => ({
        seq: index + 1,
        at: NOW + minute * MINUTE,
        fleet: 'northlight',
        actor: { caller: 'local:test' },
        record,
        previous: '',
        digest: '',
      }));
  }

  test('is that of the middle one of the moves that succeeded', () => {
    const entries = movesOf([0, 3], [0, 4], [0, 4], [10, 15], [20, 80]);
    expect(paceOf(entries)).toEqual({ minutesPerMove: 4, parallel: 7, source: 'ledger', moves: 5 });
  });

  test('knows of more at once than is assumed where more went well', () => {
    const entries = movesOf(...Array.from({ length: 12 }, () => [0, 5] as const));
    expect(paceOf(entries).parallel).toBe(12);
  });

  test('is assumed as long as there are few moves', () => {
    expect(paceOf(movesOf([0, 3], [0, 4]))).toEqual(ASSUMED_PACE);
    expect(paceOf([])).toEqual(ASSUMED_PACE);
  });
});
