import { hash } from 'node:crypto';
import { join } from 'node:path';

import { readCacheFile, writeCacheFile } from '../render/cache-file';

/** What a plan keeps of a tenant's stack for the next one. */
export interface KeptStack {
  /** Digest of all that the stack was made of, and of the marks of its files. */
  readonly source: string;
  /** The id that git gives the tenant's folder. */
  readonly tree: string;
  /** Digests of the stack, and what it reads, as a plan says them of a stack that does not change. */
  readonly template: string;
  readonly manifest: string;
  readonly reads: readonly string[];
}

/**
 * Stacks that plans have compared, by the id of the tenant, in one file: of 10,000 tenants, one has changed. Whatever is
 * wrong with the file means that it is not there (decision 0016).
 */
export class KeptStacks {
  private readonly path: string;
  private readonly key: string;
  private readonly text: string | undefined;

  /**
   * @param cacheFolder Absolute path of a folder for what can be made again.
   * @param decides Texts that, beside the tenant's own folder and its release, decide its stack.
   */
  constructor(cacheFolder: string, decides: readonly string[]) {
    this.path = join(cacheFolder, 'plans', 'stacks.txt');
    this.key = hash('sha256', decides.join('\n'));
    this.text = readCacheFile(this.path, this.key);
  }

  read(): ReadonlyMap<string, KeptStack> {
    // What is kept was written by this very code, and its checksum holds.
    const rows = JSON.parse(this.text ?? '[]') as readonly Row[];
    return new Map(
      rows.map(([id, source, tree, template, manifest, reads]) => [
        id,
        { source, tree, template, manifest, reads: reads.split(' ').filter((name) => name !== '') },
      ]),
    );
  }

  /** Keeps these, and nothing else. */
  write(stacks: ReadonlyMap<string, KeptStack>): void {
    const rows = [...stacks].map(([id, { source, tree, template, manifest, reads }]): Row => [
      id,
      source,
      tree,
      template,
      manifest,
      reads.join(' '),
    ]);
    const text = JSON.stringify(rows);
    if (text !== this.text) {
      writeCacheFile(this.path, this.key, text);
    }
  }
}

/** One stack, as short as a fleet of them should be: names of the contract hold no space. */
type Row = readonly [string, string, string, string, string, string];
