import { invariant } from '../diagnostics/invariant';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Fleet, Tenant } from '../fleet/fleet';
import { parseFleetFile } from '../fleet/fleet-draft';
import type { SourceFile } from '../fleet/fleet-files';
import { resolveFleet } from '../fleet/parse-fleet';
import { listTenants, readFleetFile } from '../fleet/read-fleet';
import { programDigest } from '../release/program-digest';
import { bucketsOf, crewFor, warningsOf } from './assemble-fleet';
import type { AssembleRequest } from './assemble-fleet';
import { inlineCrew } from './assemble/crew';
import { tenantOf } from './assemble/review-record';
import type { ReviewLine } from './assemble/review-record';
import type { ReviewedShard, ShardTask } from './assemble/shard';

/** A fleet that was checked. */
export interface ReviewedFleet {
  readonly fleet: Fleet;
  readonly fleetFile: SourceFile;
  readonly warnings: readonly Diagnostic[];
}

/** A tenant that was reviewed, with what is kept of it. */
export interface ReviewedLine {
  readonly tenant: Tenant;
  readonly line: ReviewLine;
}

/** A part of a fleet's tenants that was reviewed. */
export interface ReviewedPart {
  readonly fleetFile: SourceFile;
  readonly reviewed: readonly ReviewedLine[];
}

/**
 * Reads and checks a fleet, of which tenants that nobody has touched are taken from what earlier runs kept: the same as
 * loading it. Undefined when it has an error; loading it says which.
 *
 * @param onPart Told of tenants as soon as they are reviewed, while others are.
 */
export async function reviewFleet(
  { rootFolder, cacheFolder, catalogues }: Omit<AssembleRequest, 'outdir' | 'select'>,
  onPart: (part: ReviewedPart) => void,
): Promise<ReviewedFleet | undefined> {
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
  const all: ReviewedLine[] = [];
  const shards = await reviewAll(task, (lines) => {
    const reviewed = lines.map((line) => ({ tenant: tenantOf(line), line }));
    all.push(...reviewed);
    onPart({ fleetFile, reviewed });
  });
  const warnings = warningsOf(shards, draft, catalogues);
  if (warnings === undefined) {
    return undefined;
  }
  const sorted = all.toSorted((a, b) => (a.tenant.id < b.tenant.id ? -1 : 1));
  return {
    fleet: resolveFleet(
      draft.file,
      sorted.map(({ tenant }) => tenant),
    ),
    fleetFile,
    warnings,
  };
}

/** Of tenants that are as earlier runs found them, telling another thread takes longer than looking. */
const READ_SHARE_MIN = 0.25;

/** One bucket tells how much there is to read; the others are shared among threads where it is much. */
async function reviewAll(
  task: ShardTask,
  onLines: (lines: readonly ReviewLine[]) => void,
): Promise<readonly ReviewedShard[]> {
  const [first, ...rest] = task.buckets;
  const probed: ReviewLine[] = [];
  const probe = await inlineCrew({ ...task, buckets: first === undefined ? [] : [first] }).review({
    onLines: (lines) => probed.push(...lines),
  });
  const read = probe.reduce((sum, shard) => sum + shard.read, 0);
  const others = { ...task, buckets: rest };
  const isMuch = read > probed.length * READ_SHARE_MIN;
  const tenants = rest.reduce((sum, { ids }) => sum + ids.length, 0);
  const crew = isMuch ? crewFor(others, tenants, true) : inlineCrew(others);
  try {
    const reviewing = crew.review({ onLines });
    // Threads are at work by now: whatever is done with these is done beside.
    onLines(probed);
    return [...probe, ...(await reviewing)];
  } finally {
    await crew.end();
  }
}
