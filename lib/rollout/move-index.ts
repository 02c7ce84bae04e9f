import { invariant } from '../diagnostics/invariant';
import { itemAt, waveFactsOf } from './parts';
import type { WaveRef } from './parts';
import type { MovePlan, RingPlan, RolloutPlan } from './rollout-plan';
import type { MoveFacts, RolloutState } from './rollout-state';

/** Where in a roll-out a move stands. */
export interface Place extends WaveRef {
  readonly index: number;
}

interface PlannedMove extends Place {
  readonly move: MovePlan;
  readonly ringPlan: RingPlan;
}

/** A stack of the roll-out: what is planned for it, and what has happened to it. */
export interface FoundMove {
  readonly planned: PlannedMove;
  /** Where its facts are; another place than planned when it was put off. */
  readonly place: Place;
  readonly facts: MoveFacts;
}

interface PlanIndex {
  readonly moves: ReadonlyMap<string, PlannedMove>;
  /** Tenants that move, by the cell that they stand in. */
  readonly tenantsOf: ReadonlyMap<string, readonly string[]>;
}

/** Not part of the state, which survives a JSON round trip: made again for each plan that is read. */
const indexes = new WeakMap<RolloutPlan, PlanIndex>();

function plannedMove(plan: RolloutPlan, stack: string): PlannedMove | undefined {
  return indexOf(plan).moves.get(stack);
}

/** Whether the stack is a cell, and not a tenant in one. */
export function isCell(stack: string): boolean {
  return stack.startsWith('cells/');
}

/** Stacks of the tenants that the plan moves in this cell. */
export function tenantsOfCell(plan: RolloutPlan, cell: string): readonly string[] {
  return indexOf(plan).tenantsOf.get(cell) ?? [];
}

/** The stack as it is now; undefined when the roll-out does not move it. */
export function findMove(state: RolloutState, stack: string): FoundMove | undefined {
  const planned = plannedMove(state.plan, stack);
  if (planned === undefined) {
    return undefined;
  }
  const { ring } = planned;
  let { wave, index } = planned;
  let { moves } = waveFactsOf(state, { ring, wave });
  let facts = itemAt(moves, index);
  while (facts.kind === 'put-off') {
    wave = facts.wave;
    ({ moves } = waveFactsOf(state, { ring, wave }));
    index = moves.findIndex((move) => move.stack === stack);
    facts = itemAt(moves, index);
  }
  return { planned, place: { ring, wave, index }, facts };
}

/** The stack, which the roll-out is known to move, as it is now. */
export function theMove(state: RolloutState, stack: string): FoundMove {
  const found = findMove(state, stack);
  invariant(found !== undefined, 'facts are kept only of stacks that the plan moves');
  return found;
}

function indexOf(plan: RolloutPlan): PlanIndex {
  const known = indexes.get(plan);
  if (known !== undefined) {
    return known;
  }
  const moves = new Map<string, PlannedMove>();
  const tenantsOf = new Map<string, string[]>();
  plan.rings.forEach((ringPlan, ring) =>
    ringPlan.waves.forEach((wavePlan, wave) =>
      wavePlan.moves.forEach((move, index) => {
        moves.set(move.stack, { ring, wave, index, move, ringPlan });
        if (!isCell(move.stack)) {
          const tenants = tenantsOf.get(move.cell) ?? [];
          tenants.push(move.stack);
          tenantsOf.set(move.cell, tenants);
        }
      }),
    ),
  );
  const index = { moves, tenantsOf };
  indexes.set(plan, index);
  return index;
}
