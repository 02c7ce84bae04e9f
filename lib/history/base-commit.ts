import { diagnostic } from '../diagnostics/diagnostic';
import type { Problem } from '../diagnostics/diagnostic';
import { ProblemError } from '../diagnostics/problem-error';
import { quoted } from '../diagnostics/printable';
import { Git } from './git';

/** What the main branch may be called, in the order in which they are looked for. */
const MAIN_BRANCHES = ['origin/main', 'main', 'origin/master', 'master'] as const;

/** How much of a commit is shown to people. */
const COMMIT_SHOWN = 12;

/** The commit that a plan compares with, in the repository that holds the fleet. */
export interface BaseCommit {
  readonly git: Git;
  /** Absolute path of the repository's work tree. */
  readonly repository: string;
  /** Path of the fleet in the repository: empty, or ending in a slash. */
  readonly prefix: string;
  /** The whole id. */
  readonly commit: string;
  /** How it was chosen, to go on from the word "base". */
  readonly why: string;
}

/**
 * Finds the commit to compare with: the one that `ref` names, or else the one at which the work left the main branch.
 *
 * @param rootFolder Folder of the fleet, as an absolute path.
 * @throws ProblemError when there is none.
 */
export function findBaseCommit(rootFolder: string, ref: string | undefined): BaseCommit {
  const git = new Git(rootFolder);
  const { text, trouble } = git.run(['rev-parse', '--show-toplevel', '--show-prefix']);
  const [repository, prefix = ''] = text.split('\n');
  if (repository === undefined || repository === '') {
    throw refused({
      code: 'BASE-002',
      place: { file: rootFolder },
      message: `git finds no repository here, so there is nothing to compare with: ${trouble}.`,
      next: 'Run this in a clone.',
    });
  }
  const head = commitOf(git, 'HEAD');
  if (head === undefined) {
    throw refused({
      code: 'BASE-003',
      place: { file: rootFolder },
      message: 'the repository has no commit yet.',
      next: 'Commit the fleet as it runs today first.',
    });
  }
  const found = ref === undefined ? leftMainAt(git, head, rootFolder) : named(git, ref, rootFolder);
  return { git, repository, prefix, ...found };
}

type Found = Pick<BaseCommit, 'commit' | 'why'>;

function named(git: Git, ref: string, rootFolder: string): Found {
  const commit = commitOf(git, ref);
  if (commit === undefined) {
    throw refused({
      code: 'BASE-004',
      place: { file: rootFolder },
      message: `${quoted(ref)} is no commit of this clone.`,
      next: isShallow(git)
        ? 'The clone is shallow. Bring the rest: git fetch --unshallow'
        : 'git branch --all and git tag show what there is; git fetch brings more.',
      value: ref,
    });
  }
  return { commit, why: `${ref} (${commit.slice(0, COMMIT_SHOWN)})` };
}

function leftMainAt(git: Git, head: string, rootFolder: string): Found {
  const branch = git.run(['symbolic-ref', '--quiet', '--short', 'HEAD']).text;
  if ((MAIN_BRANCHES as readonly string[]).includes(branch)) {
    return { commit: head, why: `HEAD (${head.slice(0, COMMIT_SHOWN)}), since ${branch} is checked out` };
  }
  const main = MAIN_BRANCHES.find((name) => commitOf(git, name) !== undefined);
  if (main === undefined) {
    return { commit: head, why: `HEAD (${head.slice(0, COMMIT_SHOWN)}), since there is no main branch` };
  }
  const { ok, text } = git.run(['merge-base', 'HEAD', main]);
  const commit = text.split('\n')[0] ?? '';
  if (!ok || commit === '') {
    throw refused({
      code: 'BASE-005',
      place: { file: rootFolder },
      message: `HEAD and ${main} have no commit in common in this clone.`,
      next: isShallow(git)
        ? 'The clone is shallow. Bring the rest: git fetch --unshallow'
        : 'Name the commit to compare with: --base <commit>',
    });
  }
  return { commit, why: `${commit.slice(0, COMMIT_SHOWN)}, where HEAD left ${main}` };
}

function commitOf(git: Git, ref: string): string | undefined {
  const { ok, text } = git.run(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  return ok ? text : undefined;
}

function isShallow(git: Git): boolean {
  return git.run(['rev-parse', '--is-shallow-repository']).text === 'true';
}

function refused(problem: Problem): ProblemError {
  return new ProblemError([diagnostic(problem)]);
}
