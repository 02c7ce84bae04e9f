import { isAtTarget } from './at-target';
import { findMove, type FoundMove } from './move-index';
import { historyOf, replaceArrived, replaceMove } from './replace-facts';
import type { OperationOutcome, RolloutEvent } from './rollout-event';
import type { Instant } from './rollout-plan';
import type { MoveFacts, RolloutState } from './rollout-state';
import { haltOnFailure } from './tolerance';

/** Tries to put a stack back, each with a token of its own, before it is named as stuck. */
const RESTORE_TRIES_MAX = 3;

/** The operation of this token has ended. */
export function recordOutcome(
  state: RolloutState,
  { stack, token, outcome }: Extract<RolloutEvent, { kind: 'settled' }>,
  now: Instant,
): RolloutState {
  const found = findMove(state, stack);
  if (found?.facts.kind === 'moving' && found.facts.token === token) {
    return settleForward(state, found, outcome, now);
  }
  if (found?.facts.kind === 'restoring' && found.facts.token === token) {
    return replaceMove(state, found.place, settledBack(found, found.facts, outcome, now));
  }
  return state;
}

function settleForward(
  state: RolloutState,
  found: FoundMove,
  outcome: OperationOutcome,
  now: Instant,
): RolloutState {
  const facts = settledForward(found, outcome, now);
  if (isAtTarget(facts)) {
    return replaceArrived(state, found.place, facts, now);
  }
  const next = replaceMove(state, found.place, facts);
  return facts.kind === 'failed' || facts.kind === 'stuck'
    ? haltOnFailure(next, found.place, facts, now)
    : next;
}

function settledForward({ facts, planned }: FoundMove, outcome: OperationOutcome, now: Instant): MoveFacts {
  const history = historyOf(facts);
  const { from, to } = planned.move;
  switch (outcome.kind) {
    case 'succeeded':
      return { ...history, kind: 'moved', at: now, isPinned: false, restoreFailures: 0 };
    case 'not-started':
      return { ...history, kind: 'waiting' };
    case 'stuck':
      return { ...history, kind: 'stuck', at: now, status: outcome.status, next: outcome.next };
    case 'failed':
      return outcome.digest === from.digest
        ? { ...history, kind: 'failed', at: now, reason: outcome.reason }
        : { ...history, kind: 'left', at: now, ...foundInstead(outcome.digest, to.digest, outcome.reason) };
  }
}

function settledBack(
  { planned }: FoundMove,
  facts: Extract<MoveFacts, { kind: 'restoring' }>,
  outcome: OperationOutcome,
  now: Instant,
): MoveFacts {
  const history = historyOf(facts);
  const { from, to } = planned.move;
  const isBack = outcome.kind === 'failed' && outcome.digest === from.digest;
  if (outcome.kind === 'succeeded' || isBack) {
    return { ...history, kind: 'restored', at: now, isPinned: false };
  }
  if (outcome.kind === 'stuck') {
    return { ...history, kind: 'stuck', at: now, status: outcome.status, next: outcome.next };
  }
  if (outcome.kind === 'failed' && outcome.digest !== to.digest) {
    return { ...history, kind: 'left', at: now, ...foundInstead(outcome.digest, to.digest, outcome.reason) };
  }
  const restoreFailures = facts.restoreFailures + (outcome.kind === 'failed' ? 1 : 0);
  return restoreFailures < RESTORE_TRIES_MAX
    ? { ...history, kind: 'moved', at: facts.movedAt, isPinned: false, restoreFailures }
    : {
        ...history,
        kind: 'stuck',
        at: now,
        status: `still at ${to.release}`,
        next: `Putting it back failed ${RESTORE_TRIES_MAX} times: ${outcome.reason}`,
      };
}

/** Somebody else changed the stack, so the engine refused to touch it: not a failure of the release. */
function foundInstead(
  digest: string | undefined,
  target: string,
  detail: string,
): { readonly why: 'removed' | 'at-target' | 'edited'; readonly detail: string } {
  if (digest === undefined) {
    return { why: 'removed', detail };
  }
  return { why: digest === target ? 'at-target' : 'edited', detail };
}
