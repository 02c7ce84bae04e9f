import { createHash } from 'node:crypto';
import { join } from 'node:path';

import type { TenantInput } from '../../blueprint/input';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { invariant } from '../../diagnostics/invariant';
import type { TenantClaims } from '../../fleet/agreement';
import type { TenantContext } from '../../fleet/checks/check-tenant';
import type { ReleaseDescriptions } from '../../fleet/release-description';
import type { Tenant } from '../../fleet/fleet';
import type { FileEntry } from '../../fleet/fleet-files';
import { resolveFleet, tenantContext } from '../../fleet/parse-fleet';
import type { FleetFile } from '../../fleet/schema/fleet-file';
import { readCacheFile, writeCacheFile } from '../cache-file';
import { OutputFolder } from '../output-folder';
import type { WrittenFiles } from '../output-folder';
import type { RenderedStack } from '../rendered-stack';
import type { Shape } from '../shape/shape';
import { stampShape } from '../shape/shape';
import { shapeKey } from '../shape/slots';
import type { Json } from '../shape/slots';
import { plain, tenantInputs } from '../stack-input';
import { writtenStack } from '../write-assembly';
import type { WrittenAssembly, WrittenStack } from '../write-assembly';
import { isCurrent, reviewTenantFolder } from './reviewed-tenant';
import type { ReviewedTenant } from './reviewed-tenant';

/** A part of a fleet's tenants, and all that one needs to know to render them. Plain data, for a thread. */
export interface ShardTask {
  readonly rootFolder: string;
  readonly cacheFolder: string;
  /** Folder of the assembly, as an absolute path. */
  readonly outdir: string;
  /** Digest of the code that reads, checks and renders. */
  readonly program: string;
  readonly fleetFile: FileEntry;
  readonly catalogues: ReleaseDescriptions;
  readonly buckets: readonly Bucket[];
  /** Ids of the tenants to render. @default all of the buckets */
  readonly only?: ReadonlySet<string>;
}

/** Tenants whose reviews are kept in one file. */
export interface Bucket {
  readonly name: string;
  readonly ids: readonly string[];
}

/** A shape that tenants of a shard are of. */
export interface NeededShape {
  /** Release and structure, which tell shapes apart. */
  readonly name: string;
  readonly release: string;
  readonly key: string;
  /** The input of the first tenant of this shape. */
  readonly input: Json;
}

export interface ReviewedShard {
  /** Whether every tenant is sound by itself. */
  readonly isSound: boolean;
  readonly tenants: readonly TenantClaims[];
  readonly warnings: readonly Diagnostic[];
}

/** A stack that was written, as it is reported. */
export type StackLine = Pick<RenderedStack, 'displayName' | 'stackName' | 'resourceCount' | 'digest'>;

export interface WrittenShard extends WrittenAssembly {
  readonly stacks: readonly (WrittenStack & StackLine)[];
}

/** A tenant and the name of its shape; undefined when the tenant is not to be rendered. */
interface Placed {
  readonly reviewed: ReviewedTenant;
  readonly shape: string | undefined;
}

/** Reads, checks and renders a part of a fleet's tenants, with what earlier runs kept of them. */
export class Shard {
  private readonly task: ShardTask;
  private readonly context: TenantContext;
  private readonly file: FleetFile;
  private readonly inputOf: (tenant: Tenant) => TenantInput;
  private readonly reviewed = new Map<Bucket, readonly Placed[]>();

  constructor(task: ShardTask) {
    this.task = task;
    this.context = tenantContext(task.fleetFile, task.catalogues);
    const { file } = this.context.fleet;
    invariant(file !== undefined, 'a fleet file with an error is not handed on');
    this.file = file;
    this.inputOf = tenantInputs(resolveFleet(file, []), task.rootFolder);
  }

