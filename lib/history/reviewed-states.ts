import { hash } from 'node:crypto';

import { isError } from '../diagnostics/diagnostic';
import type { Tenant } from '../fleet/fleet';
import { FLEET_FILE_PATH, TENANTS_FOLDER_PATH } from '../fleet/fleet-files';
import type { FleetFiles, TenantFolder } from '../fleet/fleet-files';
import { tenantContext } from '../fleet/parse-fleet';
import { readTenantFolder } from '../fleet/read-tenant';
import { resolveTenant, reviewTenant } from '../fleet/review-tenant';
import type { UnchangedStack } from '../plan/stack-pair';
import { programDigest } from '../release/program-digest';
import type { ReviewLine } from '../render/assemble/review-record';
import { isCurrent } from '../render/assemble/reviewed-tenant';
import { tenantDisplayName } from '../render/rendered-stack';
import type { ReviewedFleet } from '../render/review-fleet';
import type { BaseCommit } from './base-commit';
import { parseBaseFleet } from './base-fleet';
import { readCommittedFleet } from './committed-fleet';
import { contentId, listEntries } from './committed-files';
import type { FleetStates, WorkTree } from './fleet-states';
import { fleetStacks } from './fleet-stacks';
import { KeptStacks } from './kept-stacks';
import type { KeptStack } from './kept-stacks';
import { changedProgram, checkReleases, isOwnProgram } from './program-changes';
import { tenantTreeId } from './tree-id';

/** The working tree of a fleet that was reviewed. */
export type ReviewedWork = Pick<WorkTree, 'rootFolder' | 'projectFolder' | 'catalogues' | 'maker'> & {
  readonly review: ReviewedFleet;
  /** Folder for what can be made again, as an absolute path. */
  readonly cacheFolder: string;
};

/** What is known of a tenant of the working tree. */
interface CurrentTenant {
  /** Undefined when its files have just changed, so that nothing may be kept of it. */
  readonly source: string | undefined;
  readonly tree: string;
  /** What an earlier plan found of it as it is. */
  readonly kept: KeptStack | undefined;
  /** Its files, as far as they were read. */
  readonly folder?: TenantFolder;
}

/**
 * Both states of a fleet, of which tenants that are the same in git as in the working tree, by the id of their folder,
 * are neither read nor compared again. What comes of it is what comes of reading everything; undefined where only that
 * can tell, as when `fleet.yaml` differs or the base has an error.
 *
 * @throws ProblemError when a release is not what it was, or cannot be opened.
 */
export async function reviewedStates(base: BaseCommit, work: ReviewedWork): Promise<FleetStates | undefined> {
  const trees = baseTrees(base, work.review);
  if (trees === undefined || !isSameProgram(base, work.projectFolder)) {
    return undefined;
  }
  const kept = new KeptStacks(work.cacheFolder, decidesAll(work));
  const current = await currentTenants(work, kept.read(), trees);
  if (current === undefined) {
    return undefined;
  }
  const differing = new Set(
    [...new Set([...trees.byTenant.keys(), ...current.keys()])].filter(
      (id) => trees.byTenant.get(id) !== current.get(id)?.tree,
    ),
  );
  const files = workFiles(work, current, differing);
  const parsed = files === undefined ? undefined : baseTenants(base, work, files, differing);
  if (files === undefined || parsed === undefined) {
    return undefined;
  }
  const { fleet } = work.review;
  const same = fleet.tenants.filter(({ id }) => !differing.has(id));
  const tenants = [...same, ...parsed.tenants].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    files,
    base: {
      files: parsed.files,
      stacks: fleetStacks({ ...fleet, tenants }, work.rootFolder, work.maker),
      program: [],
    },
    after: fleetStacks(fleet, work.rootFolder, work.maker),
    known: knownStacks(current, differing),
    keep: (stacks) => kept.write(stacksToKeep(current, stacks)),
  };
}

interface BaseTrees {
  /** An id of the repository. */
  readonly like: string;
  /** The id of the folder, by the id of the tenant. */
  readonly byTenant: ReadonlyMap<string, string>;
}

