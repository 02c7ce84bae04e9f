import { readdirSync, watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { basename, dirname, join } from 'node:path';

type OnEvent = (event: string, name: string | Buffer | null) => void;

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

/** The same of one file, which an editor may replace instead of writing into it. */
export function watchFile(file: string, onChange: () => void, onFault: (reason: string) => void): () => void {
  let settling: NodeJS.Timeout | undefined;
  const settled = (): void => {
    settling = undefined;
    onChange();
  };
  const watchers = watcherOf(
    dirname(file),
    (_event, name) => {
      settling = name === basename(file) ? (settling ?? setTimeout(settled, SETTLE_MILLISECONDS)) : settling;
    },
    onFault,
  );
  return () => {
    clearTimeout(settling);
    watchers.forEach((watcher) => watcher.close());
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

function watcherOf(path: string, onEvent: OnEvent, onFault: (reason: string) => void): readonly FSWatcher[] {
  try {
    const watcher = watch(path, { persistent: false });
    // A folder that goes away while it is watched may be told of as an error.
    return [watcher.on('change', onEvent).on('error', () => onEvent('rename', null))];
  } catch (error) {
    onFault(error instanceof Error ? error.message : String(error));
    return [];
  }
}
