import type { LedgerRecord } from '../../../lib/rollout/ports';
import type { MovePlan, RingPlan, RolloutPlan, WavePlan } from '../../../lib/rollout/rollout-plan';
import type { Observation } from '../observation';

/** A move with its place in the plan. */
export interface PlannedMove extends MovePlan {
  readonly ring: number;
  readonly wave: number;
  readonly ringPlan: RingPlan;
  readonly kind: WavePlan['kind'];
}

export function plannedMoves(plan: RolloutPlan): ReadonlyMap<string, PlannedMove> {
  const moves = plan.rings.flatMap((ringPlan, ring) =>
    ringPlan.waves.flatMap(({ kind, moves: ofWave }, wave) =>
      ofWave.map((move) => [move.stack, { ...move, ring, wave, ringPlan, kind }] as const),
    ),
  );
  return new Map(moves);
}

export type IntentRecord = Extract<LedgerRecord, { kind: 'intent' }>;
export type OutcomeRecord = Extract<LedgerRecord, { kind: 'outcome' }>;
type EventRecord = Extract<LedgerRecord, { kind: 'rollout-event' }>;

export function intentIn(seen: Observation): IntentRecord | undefined {
  return seen.kind === 'entry' && seen.entry.record.kind === 'intent' ? seen.entry.record : undefined;
}

export function outcomeIn(seen: Observation): OutcomeRecord | undefined {
  return seen.kind === 'entry' && seen.entry.record.kind === 'outcome' ? seen.entry.record : undefined;
}

export function eventIn(seen: Observation): EventRecord['event'] | undefined {
  return seen.kind === 'entry' && seen.entry.record.kind === 'rollout-event'
    ? seen.entry.record.event
    : undefined;
}

export function directionOf(
  moves: ReadonlyMap<string, PlannedMove>,
  { stack, to }: { readonly stack: string; readonly to?: { readonly digest: string } },
): 'forward' | 'back' | 'elsewhere' {
  const move = moves.get(stack);
  if (move === undefined || to === undefined) {
    return 'elsewhere';
  }
  if (to.digest === move.to.digest) {
    return 'forward';
  }
  return to.digest === move.from.digest ? 'back' : 'elsewhere';
}
