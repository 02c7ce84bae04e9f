import { resolve } from 'node:path';

import type { Diagnostic } from '../diagnostics/diagnostic';
import { sortDiagnostics } from '../diagnostics/render';
import type { FleetFiles } from '../fleet/fleet-files';
import type { Fleet } from '../fleet/fleet';
import { parseFleet } from '../fleet/parse-fleet';
import { readFleetFiles } from '../fleet/read-fleet';
import type { ReleaseDescriptions } from '../fleet/release-description';
import { readFeatureCatalogues } from '../release/feature-catalogues';
import type { Host } from './host';

export interface LoadedFleet {
  /** Absolute path of the folder with `fleet.yaml`. */
  readonly rootFolder: string;
  readonly files: FleetFiles;
  readonly catalogues: ReleaseDescriptions;
  /** Undefined when there is an error among the diagnostics. */
  readonly fleet: Fleet | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads and checks the fleet in `folder`, which is relative to where the command runs. */
export async function loadFleet(host: Pick<Host, 'cwd'>, folder: string): Promise<LoadedFleet> {
  const rootFolder = resolve(host.cwd, folder);
  const catalogues = readFeatureCatalogues();
  const read = await readFleetFiles(rootFolder);
  const parsed = parseFleet(read.files, catalogues);
  const diagnostics = sortDiagnostics([...read.diagnostics, ...parsed.diagnostics]);
  const hasError = diagnostics.some(({ severity }) => severity === 'error');
  return {
    rootFolder,
    files: read.files,
    catalogues,
    fleet: hasError ? undefined : parsed.fleet,
    diagnostics,
  };
}
