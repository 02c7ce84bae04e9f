import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { isError } from '../diagnostics/diagnostic';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Cell } from '../fleet/fleet';
import { FLEET_FILE_PATH } from '../fleet/fleet-files';
import { parseFleet } from '../fleet/parse-fleet';
import { readFeatureCatalogues } from '../release/feature-catalogues';

export type FleetCells =
  | { readonly kind: 'cells'; readonly cells: readonly Cell[] }
  | { readonly kind: 'refused'; readonly problems: readonly Diagnostic[] };

/** The cells of `fleet.yaml` in the folder; tenants are not looked at. */
export function readFleetCells(folder: string): FleetCells {
  const path = join(folder, FLEET_FILE_PATH);
  const file = existsSync(path)
    ? ({ kind: 'file', path: FLEET_FILE_PATH, bytes: readFileSync(path) } as const)
    : undefined;
  const { fleet, diagnostics } = parseFleet({ fleet: file, tenants: [] }, readFeatureCatalogues(folder));
  return fleet === undefined
    ? { kind: 'refused', problems: diagnostics.filter(isError) }
    : { kind: 'cells', cells: fleet.cells };
}
