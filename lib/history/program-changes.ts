import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

import { diagnostic } from '../diagnostics/diagnostic';
import { ProblemError } from '../diagnostics/problem-error';
import { RELEASES_FOLDER } from '../release/read-release';
import { FILES } from '../release/release-file';
import type { BaseCommit } from './base-commit';
import { contentId, listCommitted } from './committed-files';

/** What decides the bytes of a stack, beside the fleet and the releases. */
const DECIDES = [
  'lib/blueprint',
  'lib/diagnostics',
  'lib/fleet',
  'lib/handlers',
  'lib/release',
  'lib/render',
  'package-lock.json',
];

/** Whether the fleet lies in the repository of this program, whose code then has a history with it. */
export function isOwnProgram({ repository }: BaseCommit, projectFolder: string): boolean {
  return realpathSync(repository) === realpathSync(projectFolder);
}

/** Files of the program that are not what they were at the base, from the root of the project. */
export function changedProgram({ git, commit }: BaseCommit): readonly string[] {
  const paths = DECIDES.map((path) => `:(top)${path}`);
  const tracked = git.run([
    'diff',
    '--no-ext-diff',
    '--no-renames',
    '--name-only',
    '-z',
    commit,
    '--',
    ...paths,
  ]);
  const untracked = git.run([
    ...['ls-files', '--others', '--exclude-standard', '--full-name', '-z', '--'],
    ...paths,
  ]);
  return [...new Set(`${tracked.text}\0${untracked.text}`.split('\0'))].filter((path) => path !== '').sort();
}

/**
 * Releases are never edited, so what the base pinned is rendered by the release in the work tree.
 *
 * @throws ProblemError when one is not what it was at the base.
 */
export function checkReleases(base: BaseCommit, projectFolder: string): void {
  const name = new RegExp(`^${RELEASES_FOLDER}/([^/]+)/${FILES.about}$`);
  const problems = listCommitted({ ...base, prefix: '' }, [RELEASES_FOLDER])
    .filter(({ path }) => name.test(path))
    .flatMap(({ path, id }) => {
      const file = join(projectFolder, path);
      const version = name.exec(path)?.[1] ?? '';
      if (existsSync(file) && contentId(readFileSync(file), id) === id) {
        return [];
      }
      return diagnostic({
        code: 'BASE-008',
        place: { file: path },
        message: `release ${version} is not what it was at the base.`,
        next: `Bring it back: git checkout ${base.commit} -- ${RELEASES_FOLDER}/${version}`,
        value: version,
      });
    });
  if (problems.length > 0) {
    throw new ProblemError(problems);
  }
}
