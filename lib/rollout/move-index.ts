import { invariant } from '../diagnostics/invariant';
import { itemAt, ringFactsOf, waveFactsOf } from './parts';
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
  readonly cells: readonly string[];
  /** Where stacks that were put off stood when they were last looked for; most of them stand there still. */
  readonly lastPlaces: Map<string, Place>;
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

/** Stacks of the cells that the plan moves. */
export function cellsOf(plan: RolloutPlan): readonly string[] {
  return indexOf(plan).cells;
}

/** The stack as it is now; undefined when the roll-out does not move it. */
export function findMove(state: RolloutState, stack: string): FoundMove | undefined {
  const planned = plannedMove(state.plan, stack);
  if (planned === undefined) {
    return undefined;
  }
  const facts = itemAt(waveFactsOf(state, planned).moves, planned.index);
  if (facts.kind !== 'put-off') {
    const { ring, wave, index } = planned;
    return { planned, place: { ring, wave, index }, facts };
  }
  return { planned, ...followed(state, planned, facts) };
}

/** Where a stack stands that was put off, perhaps more than once. */
function followed(
  state: RolloutState,
  planned: PlannedMove,
  putOff: Extract<MoveFacts, { kind: 'put-off' }>,
): Pick<FoundMove, 'place' | 'facts'> {
  const { ring } = planned;
  const { stack } = planned.move;
  const { lastPlaces } = indexOf(state.plan);
  let place: Place = lastPlaces.get(stack) ?? planned;
  const there = ringFactsOf(state, ring).waves[place.wave]?.moves[place.index];
  let facts: MoveFacts = there?.stack === stack ? there : putOff;
  while (facts.kind === 'put-off') {
    const { wave } = facts;
    const { moves } = waveFactsOf(state, { ring, wave });
    const index = moves.findIndex((one) => one.stack === stack);
    place = { ring, wave, index };
    facts = itemAt(moves, index);
  }
  lastPlaces.set(stack, place);
  return { place, facts };
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
  const cells = [...moves.keys()].filter(isCell);
  const index = { moves, tenantsOf, cells, lastPlaces: new Map<string, Place>() };
  indexes.set(plan, index);
  return index;
}
