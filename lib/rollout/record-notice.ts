import { findMove } from './move-index';
import { replaceMove } from './replace-facts';
import type { RolloutEvent } from './rollout-event';
import type { Instant } from './rollout-plan';
import type { NoticeFacts, RolloutState } from './rollout-state';

type NoticeEvent = Extract<RolloutEvent, { kind: 'notice' }>;

/** A client was told of the release, or answered. It may change its mind: the latest answer holds. */
export function recordNotice(state: RolloutState, { stack, act }: NoticeEvent, now: Instant): RolloutState {
  const found = findMove(state, stack);
  return found === undefined
    ? state
    : replaceMove(state, found.place, { ...found.facts, notice: noticed(found.facts.notice, act, now) });
}

/** Who answers was told, whether or not anybody wrote down when; who is told again was told the first time. */
export function noticed(before: NoticeFacts | undefined, act: NoticeEvent['act'], now: Instant): NoticeFacts {
  const sentAt = before?.sentAt ?? now;
  switch (act) {
    case 'sent':
      return { ...before, sentAt };
    case 'acknowledged':
      return { sentAt, acknowledgedAt: now };
    case 'objected':
      return { sentAt, objectedAt: now };
    case 'waived':
      return { sentAt, waivedAt: now };
  }
}
