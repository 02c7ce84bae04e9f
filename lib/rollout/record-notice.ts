import { findMove } from './move-index';
import { replaceMove } from './replace-facts';
import type { RolloutEvent } from './rollout-event';
import type { Instant } from './rollout-plan';
import type { NoticeFacts, RolloutState } from './rollout-state';

type NoticeEvent = Extract<RolloutEvent, { kind: 'notice' }>;

/** A client was told of the release, or answered. It may change its mind: the latest answer holds. */
export function recordNotice(state: RolloutState, event: NoticeEvent, now: Instant): RolloutState {
  const { stack, act, notBefore } = event;
  const found = findMove(state, stack);
  return found === undefined
    ? state
    : replaceMove(state, found.place, {
        ...found.facts,
        notice: noticed(found.facts.notice, act, now, notBefore),
      });
}

/**
 * Who answers was told, whether or not anybody wrote down when; who is told again was told the first time, of the slot that
 * was named last.
 */
export function noticed(
  before: NoticeFacts | undefined,
  act: NoticeEvent['act'],
  now: Instant,
  notBefore = before?.notBefore,
): NoticeFacts {
  const told = { sentAt: before?.sentAt ?? now, ...(notBefore === undefined ? {} : { notBefore }) };
  switch (act) {
    case 'sent':
      return { ...before, ...told };
    case 'acknowledged':
      return { ...told, acknowledgedAt: now };
    case 'objected':
      return { ...told, objectedAt: now };
    case 'waived':
      return { ...told, waivedAt: now };
  }
}
