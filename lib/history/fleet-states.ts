import { diagnostic, isError } from '../diagnostics/diagnostic';
import { ProblemError } from '../diagnostics/problem-error';
import { NEXT_RELEASE } from '../fleet/feature-catalogue';
import type { Fleet } from '../fleet/fleet';
import type { FleetFiles } from '../fleet/fleet-files';
import type { ReleaseDescriptions } from '../fleet/release-description';
import type { UnchangedStack } from '../plan/stack-pair';
import { cellDisplayName, tenantDisplayName } from '../render/rendered-stack';
import type { BaseCommit } from './base-commit';
import { parseBaseFleet } from './base-fleet';
import { baseProgramStacks } from './base-program';
import { filesOf, readCommittedFleet } from './committed-fleet';
import { fleetStacks, NO_STACKS } from './fleet-stacks';
import type { StackMaker, StateStacks } from './fleet-stacks';
import { changedProgram, checkReleases, isOwnProgram } from './program-changes';

/** The working tree's fleet, checked, and what reads and renders it. */
export interface WorkTree {
  /** Absolute path of the folder with `fleet.yaml`. */
  readonly rootFolder: string;
  /** The project that this program is. */
  readonly projectFolder: string;
  readonly files: FleetFiles;
  readonly fleet: Fleet;
  readonly catalogues: ReleaseDescriptions;
  readonly maker: StackMaker;
}

/** The fleet as the base has it. */
export interface BaseState {
  /** Undefined where it has none. */
  readonly files: FleetFiles | undefined;
  readonly stacks: StateStacks;
  /** Files of the program that have changed since and could change what it renders. */
  readonly program: readonly string[];
}

/** Both states of a fleet, ready to be compared. */
export interface FleetStates {
  /** Of the working tree: all files, or at least those that may differ from the base. */
  readonly files: FleetFiles;
  /** Its files, too, are all or at least those that may differ. */
  readonly base: BaseState;
  readonly after: StateStacks;
  /** Stacks that are known not to change, by their names. */
  readonly known: ReadonlyMap<string, UnchangedStack>;
  /** Keeps what was found of the stacks of the working tree for later plans. */
  readonly keep: (stacks: readonly UnchangedStack[]) => void;
}

/**
 * Both states, by reading everything.
 *
 * @throws ProblemError when the base cannot be read, has an error, or cannot be rendered.
 */
export function loadedStates(base: BaseCommit, work: WorkTree): FleetStates {
  return {
    files: work.files,
    base: readBaseState(base, work),
    after: fleetStacks(work.fleet, work.rootFolder, work.maker),
    known: new Map(),
    keep: () => undefined,
  };
}

/**
 * Reads the fleet of the base from git's objects and makes it ready to be rendered: by this program where the code that
 * renders is the same, and by the base's own where it is not.
 *
 * @throws ProblemError when it cannot be read, has an error, or cannot be rendered.
 */
function readBaseState(base: BaseCommit, work: WorkTree): BaseState {
  const { files, diagnostics } = readCommittedFleet(base, work.files);
  if (files.fleet === undefined && files.tenants.length === 0) {
    return { files: undefined, stacks: NO_STACKS, program: [] };
  }
  const program = isOwnProgram(base, work.projectFolder) ? changedProgram(base) : [];
  if (program.length > 0) {
    return { files, stacks: baseProgramStacks(base, work.projectFolder), program };
  }
  if (isOwnProgram(base, work.projectFolder)) {
    checkReleases(base, work.projectFolder);
  }
  const parsed = parseBaseFleet(files, work, work.catalogues);
  const problems = [...diagnostics, ...parsed.diagnostics].filter(isError);
  if (parsed.fleet === undefined || problems.length > 0) {
    throw new ProblemError([
      diagnostic({
        code: 'BASE-007',
        place: { file: base.commit },
        message: 'the fleet of the base has an error, so it is not known which stacks it gave.',
        next: 'Compare with a commit that is sound: --base <commit>',
      }),
      ...problems.map((problem) => ({
        ...problem,
        place: { ...problem.place, file: `${base.commit}:${base.prefix}${problem.place.file}` },
      })),
    ]);
  }
  return { files, stacks: fleetStacks(parsed.fleet, work.rootFolder, work.maker), program };
}

/** Paths that differ, relative to the fleet; those of a base without a fleet are all. */
export function changedPaths(before: FleetFiles | undefined, after: FleetFiles): readonly string[] {
  const had = new Map((before === undefined ? [] : filesOf(before)).map(({ path, bytes }) => [path, bytes]));
  const has = new Map(filesOf(after).map(({ path, bytes }) => [path, bytes]));
  return [...new Set([...had.keys(), ...has.keys()])].filter((path) => {
    const [was, is] = [had.get(path), has.get(path)];
    // Content that git has too is the same array, which is soon found out.
    return was !== is && (was === undefined || is === undefined || Buffer.compare(was, is) !== 0);
  });
}

/** Stacks that the working tree's blueprint renders. */
export function stacksOfNext({ cells, tenants }: Fleet): readonly string[] {
  return [
    ...cells.filter(({ release }) => release === NEXT_RELEASE).map(({ id }) => cellDisplayName(id)),
    ...tenants.filter(({ release }) => release === NEXT_RELEASE).map(({ id }) => tenantDisplayName(id)),
  ];
}