/** Undefined when `fleet.yaml` differs, or something else than folders lies among the tenants. */
function baseTrees(base: BaseCommit, { fleetFile }: ReviewedFleet): BaseTrees | undefined {
  const listed = listEntries(base, [FLEET_FILE_PATH, `${TENANTS_FOLDER_PATH}/`]);
  const like = listed.find(({ path }) => path === FLEET_FILE_PATH)?.id;
  if (like === undefined || contentId(fleetFile.bytes, like) !== like) {
    return undefined;
  }
  const folders = listed
    .map(({ path, ...entry }) => ({ ...entry, id: path.split('/')[1] ?? '', tree: entry.id }))
    .filter(({ id }) => id !== '' && !id.startsWith('.'));
  return folders.every(({ mode }) => mode === '040000')
    ? { like, byTenant: new Map(folders.map(({ id, tree }) => [id, tree])) }
    : undefined;
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

function decidesAll({ review, catalogues }: ReviewedWork): readonly string[] {
  return [programDigest(), hash('sha256', review.fleetFile.bytes), JSON.stringify([...catalogues])];
}

async function currentTenants(
  work: ReviewedWork,
  earlier: ReadonlyMap<string, KeptStack>,
  trees: BaseTrees,
): Promise<ReadonlyMap<string, CurrentTenant> | undefined> {
  const current = new Map<string, CurrentTenant>();
  for (const { id, release } of work.review.fleet.tenants) {
    const line = work.review.reviews.get(id);
    const source = sourceOf(line, await work.maker.releaseDigest(release));
    const kept = source !== undefined && earlier.get(id)?.source === source ? earlier.get(id) : undefined;
    const folder = kept === undefined ? readAsReviewed(work, id) : undefined;
    const tree = kept?.tree ?? treeIdOf(folder, trees.like);
    if (tree === undefined) {
      return undefined;
    }
    // Files that do not differ are not asked for again, and a fleet has many.
    const isAskedFor = folder !== undefined && tree !== trees.byTenant.get(id);
    current.set(id, { source, tree, kept, ...(isAskedFor ? { folder } : {}) });
  }
  return current;
}

function treeIdOf(folder: TenantFolder | undefined, like: string): string | undefined {
  return folder === undefined ? undefined : tenantTreeId(folder, like);
}

function sourceOf(line: ReviewLine | undefined, releaseDigest: string): string | undefined {
  const marks = line?.record.marks;
  return marks === undefined
    ? undefined
    : hash('sha256', [releaseDigest, line?.tenant, JSON.stringify(marks)].join('\n'));
}

/** The files of a tenant, when they are those that were reviewed; undefined when they have changed since. */
function readAsReviewed(
  { rootFolder, catalogues, review }: ReviewedWork,
  id: string,
): TenantFolder | undefined {
  const { folder } = readTenantFolder(rootFolder, id);
  const line = review.reviews.get(id);
  if (folder === undefined || line === undefined) {
    return undefined;
  }
  if (line.record.marks !== undefined) {
    return isCurrent(rootFolder, line.record.marks) ? folder : undefined;
  }
  const context = tenantContext(review.fleetFile, catalogues);
  const { file } = context.fleet;
  const tenant = file === undefined ? undefined : resolveTenant(reviewTenant(folder, context), file.defaults);
  return JSON.stringify(tenant) === line.tenant ? folder : undefined;
}

/** The files of the working tree that may differ from those of the base. */
function workFiles(
  work: ReviewedWork,
  current: ReadonlyMap<string, CurrentTenant>,
  differing: ReadonlySet<string>,
): FleetFiles | undefined {
  const ids = [...work.review.reviews.keys()].filter((id) => differing.has(id));
  const tenants = ids.flatMap((id) => current.get(id)?.folder ?? readAsReviewed(work, id) ?? []);
  return tenants.length < ids.length ? undefined : { fleet: work.review.fleetFile, tenants };
}

interface BaseTenants {
  readonly files: FleetFiles;
  readonly tenants: readonly Tenant[];
}

/** The tenants of the base that differ; undefined when one of them has an error. */
function baseTenants(
  base: BaseCommit,
  { review: { fleet, fleetFile }, catalogues }: ReviewedWork,
  files: FleetFiles,
  differing: ReadonlySet<string>,
): BaseTenants | undefined {
  if (differing.size === 0) {
    return { files: { fleet: fleetFile, tenants: [] }, tenants: [] };
  }
  const read = readCommittedFleet(base, files, differing);
  const parsed = parseBaseFleet(read.files, { files, fleet }, catalogues);
  const hasError = [...read.diagnostics, ...parsed.diagnostics].some(isError);
  return hasError || parsed.fleet === undefined
    ? undefined
    : { files: read.files, tenants: parsed.fleet.tenants };
}

function knownStacks(
  current: ReadonlyMap<string, CurrentTenant>,
  differing: ReadonlySet<string>,
): ReadonlyMap<string, UnchangedStack> {
  return new Map(
    [...current].flatMap(([id, { kept }]) => {
      const stack = tenantDisplayName(id);
      return kept === undefined || differing.has(id)
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
