import type { LedgerEntry } from '../../rollout/ports';
import type { Instant } from '../../rollout/rollout-plan';

/** An operation of a roll-out, from what was written before it and what was written after. */
export interface RolloutMove {
  readonly stack: string;
  readonly direction: 'forward' | 'back';
  readonly to: string;
  /** When it was meant to begin, and had not yet. */
  readonly intendedAt: Instant;
  readonly endedAt: Instant;
  readonly outcome: string;
}

/** What a roll-out did, in the order in which it ended. */
export function rolloutMoves(entries: readonly LedgerEntry[], rollout: string): readonly RolloutMove[] {
  const intents = new Map(
    entries.flatMap(({ at, record }) =>
      record.kind === 'intent' && record.rollout === rollout ? [[record.token, { at, record }]] : [],
    ),
  );
  return entries.flatMap(({ at, record }) => {
    const intent = record.kind === 'outcome' ? intents.get(record.token) : undefined;
    return record.kind !== 'outcome' || intent === undefined
      ? []
      : [
          {
            stack: record.stack,
            direction: intent.record.purpose === 'rollback' ? ('back' as const) : ('forward' as const),
            to: intent.record.to?.release ?? '',
            intendedAt: intent.at,
            endedAt: at,
            outcome: record.outcome.kind,
          },
        ];
  });
}
