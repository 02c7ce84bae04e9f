import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** What a release is cut from. */
export interface Commit {
  /** 40 hexadecimal digits. */
  readonly id: string;
  /** When it was committed, in UTC to the second: `2026-11-22T15:48:11Z`. */
  readonly date: string;
}

/** A commit of the clone in `folder`, by default the one checked out; undefined for one that the clone has not. */
export function readCommit(folder: string, name = 'HEAD'): Commit | undefined {
  const shown = git(folder, ['show', '--no-patch', '--format=%H %ct', `${name}^{commit}`]);
  if (shown.status !== 0) {
    return undefined;
  }
  const [id = '', seconds = ''] = shown.stdout.trim().split(' ');
  return { id, date: new Date(Number(seconds) * 1000).toISOString().replace('.000Z', 'Z') };
}

/** Paths below `folder` that differ from the commit, files that it does not have among them. */
export function readUncommitted(folder: string, paths: readonly string[]): readonly string[] {
  const shown = git(folder, ['status', '--porcelain', '-z', '--no-renames', '--', ...paths]);
  return shown.stdout
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => line.slice('XY '.length));
}

/**
 * Writes `path` as the commit has it below `target`, an empty folder. An index of its own leaves that of the clone alone.
 *
 * @throws Error when the commit has no such path.
 */
export function writeCommitted(folder: string, commit: string, path: string, target: string): void {
  const index = { GIT_INDEX_FILE: join(target, '.index') };
  const steps = [
    ['read-tree', `${commit}:${path}`],
    ['checkout-index', '--all', `--prefix=${join(target, path)}/`],
  ];
  for (const step of steps) {
    const done = git(folder, step, index);
    if (done.status !== 0) {
      throw new Error(`git ${step.join(' ')}: ${done.stderr.trim()}`);
    }
  }
}

interface GitAnswer {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function git(folder: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): GitAnswer {
  // A folder inside somebody else's clone is no clone of this project.
  if (!existsSync(join(folder, '.git'))) {
    return { status: 1, stdout: '', stderr: `${folder} is not a clone` };
  }
  const { status, stdout, stderr } = spawnSync('git', [...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  // Without git there is no output at all.
  return { status, stdout: stdout ?? '', stderr: stderr ?? '' };
}
