import { closeSync, constants, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import type { Dirent, Stats } from 'node:fs';
import { join } from 'node:path';

import type { FileEntry, UnreadEntry } from './fleet-files';

/** Told of each file that is read, with what the operating system says of it. */
export type OnStats = (path: string, stats: Stats) => void;

export type Missing = { readonly kind: 'missing'; readonly path: string };

/** What a folder holds, ordered by name. */
export interface Listed {
  readonly kind: 'folder';
  readonly path: string;
  readonly entries: readonly Dirent[];
}

/** Lists the folder at `path`, relative to `root`. The folder itself may be reached through a link: ask who lists it. */
export function listFolder(root: string, path: string): Listed | Missing | UnreadEntry {
  try {
    const entries = readdirSync(join(root, path), { withFileTypes: true });
    return { kind: 'folder', path, entries: entries.sort((a, b) => (a.name < b.name ? -1 : 1)) };
  } catch (error) {
    return withoutFolder(path, errorCode(error));
  }
}

function withoutFolder(path: string, code: string): Missing | UnreadEntry {
  switch (code) {
    case 'ENOENT':
      return { kind: 'missing', path };
    case 'ENOTDIR':
      return { kind: 'other', path };
    default:
      return { kind: 'unreadable', path, reason: code };
  }
}

/** Reads the file at `path`, relative to `root`, unless it is a link, no regular file, or over `bytesMax`. */
export function readFileEntry(
  root: string,
  path: string,
  bytesMax: number,
  onStats?: OnStats,
): FileEntry | Missing {
  let descriptor: number | undefined;
  try {
    // The operating system refuses to open a link, and does not wait for the other end of a pipe.
    descriptor = openSync(join(root, path), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stats = fstatSync(descriptor);
    if (!stats.isFile()) {
      return { kind: 'other', path };
    }
    if (stats.size > bytesMax) {
      return { kind: 'large', path, size: stats.size };
    }
    onStats?.(path, stats);
    return { kind: 'file', path, bytes: readBytes(descriptor, stats.size) };
  } catch (error) {
    return withoutFile(path, errorCode(error));
  } finally {
    if (descriptor !== undefined) {
      closeSync(descriptor);
    }
  }
}

/** The bytes of an open file that had this size, or as many as are left of it. */
function readBytes(descriptor: number, size: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(size);
  let length = 0;
  for (let read = -1; read !== 0 && length < size; length += read) {
    read = readSync(descriptor, bytes, length, size - length, length);
  }
  return bytes.subarray(0, length);
}

function withoutFile(path: string, code: string): FileEntry | Missing {
  switch (code) {
    case 'ENOENT':
      return { kind: 'missing', path };
    case 'ELOOP':
      return { kind: 'link', path };
    case 'ENXIO':
      return { kind: 'other', path };
    default:
      return { kind: 'unreadable', path, reason: code };
  }
}

function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error
    ? String(error.code)
    : 'unknown error';
}
