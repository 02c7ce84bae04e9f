import { advance } from '../advance';
import { noticed } from '../record-notice';
import { startRollout } from '../start-rollout';
import { statusOf } from '../status';
import type { Brain } from './brain';

/** The rules of roll-outs as `docs/rollout.md` has them. */
export const STANDARD_BRAIN: Brain = {
  start: startRollout,
  noticed,
  advance,
  summarize: (state, now) => statusOf(state, now).sentence,
};
