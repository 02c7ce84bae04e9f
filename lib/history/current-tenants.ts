import { hash } from 'node:crypto';

import type { SourceFile, TenantFolder } from '../fleet/fleet-files';
import { tenantContext } from '../fleet/parse-fleet';
import { readTenantFolder } from '../fleet/read-tenant';
import { resolveTenant, reviewTenant } from '../fleet/review-tenant';
import type { ReviewLine } from '../render/assemble/review-record';
import { isCurrent } from '../render/assemble/reviewed-tenant';
import type { BaseTrees } from './base-trees';
import type { WorkTree } from './fleet-states';
import type { KeptStack } from './kept-stacks';
import { tenantTreeId } from './tree-id';

/** What is known of a tenant of the working tree. */
export interface CurrentTenant {
  /** Undefined when its files have just changed, so that nothing may be kept of it. */
  readonly source: string | undefined;
  readonly tree: string;
  /** What an earlier plan found of it as it is. */
  readonly kept: KeptStack | undefined;
  /** Its files, as far as they were read. */
  readonly folder?: TenantFolder;
}

/** What a tenant of the working tree is held against. */
export interface Known {
  readonly fleetFile: SourceFile;
  readonly trees: BaseTrees;
  /** What earlier plans kept, by the id of the tenant. */
  readonly earlier: ReadonlyMap<string, KeptStack>;
}

/** What is known of the tenant of this line; undefined when its files have changed since it was reviewed. */
export function currentTenant(
  work: Pick<WorkTree, 'rootFolder' | 'catalogues'>,
  line: ReviewLine,
  releaseDigest: string,
  { fleetFile, trees, earlier }: Known,
): CurrentTenant | undefined {
  const { id } = line.record.claims;
  const source = sourceOf(line, releaseDigest);
  const kept = source !== undefined && earlier.get(id)?.source === source ? earlier.get(id) : undefined;
  const folder = kept === undefined ? readAsReviewed(work, line, fleetFile) : undefined;
  const tree = kept?.tree ?? (folder === undefined ? undefined : tenantTreeId(folder, trees.like));
  if (tree === undefined) {
    return undefined;
  }
  // Files that do not differ are not asked for again, and a fleet has many.
  const isAskedFor = folder !== undefined && tree !== trees.byTenant.get(id);
  return { source, tree, kept, ...(isAskedFor ? { folder } : {}) };
}

function sourceOf({ record: { marks }, tenant }: ReviewLine, releaseDigest: string): string | undefined {
  return marks === undefined
    ? undefined
    : hash('sha256', [releaseDigest, tenant, JSON.stringify(marks)].join('\n'));
}

/** The files of a tenant, when they are those that were reviewed; undefined when they have changed since. */
export function readAsReviewed(
  { rootFolder, catalogues }: Pick<WorkTree, 'rootFolder' | 'catalogues'>,
  { record, tenant: reviewed }: ReviewLine,
  fleetFile: SourceFile,
): TenantFolder | undefined {
  const { folder } = readTenantFolder(rootFolder, record.claims.id);
  if (folder === undefined) {
    return undefined;
  }
  if (record.marks !== undefined) {
    return isCurrent(rootFolder, record.marks) ? folder : undefined;
  }
  const context = tenantContext(fleetFile, catalogues);
  const { file } = context.fleet;
  const tenant = file === undefined ? undefined : resolveTenant(reviewTenant(folder, context), file.defaults);
  return JSON.stringify(tenant) === reviewed ? folder : undefined;
}