  /** Reviews every tenant. `onShape` is told of each shape as soon as a tenant of it is found. */
  review(onShape: (shape: NeededShape) => void): ReviewedShard {
    const key = this.reviewKey();
    const names = new Map<string, string>();
    const { only } = this.task;
    let isSound = true;
    for (const bucket of this.task.buckets) {
      const reviewed = this.reviewBucket(bucket, key);
      isSound &&= reviewed.length === bucket.ids.length;
      const placed = reviewed.map((entry): Placed => {
        const { tenant } = entry;
        const isRendered = only?.has(tenant.id) ?? true;
        return { reviewed: entry, shape: isRendered ? this.shapeName(tenant, names, onShape) : undefined };
      });
      this.reviewed.set(bucket, placed);
    }
    const all = [...this.reviewed.values()].flat().map(({ reviewed }) => reviewed);
    return {
      isSound,
      tenants: all.map(({ tenant: { id, cell, domains } }) => ({ id, cell, domains })),
      warnings: all.flatMap(({ warnings }) => warnings),
    };
  }

  /** Stamps and writes what was reviewed. `shapes` are all that were needed, by name. */
  write(shapes: ReadonlyMap<string, Shape>): WrittenShard {
    const stacks: (WrittenStack & StackLine)[] = [];
    let [written, kept] = [0, 0];
    for (const [bucket, placed] of this.reviewed) {
      this.reviewed.delete(bucket);
      const path = this.outputCache(bucket);
      // What is kept was written by this very code, and its checksum holds.
      const earlier = readCacheFile(path, this.task.program) as WrittenFiles | undefined;
      const output = new OutputFolder(this.task.outdir, earlier);
      for (const { reviewed, shape: name } of placed.filter(({ shape }) => shape !== undefined)) {
        const shape = shapes.get(name ?? '');
        invariant(shape !== undefined, 'every shape that was needed has been made');
        const stack = stampShape(shape, plain(this.inputOf(reviewed.tenant)));
        output.writeStack(stack);
        const { displayName, resourceCount, digest } = stack;
        stacks.push({ ...writtenStack(stack), displayName, resourceCount, digest });
      }
      if (output.hasNews) {
        const others = this.task.only === undefined ? {} : earlier;
        writeCacheFile(path, this.task.program, { ...others, ...output.files });
      }
      written += output.written;
      kept += output.kept;
    }
    return { stacks, written, kept };
  }

  /** The name of the tenant's shape: the same string for all tenants of it. */
  private shapeName(
    tenant: Tenant,
    names: Map<string, string>,
    onShape: (shape: NeededShape) => void,
  ): string {
    const input = plain(this.inputOf(tenant));
    const key = shapeKey(input);
    const name = `${tenant.release} ${key}`;
    const known = names.get(name);
    if (known !== undefined) {
      return known;
    }
    names.set(name, name);
    onShape({ name, release: tenant.release, key, input });
    return name;
  }

  private reviewBucket(bucket: Bucket, key: string): readonly ReviewedTenant[] {
    const { rootFolder, cacheFolder } = this.task;
    const path = join(cacheFolder, 'reviews', `${bucket.name}.json`);
    const kept = new Map(
      ((readCacheFile(path, key) ?? []) as readonly ReviewedTenant[]).map((entry) => [
        entry.tenant.id,
        entry,
      ]),
    );
    let hasNews = kept.size !== bucket.ids.length;
    const reviewed = bucket.ids.flatMap((id) => {
      const earlier = kept.get(id);
      if (earlier !== undefined && isCurrent(rootFolder, earlier)) {
        return [earlier];
      }
      hasNews = true;
      return reviewTenantFolder(rootFolder, id, this.context, this.file.defaults) ?? [];
    });
    if (hasNews) {
      writeCacheFile(
        path,
        key,
        reviewed.filter(({ marks }) => marks !== undefined),
      );
    }
    return reviewed;
  }

  /** Everything but the tenant's own folder that a review depends on. */
  private reviewKey(): string {
    const { program, fleetFile, catalogues } = this.task;
    const hash = createHash('sha256').update(`${program}\n${JSON.stringify([...catalogues])}\n`);
    hash.update(fleetFile.kind === 'file' ? fleetFile.bytes : '');
    return hash.digest('hex');
  }

  private outputCache({ name }: Bucket): string {
    const folder = createHash('sha256').update(this.task.outdir).digest('hex').slice(0, 16);
    return join(this.task.cacheFolder, 'written', folder, `${name}.json`);
  }
}
