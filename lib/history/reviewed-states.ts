import { hash } from 'node:crypto';

import { isError } from '../diagnostics/diagnostic';
import type { Tenant } from '../fleet/fleet';
import type { SourceFile, TenantFolder } from '../fleet/fleet-files';
import type { UnchangedStack } from '../plan/stack-pair';
import { programDigest } from '../release/program-digest';
import { tenantDisplayName } from '../render/rendered-stack';
import type { ReviewedFleet, ReviewedLine, ReviewedPart } from '../render/review-fleet';
import type { BaseCommit } from './base-commit';
import { parseBaseFleet } from './base-fleet';
import { baseTrees } from './base-trees';
import { CommittedFleet } from './committed-fleet';
import { currentTenant, readAsReviewed } from './current-tenants';
import type { CurrentTenant, Known } from './current-tenants';
import type { FleetStates, WorkTree } from './fleet-states';
import { fleetStacks } from './fleet-stacks';
import { KeptStacks } from './kept-stacks';
import type { KeptStack } from './kept-stacks';
import { changedProgram, checkReleases, isOwnProgram } from './program-changes';

/** The working tree of a fleet that is being reviewed. */
export type ReviewedWork = Pick<WorkTree, 'rootFolder' | 'projectFolder' | 'catalogues' | 'maker'> & {
  /** Folder for what can be made again, as an absolute path. */
  readonly cacheFolder: string;
};

/** Tenants of the base are read together: each call of git takes its time, and so does waiting for all of them. */
const READ_TOGETHER = 1_000;

interface Differing extends ReviewedLine {
  /** Its files, as far as they were read. */
  readonly folder: TenantFolder | undefined;
}

interface Opened extends Known {
  readonly base: BaseCommit;
  readonly committed: CommittedFleet;
  readonly kept: KeptStacks;
}

/**
 * Both states of a fleet, of which tenants that are the same in git as in the working tree, by the id of their folder,
 * are neither read nor compared again. The base of those that differ is read and checked while others of the working
 * tree are still reviewed.
 */
export class ReviewedStates {
  readonly #base: Promise<BaseCommit>;
  readonly #work: ReviewedWork;
  #opening: Promise<Opened | undefined> | undefined;
  #taken: Promise<void> = Promise.resolve();
  /** Whether everything can be told of what was taken. */
  #isSure = true;
  readonly #current = new Map<string, CurrentTenant>();
  #differing: Differing[] = [];
  readonly #folders: TenantFolder[] = [];
  readonly #baseFolders: TenantFolder[] = [];
  readonly #baseTenants: Tenant[] = [];

  constructor(base: Promise<BaseCommit>, work: ReviewedWork) {
    this.#base = base;
    this.#work = work;
  }

  take(part: ReviewedPart): void {
    this.#taken = this.#taken.then(() => this.#compare(part));
    // Met when the states are asked for, unless the fleet turns out not to be sound.
    this.#taken.catch(() => undefined);
  }

