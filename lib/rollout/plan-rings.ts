import { invariant } from '../diagnostics/invariant';
import type { Cell, Fleet, Tenant } from '../fleet/fleet';
import { MINUTE } from './calendar/civil-day';
import { opensAt, type GateRules } from './move-gate';
import { CalendarKeys, cellCalendar, tenantCalendar } from './plan-calendars';
import { cellStack, tenantStack } from './plan-candidates';
import type { RolloutRequest } from './rollout-request';
import { SOON_MINUTES } from './put-off';
import type { Instant, MovePlan, RingPlan, RolloutPlan, WavePlan } from './rollout-plan';

/** A tenant that moves, with the time at which it could first. */
interface TenantTurn {
  readonly move: MovePlan;
  readonly opensAt: Instant;
}

/** The rings that move somebody, in their order, and the calendars that their moves name. */
export function planRings(
  request: RolloutRequest,
  tenants: readonly Tenant[],
  cells: readonly Cell[],
): Pick<RolloutPlan, 'rings' | 'calendars'> {
  const keys = new CalendarKeys();
  const behind = new Map(cells.map((cell) => [cell.id, cell]));
  const rings: RingPlan[] = [];
  const inOrder = Object.entries(request.fleet.rings).sort(([, a], [, b]) => a.order - b.order);
  for (const [ring, rules] of inOrder) {
    const own = tenants.filter((tenant) => tenant.ring === ring);
    if (own.length > 0) {
      const cellMoves = cellMovesFor(request, own, behind, keys);
      const turns = own.map((tenant) => tenantMove(request, tenant, keys));
      const waves = wavesOf(cellMoves, turnsOf(request, turns, keys), rules.concurrency, rings.length === 0);
      rings.push(ringPlan(ring, rules, waves));
    }
  }
  return { rings, calendars: keys.calendars };
}

function ringPlan(ring: string, rulesOfFleet: Fleet['rings'][string], waves: readonly WavePlan[]): RingPlan {
  const { order: _, toleratedFailurePercent, ...rules } = rulesOfFleet;
  const share = toleratedFailurePercent === undefined ? {} : { toleratedFailurePercent };
  return { ring, ...rules, ...share, waves };
}

/** The moves of cells that tenants of this ring are the first to need. */
function cellMovesFor(
  request: RolloutRequest,
  tenants: readonly Tenant[],
  behind: Map<string, Cell>,
  keys: CalendarKeys,
): readonly MovePlan[] {
  const needed = [...new Set(tenants.map(({ cell }) => cell))].sort();
  return needed.flatMap((id) => {
    const cell = behind.get(id);
    behind.delete(id);
    const key = cell && keys.keyOf(cellCalendar(request.fleet, cell));
    return key === undefined ? [] : [moveOf(request, cellStack({ id }), id, key)];
  });
}

function tenantMove(request: RolloutRequest, tenant: Tenant, keys: CalendarKeys): MovePlan {
  const key = keys.keyOf(tenantCalendar(request.fleet, tenant));
  return moveOf(request, tenantStack(tenant), tenant.cell, key);
}

function moveOf({ versions }: RolloutRequest, stack: string, cell: string, calendar: string): MovePlan {
  const step = versions.get(stack);
  invariant(step !== undefined, 'only stacks whose versions are known are planned');
  return { stack, cell: cellStack({ id: cell }), from: step.from, to: step.to, calendar };
}

/** By the time at which each could first be moved, then by name; last those that nobody knows a time for. */
function turnsOf(
  { fleet, lane, overrides, notices, now }: RolloutRequest,
  moves: readonly MovePlan[],
  keys: CalendarKeys,
): readonly TenantTurn[] {
  const rules: GateRules = { overrides, plan: { lane, policy: fleet.rollout, calendars: keys.calendars } };
  return moves
    .map((move): TenantTurn => {
      const gate = opensAt(rules, move, notices[move.stack], fleet.rollout.moveMinutes, now);
      return { move, opensAt: gate.kind === 'opens' ? gate.at : Number.MAX_SAFE_INTEGER };
    })
    .sort((a, b) => a.opensAt - b.opensAt || (a.move.stack < b.move.stack ? -1 : 1));
}

function wavesOf(
  cells: readonly MovePlan[],
  turns: readonly TenantTurn[],
  concurrency: number,
  isFirst: boolean,
): readonly WavePlan[] {
  const waves: WavePlan[] = [];
  for (let first = 0; first < cells.length; first += concurrency) {
    waves.push({ kind: 'cell', moves: cells.slice(first, first + concurrency) });
  }
  const [canary] = turns;
  if (isFirst && canary !== undefined) {
    waves.push({ kind: 'canary', moves: [canary.move] });
  }
  return [...waves, ...tenantWaves(isFirst ? turns.slice(1) : turns, concurrency)];
}

/** A wave ends where it is full, or where the next tenant opens much later than its first. */
function tenantWaves(turns: readonly TenantTurn[], concurrency: number): readonly WavePlan[] {
  const waves: { moves: MovePlan[]; first: Instant }[] = [];
  for (const { move, opensAt: at } of turns) {
    const last = waves.at(-1);
    const isNear = last !== undefined && at <= last.first + SOON_MINUTES * MINUTE;
    if (isNear && last.moves.length < concurrency) {
      last.moves.push(move);
    } else {
      waves.push({ moves: [move], first: at });
    }
  }
  return waves.map(({ moves }) => ({ kind: 'tenants', moves }));
}
