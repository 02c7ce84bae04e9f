import { invariant } from '../diagnostics/invariant';
import type { MoveCalendar, RingPlan, RolloutPlan } from './rollout-plan';
import type { RingFacts, RolloutState, WaveFacts } from './rollout-state';

/** A wave of a roll-out, by the index of its ring and its own. */
export interface WaveRef {
  readonly ring: number;
  readonly wave: number;
}

export function ringPlanOf({ rings }: Pick<RolloutPlan, 'rings'>, ring: number): RingPlan {
  return itemAt(rings, ring);
}

export function calendarOf({ calendars }: Pick<RolloutPlan, 'calendars'>, key: string): MoveCalendar {
  const calendar = calendars[key];
  invariant(calendar !== undefined, 'a plan holds every calendar that its moves name');
  return calendar;
}

export function ringFactsOf({ rings }: RolloutState, ring: number): RingFacts {
  return itemAt(rings, ring);
}

export function waveFactsOf(state: RolloutState, { ring, wave }: WaveRef): WaveFacts {
  return itemAt(ringFactsOf(state, ring).waves, wave);
}

/** The item at an index that there is. */
export function itemAt<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  invariant(item !== undefined, 'an index is only used with the list that it is of');
  return item;
}
