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
 * A tenant is told `noticeDays` before its move. It may waive that. An objection holds against everybody until
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
  if (noticeDays === 0 || isAside || notice?.waivedAt !== undefined) {
    return AT_ONCE;
  }
  return notice === undefined
    ? { kind: 'never', why: 'not-told', detail: `the client is to be told ${noticeDays} days before` }
    : { kind: 'from', at: notice.sentAt + noticeDays * DAY };
}
