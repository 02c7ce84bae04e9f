import type { Place } from './move-index';
import { ringFactsOf, ringPlanOf } from './parts';
import type { Instant, RingPlan } from './rollout-plan';
import type { MoveFacts, RolloutState } from './rollout-state';

/** Halts where a stack is stuck, or where more of the ring have failed than it tolerates. The first reason stays. */
export function haltOnFailure(
  state: RolloutState,
  { ring, wave }: Place,
  facts: Extract<MoveFacts, { kind: 'failed' | 'stuck' }>,
  now: Instant,
): RolloutState {
  if (state.halt !== undefined) {
    return state;
  }
  const at = { at: now, ring, wave };
  if (facts.kind === 'stuck') {
    return { ...state, halt: { ...at, kind: 'stuck', stack: facts.stack } };
  }
  const stacks = failedStacks(state, ring);
  return stacks.length <= toleratedFailures(ringPlanOf(state.plan, ring))
    ? state
    : { ...state, halt: { ...at, kind: 'failures', stacks } };
}

/** The smaller of what the ring tolerates by count and by share; a share of less than one move tolerates none. */
export function toleratedFailures({
  toleratedFailures: count,
  toleratedFailurePercent: percent,
  waves,
}: RingPlan): number {
  const moves = waves.reduce((sum, wave) => sum + wave.moves.length, 0);
  return percent === undefined ? count : Math.min(count, Math.floor((moves * percent) / 100));
}

/** Those of the ring whose move did not succeed and that nobody has taken up again or skipped. */
function failedStacks(state: RolloutState, ring: number): readonly string[] {
  return ringFactsOf(state, ring).waves.flatMap(({ moves }) =>
    moves.filter(({ kind }) => kind === 'failed' || kind === 'stuck').map(({ stack }) => stack),
  );
}
