import { hash } from 'node:crypto';
import { join } from 'node:path';

import type { TenantInput } from '../../blueprint/input';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { invariant } from '../../diagnostics/invariant';
import type { TenantClaims } from '../../fleet/agreement';
import type { TenantContext } from '../../fleet/checks/check-tenant';
import type { Tenant } from '../../fleet/fleet';
import type { FileEntry } from '../../fleet/fleet-files';
import { resolveFleet, tenantContext } from '../../fleet/parse-fleet';
import type { FolderFile } from '../../fleet/files-digest';
import { readFilesAt } from '../../fleet/read-folder';
import type { ReleaseDescriptions } from '../../fleet/release-description';
import type { FleetFile } from '../../fleet/schema/fleet-file';
import { readCacheFile, writeCacheFile } from '../cache-file';
import { OutputFolder } from '../output-folder';
import { tenantDisplayName } from '../rendered-stack';
import { stampBytes } from '../shape/shape';
import type { Shape } from '../shape/shape';
import { shapeKey } from '../shape/slots';
import type { Json } from '../shape/slots';
import { plain, tenantInputs } from '../stack-input';
import { writtenStack } from '../write-assembly';
import type { WrittenAssembly } from '../write-assembly';
import { BrandFiles } from './brand-files';
import { parseReviews, reviewText, tenantOf } from './review-record';
import type { ReviewLine } from './review-record';
import { isCurrent, reviewTenantFolder } from './reviewed-tenant';
import { parseWritten, stackLine, writtenText } from './written-record';
import type { WrittenRecord } from './written-record';

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

/** Tenants whose records are kept in one file. */
export interface Bucket {
  readonly name: string;
  readonly ids: readonly string[];
}

/** A shape that tenants of a shard are of. */
export interface NeededShape {
  /** Digest of release and structure, which tell shapes apart. */
  readonly name: string;
  readonly release: string;
  /** The input of the first tenant of this shape. */
  readonly input: Json;
}

/** Told of what a review finds, while it goes on. */
export interface ReviewListener {
  /** Told of each shape as soon as a tenant of it is found. */
  readonly onShape?: (shape: NeededShape) => void;
  /** Told of the tenants of each bucket. */
  readonly onLines?: (lines: readonly ReviewLine[]) => void;
}

export interface ReviewedShard {
  /** Whether every tenant is sound by itself. */
  readonly isSound: boolean;
  /** How many tenants were read and checked; the others are as earlier runs found them. */
  readonly read: number;
  readonly tenants: readonly TenantClaims[];
  readonly warnings: readonly Diagnostic[];
}

export interface WrittenShard extends WrittenAssembly {
  readonly stacks: readonly WrittenRecord['stack'][];
}

/** Reads, checks and renders a part of a fleet's tenants, with what earlier runs kept of them. */
export class Shard {
  private readonly task: ShardTask;
  private readonly context: TenantContext;
  private readonly file: FleetFile;
  private readonly inputOf: (tenant: Tenant) => TenantInput;
  private readonly reviewed = new Map<Bucket, readonly ReviewLine[]>();
  private readonly brandFiles = new BrandFiles();
  private read = 0;
  /** Digest of everything but the tenant's own folder that a review depends on. */
  private readonly reviewKey: string;

  constructor(task: ShardTask) {
    const { fleetFile, catalogues, program } = task;
    this.task = task;
    this.context = tenantContext(fleetFile, catalogues);
    const { file } = this.context.fleet;
    invariant(file !== undefined && fleetFile.kind === 'file', 'a fleet file with an error is not handed on');
    this.file = file;
    this.inputOf = tenantInputs(resolveFleet(file, []), task.rootFolder);
    const digests = [program, hash('sha256', fleetFile.bytes), JSON.stringify([...catalogues])];
    this.reviewKey = hash('sha256', [...digests, task.rootFolder].join('\n'));
  }

  /** Reviews every tenant. */
  review({ onShape, onLines }: ReviewListener): ReviewedShard {
    const seen = new Set<string>();
    for (const bucket of this.task.buckets) {
      const lines = this.reviewBucket(bucket);
      this.reviewed.set(bucket, lines);
      onLines?.(lines);
      for (const line of lines.filter(({ record }) => this.isRendered(record.claims.id))) {
        const name = line.record.shape;
        if (!seen.has(name)) {
          seen.add(name);
          const tenant = tenantOf(line);
          onShape?.({ name, release: tenant.release, input: plain(this.inputOf(tenant)) });
        }
      }
    }
    const records = [...this.reviewed.values()].flat().map(({ record }) => record);
    return {
      read: this.read,
      isSound: records.length === this.task.buckets.reduce((sum, { ids }) => sum + ids.length, 0),
      tenants: records.map(({ claims }) => claims),
      warnings: records.flatMap(({ warnings }) => warnings),
    };
  }

