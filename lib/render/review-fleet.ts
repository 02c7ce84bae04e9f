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
import { inlineCrew } from './assemble/crew';
import type { Crew } from './assemble/crew';
import { tenantOf } from './assemble/review-record';
import type { ReviewLine } from './assemble/review-record';
import type { ReviewedShard, ShardTask } from './assemble/shard';

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
  const { shards, lines } = await reviewAll(task);
  const warnings = warningsOf(shards, draft, catalogues);
  if (warnings === undefined) {
    return undefined;
  }
  const sorted = lines.toSorted((a, b) => (a.record.claims.id < b.record.claims.id ? -1 : 1));
  return {
    fleet: resolveFleet(draft.file, sorted.map(tenantOf)),
    fleetFile,
    warnings,
    reviews: new Map(sorted.map((line) => [line.record.claims.id, line])),
  };
}

/** Of tenants that are as earlier runs found them, telling another thread takes longer than looking. */
const READ_SHARE_MIN = 0.25;

interface Reviews {
  readonly shards: readonly ReviewedShard[];
  readonly lines: readonly ReviewLine[];
}

/** One bucket tells how much there is to read; the others are shared among threads where it is much. */
async function reviewAll(task: ShardTask): Promise<Reviews> {
  const [first, ...rest] = task.buckets;
  const probe = await reviewed(inlineCrew({ ...task, buckets: first === undefined ? [] : [first] }));
  const read = probe.shards.reduce((sum, shard) => sum + shard.read, 0);
  const others = { ...task, buckets: rest };
  const isMuch = read > probe.lines.length * READ_SHARE_MIN;
  const tenants = rest.reduce((sum, { ids }) => sum + ids.length, 0);
  const { shards, lines } = await reviewed(isMuch ? crewFor(others, tenants, true) : inlineCrew(others));
  return { shards: [...probe.shards, ...shards], lines: [...probe.lines, ...lines] };
}

async function reviewed(crew: Crew): Promise<Reviews> {
  try {
    return { shards: await crew.review(() => undefined), lines: await crew.lines() };
  } finally {
    await crew.end();
  }
}
