import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { diagnostic } from '../../diagnostics/diagnostic';
import { ProblemError } from '../../diagnostics/problem-error';
import { Git } from '../../history/git';

/** What the programs of this project keep below a fleet, which git ignores. */
const WORK_FOLDER = '.multiplex';

/** Commits of the tour are nobody's, and nothing that somebody set up for theirs is run or asked for. */
const AUTHOR = ['-c', 'user.name=Tour', '-c', 'user.email=tour@northlight.example'];
const PLAINLY = ['-c', 'commit.gpgSign=false', '-c', 'core.hooksPath=/dev/null'];

/**
 * Copies a fleet into a folder of the tour's own, as a repository of its own.
 *
 * @returns The absolute path of that folder.
 * @throws ProblemError when there is no git: what a change is, it only knows by a commit.
 */
export function makeScratchCopy(fleetFolder: string): string {
  new Git(fleetFolder).run(['--version']);
  mkdirSync(join(fleetFolder, WORK_FOLDER), { recursive: true });
  const folder = mkdtempSync(join(fleetFolder, WORK_FOLDER, 'tour-'));
  for (const part of ['fleet.yaml', 'tenants']) {
    cpSync(resolve(fleetFolder, part), join(folder, part), { recursive: true });
  }
  writeFileSync(join(folder, '.gitignore'), `${WORK_FOLDER}/\nplan.json\n`);
  git(folder, ['init', '--quiet', '--template=', '--initial-branch=main']);
  return folder;
}

/** Commits everything. */
export function commitAll(folder: string, message: string): void {
  git(folder, ['add', '--all']);
  git(folder, [...AUTHOR, ...PLAINLY, 'commit', '--quiet', '--message', message]);
}

/** What differs from the last commit: each file, and its lines that went and came. */
export function editedLines(folder: string): readonly string[] {
  return git(folder, ['diff', '--unified=0', '--no-color', '--no-ext-diff'])
    .split('\n')
    .flatMap((line) =>
      line.startsWith('+++ b/') ? [line.slice('+++ b/'.length)] : /^[-+](?!--)/.test(line) ? [line] : [],
    );
}

/**
 * Replaces the one place of a file that reads `from`.
 *
 * @throws ProblemError when there is none: the tour tells of the example fleet as it is shipped.
 */
export function edit(folder: string, file: string, from: string, to: string): void {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) {
    throw new ProblemError([
      diagnostic({
        code: 'TOUR-001',
        place: { file },
        message: `it does not hold "${from.trim()}", which the tour changes.`,
        next: 'Run the tour where the example fleet is as it was shipped, as in a fresh clone.',
      }),
    ]);
  }
  writeFileSync(path, text.replace(from, to));
}

function git(folder: string, args: readonly string[]): string {
  const { ok, text, trouble } = new Git(folder).run(args);
  if (!ok) {
    throw new Error(`git ${args.join(' ')}: ${trouble}`);
  }
  return text;
}