  /** Stamps and writes what was reviewed. `shapes` are all that were needed, by name. */
  write(shapes: ReadonlyMap<string, Shape>): WrittenShard {
    const output = new OutputFolder(this.task.outdir);
    const stacks = this.task.buckets.flatMap((bucket) => {
      const lines = this.reviewed.get(bucket) ?? [];
      this.reviewed.delete(bucket);
      return this.writeBucket(bucket, lines, shapes, output);
    });
    return { stacks, written: output.written, kept: output.kept };
  }

  private reviewBucket(bucket: Bucket): readonly ReviewLine[] {
    const { rootFolder, cacheFolder } = this.task;
    const path = join(cacheFolder, 'reviews', `${bucket.name}.txt`);
    const kept = new Map(
      parseReviews(readCacheFile(path, this.reviewKey) ?? '').map((line) => [line.record.claims.id, line]),
    );
    let hasNews = kept.size !== bucket.ids.length;
    const lines = bucket.ids.flatMap((id) => {
      const earlier = kept.get(id);
      if (earlier !== undefined && isCurrent(rootFolder, earlier.record.marks)) {
        return [earlier];
      }
      hasNews = true;
      this.read += 1;
      return this.reviewTenant(id) ?? [];
    });
    if (hasNews) {
      const lasting = lines.filter(({ record }) => record.marks !== undefined);
      writeCacheFile(path, this.reviewKey, reviewText(lasting));
    }
    return lines;
  }

  private reviewTenant(id: string): ReviewLine | undefined {
    const reviewed = reviewTenantFolder(this.task.rootFolder, id, this.context, this.file.defaults);
    if (reviewed === undefined) {
      return undefined;
    }
    const { tenant, warnings, marks, brandFiles } = reviewed;
    this.brandFiles.keep(id, brandFiles);
    const { cell, domains, release } = tenant;
    return {
      record: {
        claims: { id, cell, domains },
        warnings,
        shape: hash('sha256', `${release} ${shapeKey(plain(this.inputOf(tenant)))}`),
        ...(marks === undefined ? {} : { marks }),
      },
      tenant: JSON.stringify(tenant),
    };
  }

  private writeBucket(
    bucket: Bucket,
    lines: readonly ReviewLine[],
    shapes: ReadonlyMap<string, Shape>,
    output: OutputFolder,
  ): readonly WrittenRecord['stack'][] {
    const path = this.writtenPath(bucket);
    const earlier = parseWritten(readCacheFile(path, this.reviewKey) ?? '');
    const records = new Map(this.task.only === undefined ? [] : earlier);
    let hasNews = earlier.size !== bucket.ids.length;
    const rendered = lines.filter(({ record }) => this.isRendered(record.claims.id));
    const stacks = rendered.map((line) => {
      const shape = shapes.get(line.record.shape);
      invariant(shape !== undefined, 'every shape that was needed has been made');
      const name = tenantDisplayName(line.record.claims.id);
      const source = hash('sha256', `${shape.id}\n${line.tenant}`);
      const known = earlier.get(name);
      const isKept = known?.source === source && output.keep(known.files);
      const written = isKept ? known : this.writeTenant(tenantOf(line), shape, source, output);
      hasNews ||= !isKept;
      records.set(name, written);
      return written.stack;
    });
    if (hasNews) {
      writeCacheFile(path, this.reviewKey, writtenText(records.values()));
    }
    return stacks;
  }

  private writeTenant(tenant: Tenant, shape: Shape, source: string, output: OutputFolder): WrittenRecord {
    const { stack, templateBytes } = stampBytes(shape, plain(this.inputOf(tenant)));
    // What was checked is published: a file that came later is not.
    const files = this.brandFiles.take(tenant.id);
    const readFiles = (from: string): readonly FolderFile[] => files ?? readFilesAt(from, tenant.brand.files);
    const written = output.writeStack(stack, readFiles, templateBytes);
    return { source, stack: { ...writtenStack(stack), ...stackLine(stack) }, files: written };
  }

  private isRendered(id: string): boolean {
    return this.task.only?.has(id) ?? true;
  }

  private writtenPath({ name }: Bucket): string {
    const folder = hash('sha256', this.task.outdir).slice(0, 16);
    return join(this.task.cacheFolder, 'written', folder, `${name}.txt`);
  }
}
