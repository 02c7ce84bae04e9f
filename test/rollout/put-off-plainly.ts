import { currentWave, waveKind } from '../../lib/rollout/current-wave';
import { moveGate } from '../../lib/rollout/move-gate';
import { theMove } from '../../lib/rollout/move-index';
import { itemAt, ringFactsOf, ringPlanOf, waveFactsOf } from '../../lib/rollout/parts';
import type { WaveRef } from '../../lib/rollout/parts';
import { SOON_MINUTES } from '../../lib/rollout/put-off';
import { replaceMove, replaceRing, replaceWave } from '../../lib/rollout/replace-facts';
import type { Instant } from '../../lib/rollout/rollout-plan';
import type { MoveFacts, RolloutState } from '../../lib/rollout/rollout-state';
import { isAtRest } from '../../lib/rollout/unrest';
import { waitingSince } from '../../lib/rollout/waiting-since';
import { MINUTE } from './plans';

/** The waves of the present ring crossed as the rule is told: one stack after the other, everybody asked each time. */
export function crossedPlainly(state: RolloutState, now: Instant): RolloutState {
  const ref = currentWave(state);
  const { startedAt, passedAt, moves } = waveFactsOf(state, ref);
  if (passedAt !== undefined) {
    return state;
  }
  const change = (facts: { readonly startedAt?: Instant; readonly passedAt?: Instant }) =>
    crossedPlainly(
      replaceWave(state, ref.ring, ref.wave, (wave) => ({ ...wave, ...facts })),
      now,
    );
  if (startedAt === undefined) {
    return change({ startedAt: now });
  }
  if (isAtRest({ moves })) {
    return change({ passedAt: now });
  }
  const next = withOnePutOff(state, ref, now);
  return next === state ? state : crossedPlainly(next, now);
}

function withOnePutOff(state: RolloutState, ref: WaveRef, now: Instant): RolloutState {
  const wave = waveFactsOf(state, ref);
  const soon = SOON_MINUTES * MINUTE;
  const turns = wave.moves
    .filter(isWaiting)
    .map((facts) => ({ facts, at: turnAt(state, facts, waitingSince(state, wave), now) }));
  if (waveKind(state.plan, ref) !== 'tenants' || turns.some(({ at }) => at <= now + soon)) {
    return state;
  }
  const last = turns.reduce((late, turn) => (turn.at > late.at ? turn : late));
  const behind = ringFactsOf(state, ref.ring).waves.slice(ref.wave + 1);
  return behind.some(({ moves }) =>
    moves.some((facts) => isWaiting(facts) && turnAt(state, facts, now, now) < last.at - soon),
  )
    ? movedToEnd(state, ref, last.facts)
    : state;
}

function isWaiting({ kind }: MoveFacts): boolean {
  return kind === 'waiting';
}

function turnAt(state: RolloutState, { stack }: MoveFacts, since: Instant, now: Instant): Instant {
  const gate = moveGate(state, theMove(state, stack), since, now);
  return gate.kind === 'opens' ? gate.at : now;
}

function movedToEnd(state: RolloutState, { ring, wave }: WaveRef, facts: MoveFacts): RolloutState {
  const plan = ringPlanOf(state.plan, ring);
  const { waves } = ringFactsOf(state, ring);
  const last = waves.length - 1;
  const hasRoom =
    last > wave && last >= plan.waves.length && itemAt(waves, last).moves.length < plan.concurrency;
  const left = replaceMove(
    state,
    { ring, wave, index: itemAt(waves, wave).moves.indexOf(facts) },
    { kind: 'put-off', stack: facts.stack, attempts: facts.attempts, wave: hasRoom ? last : last + 1 },
  );
  return hasRoom
    ? replaceWave(left, ring, last, ({ moves, ...rest }) => ({ ...rest, moves: [...moves, facts] }))
    : replaceRing(left, ring, (before) => ({ ...before, waves: [...before.waves, { moves: [facts] }] }));
}
