import { DAY } from './calendar/civil-day';
import { isSetAside } from './set-aside';
import type { Instant, LeftStack, RolloutPlan } from './rollout-plan';
import type { NoticeFacts, RolloutState } from './rollout-state';

/** From when on what a tenant was told, and what it answered, let it be moved; or why not at all. */
export type NoticeGate =
  | { readonly kind: 'from'; readonly at: Instant }
  | { readonly kind: 'never'; readonly why: LeftStack['why']; readonly detail: string };

const AT_ONCE: NoticeGate = { kind: 'from', at: 0 };

/**
 * A tenant is told `noticeDays` before its move, and not moved before the slot that it was told of. It may waive both. An objection holds against everybody until
 * `objectionDays` after the end of the notice; from then on an operator may set it aside.
 */
export function noticeGate(
  state: Pick<RolloutState, 'overrides'> & { readonly plan: Pick<RolloutPlan, 'lane' | 'policy'> },
  stack: string,
  noticeDays: number,
  notice: NoticeFacts | undefined,
): NoticeGate {
  if (state.plan.lane === 'hot-fix') {
    return AT_ONCE;
  }
  const isAside = isSetAside(state, 'notice', stack);
  if (notice?.objectedAt !== undefined) {
    const { objectionDays } = state.plan.policy;
    const deadline = notice.sentAt + (noticeDays + objectionDays) * DAY;
    return isAside
      ? { kind: 'from', at: deadline }
      : { kind: 'never', why: 'objected', detail: 'the client objected' };
  }
  if (isAside || notice?.waivedAt !== undefined) {
    return AT_ONCE;
  }
  if (notice === undefined) {
    return noticeDays === 0
      ? AT_ONCE
      : { kind: 'never', why: 'not-told', detail: `the client is to be told ${noticeDays} days before` };
  }
  const { sentAt, notBefore = 0 } = notice;
  return { kind: 'from', at: Math.max(noticeDays === 0 ? 0 : sentAt + noticeDays * DAY, notBefore) };
}