  /**
   * The states, once all tenants have been taken. What comes of it is what comes of reading everything; undefined where
   * only that can tell, as when `fleet.yaml` differs or the base has an error.
   *
   * @throws ProblemError when a release is not what it was, or cannot be opened, or the base cannot be had.
   */
  async states({ fleet, fleetFile }: ReviewedFleet): Promise<FleetStates | undefined> {
    await this.#taken;
    const opened = await this.#opened(fleetFile);
    if (opened === undefined || !this.#isSure) {
      return undefined;
    }
    const { byTenant } = opened.trees;
    this.#readBase(
      opened,
      [...byTenant.keys()].filter((id) => !this.#current.has(id)),
    );
    if (!this.#isSure) {
      return undefined;
    }
    const isSame = (id: string): boolean => byTenant.get(id) === this.#current.get(id)?.tree;
    const { rootFolder, maker } = this.#work;
    const tenants = [...fleet.tenants.filter(({ id }) => isSame(id)), ...this.#baseTenants].sort(byId);
    return {
      files: { fleet: fleetFile, tenants: this.#folders.sort(byId) },
      base: {
        files: { fleet: fleetFile, tenants: this.#baseFolders.sort(byId) },
        stacks: fleetStacks({ ...fleet, tenants }, rootFolder, maker),
        program: [],
      },
      after: fleetStacks(fleet, rootFolder, maker),
      known: knownStacks(this.#current, isSame),
      keep: (stacks) => opened.kept.write(stacksToKeep(this.#current, stacks)),
    };
  }

  #opened(fleetFile: SourceFile): Promise<Opened | undefined> {
    this.#opening ??= this.#open(fleetFile);
    return this.#opening;
  }

  async #open(fleetFile: SourceFile): Promise<Opened | undefined> {
    const base = await this.#base;
    const { projectFolder, cacheFolder, catalogues } = this.#work;
    const trees = baseTrees(base, fleetFile);
    if (trees === undefined || !isSameProgram(base, projectFolder)) {
      return undefined;
    }
    const decides = [programDigest(), hash('sha256', fleetFile.bytes), JSON.stringify([...catalogues])];
    const kept = new KeptStacks(cacheFolder, decides);
    return { base, fleetFile, trees, kept, earlier: kept.read(), committed: new CommittedFleet(base) };
  }

  async #compare({ fleetFile, reviewed }: ReviewedPart): Promise<void> {
    const opened = await this.#opened(fleetFile);
    if (opened === undefined || !this.#isSure) {
      return;
    }
    for (const { tenant, line } of reviewed) {
      const digest = await this.#work.maker.releaseDigest(tenant.release);
      const current = currentTenant(this.#work, line, digest, opened);
      if (current === undefined) {
        this.#isSure = false;
        return;
      }
      const { folder, ...known } = current;
      this.#current.set(tenant.id, known);
      if (current.tree !== opened.trees.byTenant.get(tenant.id)) {
        this.#differing.push({ tenant, line, folder });
      }
    }
    if (this.#differing.length >= READ_TOGETHER) {
      this.#readBase(opened, []);
    }
  }

  /** Reads and checks the base of the tenants that were found to differ, and of those that are gone. */
  #readBase({ fleetFile, committed }: Opened, gone: readonly string[]): void {
    const differing = this.#differing;
    this.#differing = [];
    const ids = new Set([...differing.map(({ tenant }) => tenant.id), ...gone]);
    if (ids.size === 0) {
      return;
    }
    const folders = differing.flatMap(
      ({ line, folder }) => folder ?? readAsReviewed(this.#work, line, fleetFile) ?? [],
    );
    const files = { fleet: fleetFile, tenants: folders };
    const read = committed.read(files, ids);
    const tenants = differing.map(({ tenant }) => tenant);
    const parsed = parseBaseFleet(read.files, { files, fleet: { tenants } }, this.#work.catalogues);
    const hasError = [...read.diagnostics, ...parsed.diagnostics].some(isError);
    if (folders.length < differing.length || hasError || parsed.fleet === undefined) {
      this.#isSure = false;
      return;
    }
    this.#folders.push(...folders);
    this.#baseFolders.push(...read.files.tenants);
    this.#baseTenants.push(...parsed.fleet.tenants);
  }
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1;
}

function isSameProgram(base: BaseCommit, projectFolder: string): boolean {
  if (!isOwnProgram(base, projectFolder)) {
    return true;
  }
  if (changedProgram(base).length > 0) {
    return false;
  }
  checkReleases(base, projectFolder);
  return true;
}

function knownStacks(
  current: ReadonlyMap<string, CurrentTenant>,
  isSame: (id: string) => boolean,
): ReadonlyMap<string, UnchangedStack> {
  return new Map(
    [...current].flatMap(([id, { kept }]) => {
      const stack = tenantDisplayName(id);
      return kept === undefined || !isSame(id)
        ? []
        : [[stack, { stack, template: kept.template, manifest: kept.manifest, reads: kept.reads }] as const];
    }),
  );
}

function stacksToKeep(
  current: ReadonlyMap<string, CurrentTenant>,
  found: readonly UnchangedStack[],
): ReadonlyMap<string, KeptStack> {
  const stacks = new Map(found.map((one) => [one.stack, one]));
  return new Map(
    [...current].flatMap(([id, { source, tree }]) => {
      const stack = stacks.get(tenantDisplayName(id));
      return source === undefined || stack === undefined
        ? []
        : [
            [
              id,
              { source, tree, template: stack.template, manifest: stack.manifest, reads: stack.reads },
            ] as const,
          ];
    }),
  );
}
