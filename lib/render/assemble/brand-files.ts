import type { FolderFile } from '../../fleet/files-digest';

const MIB = 1024 * 1024;

/** Most bytes that are kept of the brands of one shard. Most brands are a few drawings, of some hundred bytes each. */
const KEPT_BYTES_MAX = 16 * MIB;

/** The files of brands from when they were checked until they are published, as far as there is room for them. */
export class BrandFiles {
  private readonly kept = new Map<string, readonly FolderFile[]>();
  private bytes = 0;

  keep(tenant: string, files: readonly FolderFile[]): void {
    const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
    if (this.bytes + size <= KEPT_BYTES_MAX) {
      this.bytes += size;
      this.kept.set(tenant, files);
    }
  }

  /** The files of a tenant, once; undefined when they have to be read. */
  take(tenant: string): readonly FolderFile[] | undefined {
    const files = this.kept.get(tenant);
    this.kept.delete(tenant);
    return files;
  }
}
