import { DAY } from './calendar/civil-day';
import { nextOpening } from './calendar/next-opening';
import { isAtTarget } from './at-target';
import { findMove, isCell, type FoundMove } from './move-index';
import { calendarOf } from './parts';
import { noticeGate } from './notice-gate';
import { isSetAside } from './set-aside';
import type { Instant, LeftStack, MovePlan, RolloutPlan } from './rollout-plan';
import type { NoticeFacts, RolloutState } from './rollout-state';

/** Whether a stack may be moved forward now, later, or not at all. */
export type MoveGate =
  | { readonly kind: 'open' }
  | { readonly kind: 'opens'; readonly at: Instant }
  | { readonly kind: 'never'; readonly why: LeftStack['why']; readonly detail: string };

/** What is asked of a roll-out, or of the plan of one, to know when a stack may be moved. */
export type GateRules = Pick<RolloutState, 'overrides'> & {
  readonly plan: Pick<RolloutPlan, 'lane' | 'policy' | 'calendars'>;
};

/** What its calendar, its cell and its client say about starting to move a stack, which has waited since some time. */
export function moveGate(state: RolloutState, found: FoundMove, since: Instant, now: Instant): MoveGate {
  const { move } = found.planned;
  if (isCellBehind(state, move)) {
    return { kind: 'never', why: 'cell-behind', detail: `${move.cell} is not at ${state.plan.to}` };
  }
  const { policy } = state.plan;
  const gate = opensAt(state, move, found.facts.notice, policy.moveMinutes, now);
  if (gate.kind === 'never') {
    return gate;
  }
  if (gate.at <= now) {
    return { kind: 'open' };
  }
  const patience = policy.openingPatienceDays;
  return gate.at > since + patience * DAY ? noOpening(patience) : gate;
}

/** Whether a move that was intended may still be started: a window that closed meanwhile, or an objection, is in its way. */
export function mayStillStart(state: RolloutState, { planned, facts }: FoundMove, now: Instant): boolean {
  const gate = opensAt(state, planned.move, facts.notice, 0, now);
  return gate.kind === 'opens' && gate.at <= now && !isCellBehind(state, planned.move);
}

/** When what a plan and its overrides say lets a stack be moved first, not before `now`; or why never. */
export function opensAt(
  state: GateRules,
  { stack, calendar: key }: Pick<MovePlan, 'stack' | 'calendar'>,
  notice: NoticeFacts | undefined,
  minutes: number,
  now: Instant,
): Exclude<MoveGate, { kind: 'open' }> {
  const calendar = calendarOf(state.plan, key);
  const told = noticeGate(state, stack, calendar.maintenance.noticeDays, notice);
  if (told.kind === 'never') {
    return told;
  }
  const at = nextOpening(calendar, Math.max(now, told.at), minutes, {
    window: isSetAside(state, 'window', stack),
    freeze: isSetAside(state, 'freeze', stack),
  });
  return at === undefined ? noOpening(state.plan.policy.openingPatienceDays) : { kind: 'opens', at };
}

function noOpening(days: number): Extract<MoveGate, { kind: 'never' }> {
  return { kind: 'never', why: 'no-opening', detail: `its window does not open within ${days} days` };
}

function isCellBehind(state: RolloutState, { stack, cell }: MovePlan): boolean {
  const found = isCell(stack) ? undefined : findMove(state, cell);
  return found !== undefined && !isAtTarget(found.facts);
}
