import { theMove, tenantsOfCell } from './move-index';
import type { WaveRef } from './parts';
import { isAtTarget } from './at-target';
import { itemAt } from './parts';
import type { HaltFact, MoveFacts, RolloutState } from './rollout-state';

/** Waves whose moves are put back because of a halt, from the last to the first; made one by one, for there may be many. */
export function* restoreScope(state: RolloutState): Generator<WaveRef> {
  const { halt } = state;
  if (halt === undefined || !isFault(halt)) {
    return;
  }
  switch (state.plan.policy.rollback) {
    case 'nothing':
      return;
    case 'wave':
      yield* failingWaves(state, halt);
      return;
    case 'rollout':
      yield* startedWaves(state);
  }
}

/** Whether the moves of this wave are put back. */
export function isInScope(state: RolloutState, { ring, wave }: WaveRef): boolean {
  for (const ref of restoreScope(state)) {
    if (ref.ring === ring && ref.wave === wave) {
      return true;
    }
  }
  return false;
}

/** Whether a halt says that the release does harm, and not that somebody wants to think. */
function isFault(halt: HaltFact): boolean {
  return halt.kind === 'failures' || halt.kind === 'health' || halt.kind === 'stuck';
}

function failingWaves(state: RolloutState, halt: HaltFact): readonly WaveRef[] {
  if (halt.kind !== 'health') {
    return [{ ring: halt.ring, wave: halt.wave }];
  }
  const waves = new Map<number, WaveRef>();
  for (const { stack } of halt.bad) {
    const { ring, wave } = theMove(state, stack).place;
    waves.set(wave, { ring, wave });
  }
  return [...waves.values()].sort((a, b) => b.wave - a.wave);
}

function* startedWaves({ rings }: RolloutState): Generator<WaveRef> {
  for (let ring = rings.length - 1; ring >= 0; ring--) {
    const { waves } = itemAt(rings, ring);
    for (let wave = waves.length - 1; wave >= 0; wave--) {
      if (itemAt(waves, wave).startedAt !== undefined) {
        yield { ring, wave };
      }
    }
  }
}

/** Whether the stack, whose wave is put back, is at the new release and may go back. */
export function goesBack(state: RolloutState, facts: MoveFacts): boolean {
  // No tenant stands in a tenant, so this finds some only for a cell.
  return facts.kind === 'moved' && !hasTenantAhead(state, facts.stack);
}

/** Whether a tenant of the cell is, or may be, at the new release: then its cell stays there too. */
function hasTenantAhead(state: RolloutState, cell: string): boolean {
  return tenantsOfCell(state.plan, cell).some((stack) => {
    const { facts } = theMove(state, stack);
    return isAtTarget(facts) || AHEAD.has(facts.kind);
  });
}

const AHEAD: ReadonlySet<MoveFacts['kind']> = new Set(['moving', 'restoring', 'stuck']);
