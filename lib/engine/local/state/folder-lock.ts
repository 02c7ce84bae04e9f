import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { diagnostic } from '../../../diagnostics/diagnostic';
import { ProblemError } from '../../../diagnostics/problem-error';

const LOCK_FILE = 'lock';

/** Paths that this process has locked: in a container every process may have the same number. */
const held = new Set<string>();

/**
 * Takes a folder for this process, from a process that has ended if need be.
 *
 * @returns Gives it back.
 * @throws ProblemError when a process that runs has it.
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, LOCK_FILE);
  if (!tryLock(path)) {
    const owner = Number(readFileSync(path, 'utf8'));
    if (owner === process.pid ? held.has(path) : isRunning(owner)) {
      throw new ProblemError([
        diagnostic({
          code: 'ENGINE-001',
          place: { file: path },
          message: `process ${owner} has the state of the local engine.`,
          next: 'Wait until it has ended. If it is no process of Multiplex, remove the file.',
        }),
      ]);
    }
    rmSync(path, { force: true });
    if (!tryLock(path)) {
      return lockFolder(folder);
    }
  }
  held.add(path);
  return () => {
    held.delete(path);
    rmSync(path, { force: true });
  };
}

/** The file is there with its content at once, or not at all. */
function tryLock(path: string): boolean {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, String(process.pid));
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') {
      return false;
    }
    throw error;
  } finally {
    rmSync(draft);
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) {
    return false;
  }
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process runs too.
    return codeOf(error) === 'EPERM';
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
