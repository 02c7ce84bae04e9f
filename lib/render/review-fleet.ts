import { invariant } from '../diagnostics/invariant';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Fleet } from '../fleet/fleet';
import { parseFleetFile } from '../fleet/fleet-draft';
import type { SourceFile } from '../fleet/fleet-files';
import { resolveFleet } from '../fleet/parse-fleet';
import { listTenants, readFleetFile } from '../fleet/read-fleet';
import { programDigest } from '../release/program-digest';
import { bucketsOf, crewFor, warningsOf } from './assemble-fleet';
import type { AssembleRequest } from './assemble-fleet';
import { tenantOf } from './assemble/review-record';
import type { ReviewLine } from './assemble/review-record';

/** A fleet that was checked, with what is kept of each tenant. */
export interface ReviewedFleet {
  readonly fleet: Fleet;
  readonly fleetFile: SourceFile;
  readonly warnings: readonly Diagnostic[];
  /** By the id of the tenant, ordered as the fleet is. */
  readonly reviews: ReadonlyMap<string, ReviewLine>;
}

/**
 * Reads and checks a fleet, of which tenants that nobody has touched are taken from what earlier runs kept: the same as
 * loading it. Undefined when it has an error; loading it says which.
 */
export async function reviewFleet({
  rootFolder,
  cacheFolder,
  catalogues,
}: Omit<AssembleRequest, 'outdir' | 'select'>): Promise<ReviewedFleet | undefined> {
  const fleetFile = readFleetFile(rootFolder);
  const draft = parseFleetFile(fleetFile);
  const { ids, diagnostics } = listTenants(rootFolder);
  if (fleetFile === undefined || draft.file === undefined || diagnostics.length > 0) {
    return undefined;
  }
  invariant(fleetFile.kind === 'file', 'what was parsed is a file');
  const task = {
    rootFolder,
    cacheFolder,
    // Nothing is written.
    outdir: '',
    program: programDigest(),
    fleetFile,
    catalogues,
    buckets: bucketsOf(ids),
  };
  const crew = crewFor(task, ids.length, true);
  try {
    const warnings = warningsOf(await crew.review(() => undefined), draft, catalogues);
    if (warnings === undefined) {
      return undefined;
    }
    const lines = [...(await crew.lines())].sort((a, b) =>
      a.record.claims.id < b.record.claims.id ? -1 : 1,
    );
    return {
      fleet: resolveFleet(draft.file, lines.map(tenantOf)),
      fleetFile,
      warnings,
      reviews: new Map(lines.map((line) => [line.record.claims.id, line])),
    };
  } finally {
    await crew.end();
  }
}
