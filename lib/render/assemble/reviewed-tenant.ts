import { lstatSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { isError } from '../../diagnostics/diagnostic';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { TenantContext } from '../../fleet/checks/check-tenant';
import type { Tenant } from '../../fleet/fleet';
import type { FolderFile } from '../../fleet/files-digest';
import { brandFolderPath, tenantFolderPath } from '../../fleet/fleet-files';
import { readTenantFolder } from '../../fleet/read-tenant';
import { resolveTenant, reviewTenant } from '../../fleet/review-tenant';
import type { FleetFile } from '../../fleet/schema/fleet-file';
import { fileMark, isSettled } from '../file-mark';

/** A tenant that is sound by itself. */
export interface ReviewedTenant {
  readonly tenant: Tenant;
  /** The files of its brand, as they were checked. */
  readonly brandFiles: readonly FolderFile[];
  readonly warnings: readonly Diagnostic[];
  /** The marks of everything it was read from, by path relative to the fleet; undefined when some had just changed. */
  readonly marks: Readonly<Record<string, string>> | undefined;
}

/** Reads and checks one tenant; undefined when its folder has an error, which the checks of the whole fleet report. */
export function reviewTenantFolder(
  rootFolder: string,
  id: string,
  context: TenantContext,
  defaults: FleetFile['defaults'],
): ReviewedTenant | undefined {
  const marks = new FolderMarks(rootFolder, Date.now());
  const read = readTenantFolder(rootFolder, id, (path, stats) => marks.add(path, stats));
  if (read.folder === undefined || read.diagnostics.length > 0) {
    return undefined;
  }
  const review = reviewTenant(read.folder, context);
  const tenant = resolveTenant(review, defaults);
  if (tenant === undefined) {
    return undefined;
  }
  marks.addFolders([tenantFolderPath(id), ...brandFolders(tenant)]);
  return {
    tenant,
    brandFiles: read.folder.brand.flatMap((entry) => (entry.kind === 'file' ? [entry] : [])),
    warnings: review.diagnostics.filter((problem) => !isError(problem)),
    marks: marks.taken,
  };
}

/** Whether nothing that the tenant was read from has changed since. */
export function isCurrent(rootFolder: string, marks: ReviewedTenant['marks']): boolean {
  return (
    marks !== undefined &&
    Object.entries(marks).every(([path, mark]) => {
      const stats = lstatSync(join(rootFolder, path), { throwIfNoEntry: false });
      return stats !== undefined && fileMark(stats) === mark;
    })
  );
}

/** A folder has another mark as soon as an entry of it is added, removed or renamed. */
function brandFolders({ id, brand }: Tenant): readonly string[] {
  const root = brandFolderPath(id);
  const folders = new Set([root]);
  for (const file of brand.files) {
    for (let folder = dirname(file); folder !== '.'; folder = dirname(folder)) {
      folders.add(`${root}/${folder}`);
    }
  }
  return [...folders];
}

type Stats = Parameters<typeof fileMark>[0];

class FolderMarks {
  private readonly marks: Record<string, string> = {};
  private readonly rootFolder: string;
  private readonly now: number;
  private settled = true;

  /** @param now When reading began, in milliseconds since the epoch. */
  constructor(rootFolder: string, now: number) {
    this.rootFolder = rootFolder;
    this.now = now;
  }

  get taken(): Readonly<Record<string, string>> | undefined {
    return this.settled ? this.marks : undefined;
  }

  add(path: string, stats: Stats): void {
    this.marks[path] = fileMark(stats);
    this.settled &&= isSettled(stats, this.now);
  }

  addFolders(paths: readonly string[]): void {
    for (const path of paths) {
      const stats = lstatSync(join(this.rootFolder, path), { throwIfNoEntry: false });
      if (stats === undefined) {
        this.settled = false;
      } else {
        this.add(path, stats);
      }
    }
  }
}
