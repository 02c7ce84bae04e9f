import { isAtTarget } from './at-target';
import { moveGate } from './move-gate';
import { cellsOf, theMove } from './move-index';
import { itemAt } from './parts';
import type { Instant, RolloutOverride, RolloutPlan } from './rollout-plan';
import type { MoveFacts, RolloutState, WaveFacts } from './rollout-state';

/** When it is the stack's turn, to be moved or to be left. */
export function turnAt(state: RolloutState, stack: string, since: Instant, now: Instant): Instant {
  const gate = moveGate(state, theMove(state, stack), since, now);
  return gate.kind === 'opens' ? gate.at : now;
}

export function isWaiting({ kind }: MoveFacts): boolean {
  return kind === 'waiting';
}

/**
 * For each wave from one on, when the first turn of anybody is who waits in it or in one behind it, if they began to wait
 * now; infinite where nobody does, and behind the last wave.
 */
export function soonestTurns(
  state: RolloutState,
  waves: readonly WaveFacts[],
  first: number,
  now: Instant,
): readonly Instant[] {
  const cellsBehind = cellsBehindOf(state);
  const turns = new Array<Instant>(waves.length + 1).fill(Infinity);
  let soonest = Infinity;
  for (let index = waves.length - 1; index >= first; index--) {
    soonest = Math.min(soonest, soonestTurn(state, itemAt(waves, index), cellsBehind, now));
    turns[index] = soonest;
  }
  return turns;
}

/** The first turn of a wave, and what it was worked out from. */
interface KnownTurn {
  readonly plan: RolloutPlan;
  readonly overrides: readonly RolloutOverride[];
  readonly cellsBehind: string;
  readonly from: Instant;
  readonly at: Instant;
}

/**
 * By the facts of the wave. A time to wait for stays the same until it comes, whenever somebody looks: what opens first
 * after now also opens first after any time before it.
 */
const known = new WeakMap<WaveFacts, KnownTurn>();

function soonestTurn(state: RolloutState, wave: WaveFacts, cellsBehind: string, now: Instant): Instant {
  const { plan, overrides } = state;
  const before = known.get(wave);
  if (
    before?.plan === plan &&
    before.overrides === overrides &&
    before.cellsBehind === cellsBehind &&
    before.from <= now &&
    now <= before.at
  ) {
    return before.at;
  }
  const turns = wave.moves.filter(isWaiting).map(({ stack }) => turnAt(state, stack, now, now));
  const at = Math.min(...turns);
  known.set(wave, { plan, overrides, cellsBehind, from: now, at });
  return at;
}

/** Cells that are not at the release: nobody in them has a turn. */
function cellsBehindOf(state: RolloutState): string {
  return cellsOf(state.plan)
    .filter((cell) => !isAtTarget(theMove(state, cell).facts))
    .join(' ');
}
