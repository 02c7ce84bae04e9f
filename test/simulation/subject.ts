import { advance } from '../../lib/rollout/advance';
import { noticed } from '../../lib/rollout/record-notice';
import { startRollout } from '../../lib/rollout/start-rollout';
import type { Subject } from './run-scenario';

/** The project's own brain and runner, as they are. */
export const OWN: Subject = {
  brain: { start: startRollout, advance, noticed, summarize: () => 'It is over.' },
};
