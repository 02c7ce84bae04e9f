import { withPart } from './current-wave';
import { isCell, type Place } from './move-index';
import { itemAt } from './parts';
import type { Instant } from './rollout-plan';
import type { MoveFacts, MoveHistory, RingFacts, RolloutState, WaveFacts } from './rollout-state';

/** What stays of a stack when the kind of its facts changes. */
export function historyOf({ stack, attempts, notice }: MoveHistory): MoveHistory {
  return { stack, attempts, ...(notice === undefined ? {} : { notice }) };
}

/** The state with other facts about one stack. Everything else is shared with the state before. */
export function replaceMove(state: RolloutState, place: Place, facts: MoveFacts): RolloutState {
  return replaceWave(state, place.ring, place.wave, (wave) => ({
    ...wave,
    moves: wave.moves.with(place.index, facts),
  }));
}

export function replaceWave(
  state: RolloutState,
  ring: number,
  wave: number,
  change: (wave: WaveFacts) => WaveFacts,
): RolloutState {
  return replaceRing(state, ring, (facts) => ({
    ...facts,
    waves: withPart(facts.waves, wave, change(itemAt(facts.waves, wave))),
  }));
}

/** The state with facts about a tenant that came to the release, from when on it is watched. */
export function replaceArrived(
  state: RolloutState,
  place: Place,
  facts: MoveFacts,
  now: Instant,
): RolloutState {
  const next = replaceMove(state, place, facts);
  // Cells serve viewers only through their tenants.
  return isCell(facts.stack)
    ? next
    : replaceRing(next, place.ring, (ring) => ({
        ...ring,
        arrivals: { first: ring.arrivals?.first ?? now, last: now },
      }));
}

export function replaceRing(
  state: RolloutState,
  ring: number,
  change: (ring: RingFacts) => RingFacts,
): RolloutState {
  return { ...state, rings: withPart(state.rings, ring, change(itemAt(state.rings, ring))) };
}
