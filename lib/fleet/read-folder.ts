import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

import type { FolderFile } from './files-digest';

/** The regular files below a folder, by path relative to it with forward slashes. Links are left out. */
export function readFolderFiles(folder: string): readonly FolderFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const absolute = join(entry.parentPath, entry.name);
      return { path: relative(folder, absolute).split(sep).join('/'), bytes: readFileSync(absolute) };
    });
}

/** The files of a folder at these paths, relative to it. */
export function readFilesAt(folder: string, paths: readonly string[]): readonly FolderFile[] {
  return paths.map((path) => ({ path, bytes: readFileSync(join(folder, path)) }));
}
