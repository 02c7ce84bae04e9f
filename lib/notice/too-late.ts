import { findMove } from '../rollout/move-index';
import type { RolloutState } from '../rollout/rollout-state';

/** What keeps a roll-out from holding a client that objects: its move is on the way, or over. */
type TooLate = 'is being moved' | 'was moved';

/** Why an objection to a roll-out changes nothing any more; undefined where the client is held, or not part of it. */
export function tooLate(state: RolloutState, stack: string): TooLate | undefined {
  switch (findMove(state, stack)?.facts.kind) {
    case 'moving':
      return 'is being moved';
    case 'moved':
      return 'was moved';
    default:
      return undefined;
  }
}
