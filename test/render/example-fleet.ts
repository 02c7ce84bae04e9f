import { join } from 'node:path';

import { loadFleet } from '../../lib/cli/load-fleet';
import type { LoadedFleet } from '../../lib/cli/load-fleet';
import { invariant } from '../../lib/diagnostics/invariant';
import type { Fleet } from '../../lib/fleet/fleet';

/** The root of the project, which holds the example fleet. */
export const PROJECT = join(__dirname, '..', '..');

/** The fleet that the project ships. */
export async function exampleFleet(): Promise<LoadedFleet & { readonly fleet: Fleet }> {
  const loaded = await loadFleet({ cwd: PROJECT }, '.');
  invariant(loaded.fleet !== undefined, 'the example fleet is valid');
  return { ...loaded, fleet: loaded.fleet };
}
