import { existsSync, mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

import type { Diagnostic } from '../diagnostics/diagnostic';
import { agreedWarnings } from '../fleet/agreement';
import type { ReleaseDescriptions } from '../fleet/release-description';
import type { Cell, Fleet } from '../fleet/fleet';
import { parseFleetFile } from '../fleet/fleet-draft';
import type { FleetDraft } from '../fleet/fleet-draft';
import { resolveFleet } from '../fleet/parse-fleet';
import { listTenants, readFleetFile } from '../fleet/read-fleet';
import { programDigest } from '../release/program-digest';
import { accessDisplayName, cellDisplayName, tenantDisplayName } from './rendered-stack';
import type { RenderedStack } from './rendered-stack';
import { Workshop } from './render-fleet';
import type { Shape } from './shape/shape';
import { OutputFolder } from './output-folder';
import { finishAssembly, writtenStack } from './write-assembly';
import type { WrittenAssembly } from './write-assembly';
import { inlineCrew, threadedCrew } from './assemble/crew';
import type { Crew } from './assemble/crew';
import type { Bucket, ReviewedShard, ShardTask, WrittenShard } from './assemble/shard';
import { stackLine } from './assemble/written-record';
import type { StackLine } from './assemble/written-record';

/** A fleet of fewer tenants is rendered sooner than a thread is ready. */
const THREADED_TENANTS_MIN = 400;

/** With fewer tenants than this, making shapes takes the longest, and has a processor to itself. */
const MANY_TENANTS_MIN = 4000;

/** About how many tenants have their reviews in one file: one change has all of a file written anew. */
const BUCKET_TENANTS = 128;

export interface AssembleRequest {
  /** Folder that holds `fleet.yaml` and `tenants/`, as an absolute path. */
  readonly rootFolder: string;
  /** Folder for what can be made again, as an absolute path. */
  readonly cacheFolder: string;
  /** Folder of the assembly, as an absolute path. */
  readonly outdir: string;
  readonly catalogues: ReleaseDescriptions;
  /** Chooses the stacks to render. @default all of them */
  readonly select?: (fleet: StackIds) => Selection;
}

/** The stacks that a fleet has. */
export interface StackIds {
  /** Tenants that have roles of their own to be deployed with, as far as that is known. @default none */
  readonly access?: readonly { readonly id: string }[];
  readonly cells: readonly { readonly id: string }[];
  readonly tenants: readonly { readonly id: string }[];
}

export type Selection =
  | { readonly kind: 'stacks'; readonly displayNames: readonly string[] }
  | { readonly kind: 'unknown'; readonly message: string };

export type Assembled =
  | (WrittenAssembly & {
      readonly kind: 'written';
      readonly stacks: readonly StackLine[];
      readonly warnings: readonly Diagnostic[];
    })
  /** The fleet has an error; nothing was written. Loading it the long way says which. */
  | { readonly kind: 'unsound' }
  /** The selection names something that is not there; nothing was written. */
  | { readonly kind: 'unknown'; readonly message: string };

/**
 * Reads, checks, renders and writes a fleet as a cloud assembly: the same files as loading it, rendering and writing it
 * one after the other, by as many threads as there are processors, and with what earlier runs have kept.
 *
 * @throws ProblemError when a release must not be rendered with, or a folder changed meanwhile.
 */
export async function assembleFleet(request: AssembleRequest): Promise<Assembled> {
  const fleetFile = readFleetFile(request.rootFolder);
  const draft = parseFleetFile(fleetFile);
  const { ids, diagnostics } = listTenants(request.rootFolder);
  if (fleetFile === undefined || draft.file === undefined || diagnostics.length > 0) {
    return { kind: 'unsound' };
  }
  const fleet = resolveFleet(draft.file, []);
  const tenants = ids.map((id) => ({ id }));
  const hasAccess = fleet.cells.some(({ access }) => access !== undefined);
  const selection = request.select?.({ cells: fleet.cells, tenants, access: hasAccess ? tenants : [] });
  if (selection?.kind === 'unknown') {
    return selection;
  }
  const only = selection === undefined ? undefined : new Set(selection.displayNames);
  const task: ShardTask = {
    rootFolder: request.rootFolder,
    cacheFolder: request.cacheFolder,
    outdir: request.outdir,
    program: programDigest(),
    fleetFile,
    catalogues: request.catalogues,
    buckets: bucketsOf(ids),
    ...(only === undefined ? {} : { only: new Set(ids.filter((id) => only.has(tenantDisplayName(id)))) }),
  };
  const crew = crewFor(task, ids.length);
  try {
    const cells = fleet.cells.filter(({ id }) => only?.has(cellDisplayName(id)) ?? true);
    const isDeployed = (id: string): boolean => only?.has(accessDisplayName(id)) ?? true;
    return await assemble(crew, { task, draft, fleet, cells, isDeployed });
  } finally {
    await crew.end();
  }
}

interface Work {
  readonly task: ShardTask;
  readonly draft: FleetDraft;
  /** Without tenants. */
  readonly fleet: Fleet;
  /** The cells to render. */
  readonly cells: readonly Cell[];
  /** Whether the roles are rendered that the tenant is deployed with. */
  readonly isDeployed: (tenant: string) => boolean;
}

async function assemble(crew: Crew, { task, draft, fleet, cells, isDeployed }: Work): Promise<Assembled> {
  const workshop = new Workshop(task.cacheFolder);
  const cellStacks = Promise.all(cells.map((cell) => workshop.renderCell(fleet, cell)));
  cellStacks.catch(ignored);
  const shapes = new Map<string, Promise<Shape>>();
  const shards = await crew.review({
    onShape: ({ name, release, input }) => {
      if (!shapes.has(name)) {
        const made = workshop.tenantShape(release, input);
        made.catch(ignored);
        shapes.set(name, made);
      }
    },
  });
  const warnings = warningsOf(shards, draft, task.catalogues);
  if (warnings === undefined) {
    return { kind: 'unsound' };
  }
  const made = new Map<string, Shape>();
  for (const [name, shape] of shapes) {
    made.set(name, await shape);
  }
  const deployed = shards.flatMap(({ tenants }) => tenants.filter(({ id }) => isDeployed(id)));
  const accessStacks = await workshop.renderAccess(
    fleet,
    deployed.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  );
  mkdirSync(task.outdir, { recursive: true });
  const [ofCells, ofTenants] = await Promise.all([
    writeStacks(task.outdir, [...(await cellStacks), ...accessStacks]),
    crew.write(made),
  ]);
  const tenantStacks = ofTenants.flatMap((shard) => shard.stacks);
  const stacks = [...ofCells.stacks, ...tenantStacks.sort((a, b) => (a.stackName < b.stackName ? -1 : 1))];
  const counts = [ofCells, ...ofTenants, finishAssembly(task.outdir, stacks)];
  return {
    kind: 'written',
    stacks: stacks.map(stackLine),
    warnings,
    written: counts.reduce((sum, count) => sum + count.written, 0),
    kept: counts.reduce((sum, count) => sum + count.kept, 0),
  };
}

/** What fails while nobody waits for it is met when it is awaited, unless the fleet turns out not to be sound. */
function ignored(): void {
  // Nothing to do.
}

async function writeStacks(outdir: string, stacks: readonly RenderedStack[]): Promise<WrittenShard> {
  const output = new OutputFolder(outdir);
  stacks.forEach((stack) => output.writeStack(stack));
  const lines = stacks.map((stack) => ({ ...writtenStack(stack), ...stackLine(stack) }));
  return Promise.resolve({ stacks: lines, written: output.written, kept: output.kept });
}

/** The warnings of a fleet; undefined when it has an error. */
export function warningsOf(
  shards: readonly ReviewedShard[],
  draft: FleetDraft,
  catalogues: ReleaseDescriptions,
): readonly Diagnostic[] | undefined {
  if (shards.some(({ isSound }) => !isSound)) {
    return undefined;
  }
  const tenants = shards.flatMap((shard) => shard.tenants).sort((a, b) => (a.id < b.id ? -1 : 1));
  const ofFleet = agreedWarnings(draft, tenants, catalogues);
  return ofFleet === undefined ? undefined : [...ofFleet, ...shards.flatMap(({ warnings }) => warnings)];
}

/** Tenants by the file that their records are kept in. */
export function bucketsOf(ids: readonly string[]): readonly Bucket[] {
  const count = 2 ** Math.max(0, Math.round(Math.log2(ids.length / BUCKET_TENANTS)));
  const buckets = Array.from({ length: count }, (): string[] => []);
  for (const id of ids) {
    buckets[crc32(id) % count]?.push(id);
  }
  return buckets.map((bucket, index) => ({ name: `${index}-of-${count}`, ids: bucket }));
}

/**
 * Threads run compiled code; run from its sources, as tests do, the program does all of the work itself.
 *
 * @param isAlone Whether the program has nothing else to do meanwhile. @default false
 */
export function crewFor(task: ShardTask, tenants: number, isAlone = false): Crew {
  const threadFile = join(__dirname, 'thread.cjs');
  if (tenants < THREADED_TENANTS_MIN || !existsSync(threadFile)) {
    return inlineCrew(task);
  }
  const processors = availableParallelism();
  const threads = tenants < MANY_TENANTS_MIN && !isAlone ? Math.max(1, processors - 1) : processors;
  const shares = Array.from({ length: threads }, (_, thread) =>
    task.buckets.filter((_bucket, index) => index % threads === thread),
  );
  return threadedCrew(
    shares.map((buckets) => ({ ...task, buckets })),
    threadFile,
  );
}
