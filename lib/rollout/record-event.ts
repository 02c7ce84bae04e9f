import { progressed } from './progress';
import { recordIntent } from './record-intent';
import { recordNotice } from './record-notice';
import { recordOutcome } from './record-outcome';
import { recordSample } from './record-sample';
import { recordFound, recordLeft, recordPin } from './record-stack';
import { recordWord, skipStack } from './record-word';
import type { RolloutEvent } from './rollout-event';
import type { Instant } from './rollout-plan';
import type { RolloutState } from './rollout-state';

/**
 * The state after an event. One that comes too late, twice, or for a stack that is not part of the roll-out changes
 * nothing.
 */
export function recordEvent(state: RolloutState, event: RolloutEvent, now: Instant): RolloutState {
  const next = recorded(state, event, now);
  return next === state ? state : progressed(next, now);
}

function recorded(state: RolloutState, event: RolloutEvent, now: Instant): RolloutState {
  switch (event.kind) {
    case 'tick':
      return state;
    case 'intended':
      return recordIntent(state, event, now);
    case 'settled':
      return recordOutcome(state, event, now);
    case 'found':
      return recordFound(state, event, now);
    case 'left':
      return recordLeft(state, event, now);
    case 'sampled':
      return recordSample(state, event, now);
    case 'pinned':
      return recordPin(state, event);
    case 'notice':
      return recordNotice(state, event, now);
    case 'overridden':
      return { ...state, overrides: [...state.overrides, event.override] };
    case 'skip':
      return skipStack(state, event, now);
    case 'pause':
    case 'resume':
    case 'abort':
    case 'halt':
    case 'retry':
      return recordWord(state, event, now);
  }
}
