import { join, resolve } from 'node:path';

import type { Diagnostic } from '../diagnostics/diagnostic';
import { sortDiagnostics } from '../diagnostics/render';
import type { Fleet } from '../fleet/fleet';
import type { ReleaseDescriptions } from '../fleet/release-description';
import { findBaseCommit } from '../history/base-commit';
import type { BaseCommit } from '../history/base-commit';
import { loadedStates } from '../history/fleet-states';
import type { FleetStates } from '../history/fleet-states';
import { ReviewedStates } from '../history/reviewed-states';
import { readFeatureCatalogues } from '../release/feature-catalogues';
import { PROJECT_FOLDER } from '../release/project-folder';
import type { Workshop } from '../render/render-fleet';
import { problemList } from '../report/problem-list';
import type { Host } from './host';
import { loadFleet } from './load-fleet';

/** What can be made again, below the folder of the fleet. */
const CACHE_FOLDER = '.multiplex';

/** The working tree and its base. */
export interface StatesToCompare {
  readonly kind: 'states';
  readonly rootFolder: string;
  /** Of the working tree. */
  readonly fleet: Fleet;
  readonly catalogues: ReleaseDescriptions;
  readonly commit: BaseCommit;
  readonly states: FleetStates;
  readonly maker: Workshop;
  /** What is to be said of them. @default nothing */
  readonly notes?: readonly string[];
}

interface Unsound {
  readonly kind: 'unsound';
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads the working tree and its base: quickly, with what earlier runs kept, and where that cannot tell, by reading
 * everything. Tells of problems of the working tree, and what it is compared with.
 *
 * @throws ProblemError when the base cannot be had.
 */
export async function statesToCompare(
  options: {
    readonly fleet: string;
    readonly base?: string;
    /** Whether what is deployed takes the place of the base, which then only tells what caused a change. */
    readonly deployed?: boolean;
  },
  host: Pick<Host, 'cwd' | 'stderr'>,
): Promise<StatesToCompare | Unsound> {
  const rootFolder = resolve(host.cwd, options.fleet);
  const cacheFolder = join(rootFolder, CACHE_FOLDER);
  const catalogues = readFeatureCatalogues();
  const { Workshop: Maker } = await import('../render/render-fleet');
  const { reviewFleet } = await import('../render/review-fleet');
  const maker = new Maker(cacheFolder);
  const work = { rootFolder, cacheFolder, projectFolder: PROJECT_FOLDER, catalogues, maker };
  const found = { kind: 'states', rootFolder, catalogues, maker } as const;
  const base = soon(() => findBaseCommit(rootFolder, options.base));
  const baseCommit = async (problems: readonly Diagnostic[]): Promise<BaseCommit> => {
    host.stderr(problemList(problems));
    const commit = await base;
    host.stderr(options.deployed === true ? '' : `Compared with ${commit.why}.\n`);
    return commit;
  };
  const reading = new ReviewedStates(base, work);
  const review = await reviewFleet(work, (part) => {
    reading.take(part);
  });
  const reviewed = review === undefined ? undefined : await baseCommit(sortDiagnostics(review.warnings));
  const states = review === undefined ? undefined : await reading.states(review);
  if (review !== undefined && reviewed !== undefined && states !== undefined) {
    return { ...found, fleet: review.fleet, commit: reviewed, states };
  }
  const { fleet, files, diagnostics } = await loadFleet(host, options.fleet);
  if (fleet === undefined) {
    host.stderr(problemList(diagnostics));
    return { kind: 'unsound', diagnostics };
  }
  const commit = reviewed ?? (await baseCommit(diagnostics));
  return { ...found, fleet, commit, states: loadedStates(commit, { ...work, files, fleet }) };
}

/** Done beside what follows; what goes wrong is met by whoever waits for it, and by nobody where it is not needed. */
function soon<Value>(find: () => Value): Promise<Value> {
  const found = Promise.resolve().then(find);
  found.catch(() => undefined);
  return found;
}
