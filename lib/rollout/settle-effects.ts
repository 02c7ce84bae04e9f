import { currentWave } from './current-wave';
import type { WaveRef } from './parts';
import { newMove, pin, takenUp } from './move-effect';
import { ringPlanOf } from './parts';
import { goesBack, isInScope } from './restore-scope';
import type { RolloutEffect } from './rollout-event';
import type { Instant } from './rollout-plan';
import type { MoveFacts, RolloutState } from './rollout-state';
import { isOperating, movesIn, waveToPutBack } from './unrest';

/** What is to be done whether or not the line is stopped: to end what began, and to put back what a fault asks for. */
export function settleEffects(state: RolloutState, now: Instant): readonly RolloutEffect[] {
  const present = currentWave(state);
  const back = waveToPutBack(state);
  const isSame = back !== undefined && back.ring === present.ring && back.wave === present.wave;
  const waves = back === undefined || isSame ? [present] : [present, back];
  return [
    ...waves.flatMap((ref) => effectsOfBegun(state, ref, now)),
    ...(back === undefined ? [] : restores(state, back, waves)),
  ];
}

function effectsOfBegun(state: RolloutState, ref: WaveRef, now: Instant): readonly RolloutEffect[] {
  const isPutBack = isInScope(state, ref);
  return movesIn(state, ref).flatMap((facts) => begun(state, facts, isPutBack, now) ?? []);
}

function begun(
  state: RolloutState,
  facts: MoveFacts,
  isPutBack: boolean,
  now: Instant,
): RolloutEffect | undefined {
  switch (facts.kind) {
    case 'moving':
    case 'restoring':
      return takenUp(state, facts, now);
    case 'moved':
      return facts.isPinned || (isPutBack && goesBack(state, facts)) ? undefined : pin(state, facts);
    case 'restored':
      return facts.isPinned ? undefined : pin(state, facts);
    default:
      return undefined;
  }
}

/** Never more at a time than the ring lets move, counting what still moves forward. */
function restores(state: RolloutState, back: WaveRef, busy: readonly WaveRef[]): readonly RolloutEffect[] {
  const operating = busy.flatMap((ref) => movesIn(state, ref).filter(isOperating)).length;
  const { concurrency } = ringPlanOf(state.plan, back.ring);
  return movesIn(state, back)
    .filter((facts) => goesBack(state, facts))
    .slice(0, Math.max(concurrency - operating, 0))
    .map((facts) => newMove(state, facts, 'back'));
}
