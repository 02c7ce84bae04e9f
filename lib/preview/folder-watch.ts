import { readdirSync, watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { join } from 'node:path';

/** An editor writes a file in several steps, and a build several files; what happens within this is one change. */
const SETTLE_MILLISECONDS = 40;

/**
 * Tells of changes of the files in a folder and in the folders below it, shortly after they have happened. A folder that
 * is not there is not watched.
 *
 * @param onFault Told why the operating system will not watch, such as ENOSPC where it watches as much as it may.
 * @returns what ends it.
 */
export function watchFolder(
  folder: string,
  onChange: () => void,
  onFault: (reason: string) => void,
): () => void {
  let watchers: readonly FSWatcher[] = [];
  let settling: NodeJS.Timeout | undefined;
  const stop = (): void => watchers.forEach((watcher) => watcher.close());
  const start = (): void => {
    watchers = foldersFrom(folder).flatMap((path) => watcherOf(path, changed, onFault));
  };
  const settled = (): void => {
    settling = undefined;
    stop();
    start();
    onChange();
  };
  function changed(): void {
    settling ??= setTimeout(settled, SETTLE_MILLISECONDS);
  }
  start();
  return () => {
    clearTimeout(settling);
    stop();
  };
}

function foldersFrom(folder: string): readonly string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
    return [
      folder,
      ...entries.filter((entry) => entry.isDirectory()).map(({ parentPath, name }) => join(parentPath, name)),
    ];
  } catch {
    return [];
  }
}

function watcherOf(
  path: string,
  onEvent: () => void,
  onFault: (reason: string) => void,
): readonly FSWatcher[] {
  try {
    // A folder that is watched and goes away is an event of the folder around it.
    return [watch(path, { persistent: false }, onEvent).on('error', onEvent)];
  } catch (error) {
    onFault(error instanceof Error ? error.message : String(error));
    return [];
  }
}
