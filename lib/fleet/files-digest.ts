import { hash } from 'node:crypto';

/** A file of a folder, by its path relative to it, with forward slashes. */
export interface FolderFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * SHA-256 over the files of a folder, as 64 hexadecimal digits. Each file is framed by its sizes, in the order of paths,
 * so that no two different folders give the same bytes to hash: `<bytes of path>:<path><bytes of content>:<content>`.
 */
export function filesDigest(files: readonly FolderFile[]): string {
  const parts = files
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .flatMap(({ path, bytes }) => [Buffer.from(`${Buffer.byteLength(path)}:${path}${bytes.length}:`), bytes]);
  return hash('sha256', Buffer.concat(parts));
}
