import { bakeOf, patienceEndsAt } from './bake';
import { currentRing, currentWave, isCanary } from './current-wave';
import { isAtTarget } from './at-target';
import { ringFactsOf, ringPlanOf, waveFactsOf } from './parts';
import { putOff } from './put-off';
import { replaceRing, replaceWave } from './replace-facts';
import type { WaveRef } from './parts';
import type { Instant } from './rollout-plan';
import type { HaltFact, MoveFacts, RolloutState, WaveFacts } from './rollout-state';
import { isStopped } from './stopped';
import { isAtRest } from './unrest';

/** The state with every wave and ring passed, and the next ones started, that the facts let pass. */
export function progressed(state: RolloutState, now: Instant): RolloutState {
  let before = state;
  let after = step(before, now);
  while (after !== before) {
    before = after;
    after = step(before, now);
  }
  return after;
}

/** One step on; the same state when there is none to take. */
function step(state: RolloutState, now: Instant): RolloutState {
  const ring = currentRing(state);
  if (isStopped(state) || ring === undefined) {
    return state;
  }
  const gone = canaryTakenBack(state);
  if (gone !== undefined) {
    return halted(state, { kind: 'canary', stack: gone.stack, ...currentWave(state), at: now });
  }
  if (ringFactsOf(state, ring).startedAt === undefined) {
    return replaceRing(state, ring, (before) => ({ ...before, startedAt: now }));
  }
  const ref = currentWave(state);
  const wave = waveFactsOf(state, ref);
  if (wave.passedAt !== undefined) {
    return passBaked(state, ref, now, () =>
      replaceRing(state, ring, (before) => ({ ...before, passedAt: now })),
    );
  }
  if (wave.startedAt === undefined) {
    return replaceWave(state, ring, ref.wave, (before) => ({ ...before, startedAt: now }));
  }
  return isAtRest(wave) ? passWave(state, ref, wave, now) : putOff(state, ref, now);
}

/** A canary that was put back, or is stuck on the way, shows nothing any more: who resumes would go on without one. */
function canaryTakenBack(state: RolloutState): MoveFacts | undefined {
  const wave = ringPlanOf(state.plan, 0).waves.findIndex(({ kind }) => kind === 'canary');
  return state.rings[0]?.waves[wave]?.moves.find(({ kind }) => kind === 'restored' || kind === 'stuck');
}

function passWave(state: RolloutState, ref: WaveRef, wave: WaveFacts, now: Instant): RolloutState {
  const pass = () => replaceWave(state, ref.ring, ref.wave, (before) => ({ ...before, passedAt: now }));
  if (!isCanary(state, ref)) {
    return pass();
  }
  const failed = wave.moves.find((facts) => !isAtTarget(facts));
  return failed === undefined
    ? passBaked(state, ref, now, pass)
    : halted(state, { kind: 'canary', stack: failed.stack, ...ref, at: now });
}

/** Passes what is baked; halts and asks where the traffic that it must see does not come. */
function passBaked(state: RolloutState, ref: WaveRef, now: Instant, pass: () => RolloutState): RolloutState {
  const bake = bakeOf(state, ref.ring);
  if (bake === undefined || bake.isOver) {
    return pass();
  }
  const { requestsSeen, requestsNeeded, sampledAt = 0 } = bake;
  return requestsSeen < requestsNeeded && sampledAt >= patienceEndsAt(state, bake)
    ? halted(state, { kind: 'traffic', requests: requestsSeen, ...ref, at: now })
    : state;
}

function halted(state: RolloutState, halt: HaltFact): RolloutState {
  return { ...state, halt };
}
