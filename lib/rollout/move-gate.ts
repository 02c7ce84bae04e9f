import { invariant } from '../diagnostics/invariant';
import { DAY } from './calendar/civil-day';
import { nextOpening } from './calendar/next-opening';
import { isAtTarget } from './at-target';
import { findMove, isCell, type FoundMove } from './move-index';
import { noticeGate } from './notice-gate';
import { isSetAside } from './set-aside';
import type { Instant, LeftStack, MovePlan } from './rollout-plan';
import type { RolloutState } from './rollout-state';

/** Whether a stack may be moved forward now, later, or not at all. */
export type MoveGate =
  | { readonly kind: 'open' }
  | { readonly kind: 'opens'; readonly at: Instant }
  | { readonly kind: 'never'; readonly why: LeftStack['why']; readonly detail: string };

/** What its calendar, its cell and its client say about starting to move a stack, which has waited since some time. */
export function moveGate(state: RolloutState, found: FoundMove, since: Instant, now: Instant): MoveGate {
  const { move } = found.planned;
  if (isCellBehind(state, move)) {
    return { kind: 'never', why: 'cell-behind', detail: `${move.cell} is not at ${state.plan.to}` };
  }
  const { policy } = state.plan;
  const gate = opensAt(state, found, policy.moveMinutes, now);
  if (gate.kind !== 'opens' || gate.at <= now) {
    return gate.kind === 'opens' ? { kind: 'open' } : gate;
  }
  const patience = policy.openingPatienceDays;
  return gate.at > since + patience * DAY ? noOpening(patience) : gate;
}

/** Whether a move that was intended may still be started: a window that closed meanwhile, or an objection, is in its way. */
export function mayStillStart(state: RolloutState, found: FoundMove, now: Instant): boolean {
  const gate = opensAt(state, found, 0, now);
  return gate.kind === 'opens' && gate.at <= now && !isCellBehind(state, found.planned.move);
}

function opensAt(
  state: RolloutState,
  { planned, facts }: FoundMove,
  minutes: number,
  now: Instant,
): MoveGate {
  const { stack, calendar: key } = planned.move;
  const calendar = state.plan.calendars[key];
  invariant(calendar !== undefined, 'a plan holds every calendar that its moves name');
  const notice = noticeGate(state, stack, calendar.maintenance.noticeDays, facts.notice);
  if (notice.kind === 'never') {
    return notice;
  }
  const at = nextOpening(calendar, Math.max(now, notice.at), minutes, {
    window: isSetAside(state, 'window', stack),
    freeze: isSetAside(state, 'freeze', stack),
  });
  return at === undefined ? noOpening(state.plan.policy.openingPatienceDays) : { kind: 'opens', at };
}

function noOpening(days: number): MoveGate {
  return { kind: 'never', why: 'no-opening', detail: `its window does not open within ${days} days` };
}

function isCellBehind(state: RolloutState, { stack, cell }: MovePlan): boolean {
  const found = isCell(stack) ? undefined : findMove(state, cell);
  return found !== undefined && !isAtTarget(found.facts);
}
