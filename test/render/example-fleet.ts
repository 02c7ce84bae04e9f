import { join } from 'node:path';

import { loadFleet } from '../../lib/cli/load-fleet';
import type { LoadedFleet } from '../../lib/cli/load-fleet';
import { invariant } from '../../lib/diagnostics/invariant';
import { cellAccess } from '../../lib/fleet/cell-access';
import { NEXT_RELEASE } from '../../lib/fleet/feature-catalogue';
import type { Fleet } from '../../lib/fleet/fleet';

/** The root of the project, which holds the example fleet. */
export const PROJECT = join(__dirname, '..', '..');

/** The fleet that the project ships. */
export async function exampleFleet(): Promise<LoadedFleet & { readonly fleet: Fleet }> {
  const loaded = await loadFleet({ cwd: PROJECT }, '.');
  invariant(loaded.fleet !== undefined, 'the example fleet is valid');
  return { ...loaded, fleet: loaded.fleet };
}

/** A fleet with roles of their own for its tenants, all of it at the blueprint of the working tree. */
export function withAccess(fleet: Fleet): Fleet {
  const access = {
    github: { repository: 'northlight/fleet' },
    principals: ['arn:aws:iam::999900001111:role/platform/deployer'],
  };
  return {
    ...fleet,
    cells: fleet.cells.map((cell) => ({
      ...cell,
      release: NEXT_RELEASE,
      access: cellAccess(access, cell.account),
    })),
    tenants: fleet.tenants.map((tenant) => ({ ...tenant, release: NEXT_RELEASE })),
  };
}
