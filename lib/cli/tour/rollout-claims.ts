import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { nextOpening } from '../../rollout/calendar/next-opening';
import { calendarOf } from '../../rollout/parts';
import type { MovePlan, RolloutPlan } from '../../rollout/rollout-plan';
import { EXAMPLE } from './example';
import type { RolloutFacts } from './rollout-facts';
import { rolloutMoves } from './rollout-moves';
import type { RolloutMove } from './rollout-moves';
import { compareHoldings, isPutBack } from './sameness';
import type { Holdings } from './sameness';
import type { Stage } from './stage';

const { canary, unlucky, older, newer } = EXAMPLE;
const CANARY = `tenants/${canary}`;
const UNLUCKY = `tenants/${unlucky}`;
const MINUTE = 60_000;

/** Says in which order the roll-out went, at which hours, and what stopped it. */
export function claimOrder(stage: Stage, { state, entries }: RolloutFacts): void {
  const { plan, halt } = state;
  const forward = rolloutMoves(entries, plan.id).filter(({ direction }) => direction === 'forward');
  const tenants = forward.filter(({ stack }) => stack.startsWith('tenants/'));
  const [first, second] = tenants;
  const bakeMinutes = plan.rings[0]?.bakeMinutes ?? Infinity;
  const aloneMinutes = ((second?.intendedAt ?? 0) - (first?.endedAt ?? 0)) / MINUTE;
  stage.hold(
    first?.stack === CANARY && aloneMinutes >= bakeMinutes,
    `the canary went alone, and nobody followed before its ${bakeMinutes} minutes of bake were over`,
  );
  stage.hold(
    tenants.every((move) => cellWentBefore(plan, forward, move)),
    'each tenant went after its cell',
  );
  stage.hold(
    forward.every((move) => isInWindow(plan, move)),
    `all ${forward.length} moves were begun inside the window of that very client or cell, in its own time zone`,
  );
  const bad = halt?.kind === 'health' ? halt.bad.map(({ stack }) => stack) : [];
  stage.hold(
    halt?.ring === 1 && bad.join() === UNLUCKY,
    `it halted in the second ring of ${plan.rings.length}, because of ${UNLUCKY}`,
  );
}

function cellWentBefore(plan: RolloutPlan, forward: readonly RolloutMove[], move: RolloutMove): boolean {
  const cell = plannedMove(plan, move.stack)?.cell;
  const before = forward.find(({ stack }) => stack === cell);
  return before !== undefined && before.endedAt <= move.intendedAt;
}

function isInWindow(plan: RolloutPlan, { stack, intendedAt }: RolloutMove): boolean {
  const planned = plannedMove(plan, stack);
  const nothingAside = { window: false, freeze: false };
  return (
    planned !== undefined &&
    nextOpening(calendarOf(plan, planned.calendar), intendedAt, 0, nothingAside) === intendedAt
  );
}

function plannedMove(plan: RolloutPlan, stack: string): MovePlan | undefined {
  return plan.rings
    .flatMap(({ waves }) => waves.flatMap(({ moves }) => moves))
    .find((move) => move.stack === stack);
}

/** Says what is as it was before: who was put back, and who was never reached. */
export function claimPutBack(
  stage: Stage,
  { state, entries }: RolloutFacts,
  before: Holdings,
  after: Holdings,
): void {
  const moves = rolloutMoves(entries, state.plan.id);
  const back = moves.filter(({ direction }) => direction === 'back').map(({ stack }) => stack);
  stage.hold(
    back.includes(UNLUCKY) && back.every((stack) => isPutBack(before.get(stack), after.get(stack))),
    `${back.join(' and ')}: the very template, items and files of before`,
  );
  stage.hold(
    back.every((stack) => pinOf(stage.folder, stack) === older) && pinOf(stage.folder, CANARY) === newer,
    `their files pin ${older} again, and that of the canary pins ${newer}`,
  );
  const moved = new Set(moves.map(({ stack }) => stack));
  const { different, same } = compareHoldings(before, after);
  stage.hold(
    different.every((stack) => moved.has(stack)) && same.stacks === after.size - moved.size,
    `the ${same.stacks} stacks that it had not come to were not touched: same digests, same ${same.items} items, same ${same.files} files`,
  );
}

function pinOf(folder: string, stack: string): string | undefined {
  const text = readFileSync(join(folder, stack, 'tenant.yaml'), 'utf8');
  return /^release: (\S+)$/m.exec(text)?.[1];
}
