import { BRAIN_PLANTS } from './brain-plants';
import type { Plant } from './plant';
import { RUNNER_PLANTS } from './runner-plants';

/** Faults that the simulation must find. */
export const PLANTS: readonly Plant[] = [...BRAIN_PLANTS, ...RUNNER_PLANTS];
