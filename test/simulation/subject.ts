import { STANDARD_BRAIN } from '../../lib/rollout/runner/standard-brain';
import type { Subject } from './run-scenario';

/** The project's own brain and runner, as they are. */
export const OWN: Subject = { brain: STANDARD_BRAIN };
