import { MINUTE } from '../rollout/calendar/civil-day';
import type { LedgerEntry } from '../rollout/ports';
import type { Instant } from '../rollout/rollout-plan';

/** How fast stacks can be moved. */
export interface RolloutPace {
  readonly minutesPerMove: number;
  /** Moves that the engine takes at the same time. */
  readonly parallel: number;
  readonly source: 'ledger' | 'assumed';
  /** How many moves of the ledger it was measured in; none where it is assumed. */
  readonly moves: number;
}

/**
 * What is assumed of CloudFormation until the ledger knows: it publishes no limit; users saw seven updates at the same time
 * pass and ten be throttled. An update with a change to a distribution takes minutes; nothing is promised.
 */
export const ASSUMED_PACE: RolloutPace = { minutesPerMove: 10, parallel: 7, source: 'assumed', moves: 0 };

/** Fewer moves than this say nothing of the next ones. */
const MOVES_MIN = 5;

/** Latest moves that are looked at: releases differ, and so does what they change. */
const MOVES_MAX = 500;

interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** The pace of the latest moves that succeeded: how long the middle one took, and how many were under way at once. */
export function paceOf(entries: Iterable<LedgerEntry>): RolloutPace {
  const spans = movesOf(entries).slice(-MOVES_MAX);
  const lengths = spans.map(({ from, to }) => to - from).sort((a, b) => a - b);
  const median = lengths[Math.floor(lengths.length / 2)];
  return median === undefined || spans.length < MOVES_MIN
    ? ASSUMED_PACE
    : {
        minutesPerMove: median / MINUTE,
        // What was never tried is not known to fail.
        parallel: Math.max(mostAtOnce(spans), ASSUMED_PACE.parallel),
        source: 'ledger',
        moves: spans.length,
      };
}

function movesOf(entries: Iterable<LedgerEntry>): readonly Span[] {
  const intended = new Map<string, Instant>();
  const spans: Span[] = [];
  for (const { at, record } of entries) {
    if (record.kind === 'intent') {
      intended.set(record.token, at);
    }
    const from = record.kind === 'outcome' ? intended.get(record.token) : undefined;
    if (record.kind === 'outcome' && from !== undefined && record.outcome.kind === 'succeeded') {
      spans.push({ from, to: at });
    }
  }
  return spans;
}

function mostAtOnce(spans: readonly Span[]): number {
  const changes = spans
    .flatMap(({ from, to }) => [
      { at: from, change: 1 },
      { at: to, change: -1 },
    ])
    .sort((a, b) => a.at - b.at || a.change - b.change);
  let under = 0;
  let most = 0;
  for (const { change } of changes) {
    under += change;
    most = Math.max(most, under);
  }
  return most;
}
