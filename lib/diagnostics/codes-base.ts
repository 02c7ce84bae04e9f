import type { CatalogueEntry } from './catalogue-entry';

/** Why the state that a plan compares with could not be had. Nothing is planned then, and nothing was changed. */
export const BASE_CODES = {
  'BASE-001': {
    title: 'The program git could not be run',
    meaning:
      'A plan compares the working tree with a commit, which only `git` can read. Install it, or put it on the path.',
  },
  'BASE-002': {
    title: 'No repository',
    meaning: 'The folder of the fleet is in no git repository, so there is no earlier state to compare with.',
  },
  'BASE-003': {
    title: 'No commit to compare with',
    meaning: 'The repository has no commit yet. Commit the fleet first.',
  },
  'BASE-004': {
    title: 'An unknown commit',
    meaning:
      'What `--base` names is no commit, branch or tag of this clone. A clone of limited depth or of one branch has few: fetch the one that is meant.',
  },
  'BASE-005': {
    title: 'No common commit',
    meaning:
      'The default base is the commit at which the work left the main branch. This clone does not reach back to it, mostly because it is shallow: in GitHub Actions, `actions/checkout` with `fetch-depth: 0` brings all of it.',
  },
  'BASE-006': {
    title: 'A file of the base is not in this clone',
    meaning:
      'The commit is there, but the content of one of its files is not: a partial clone, or a damaged one. Nothing is fetched in passing.',
  },
  'BASE-007': {
    title: 'The fleet of the base has an error',
    meaning:
      'The files of the commit to compare with do not pass the checks, so it is not known which stacks they gave. The places are as `git show` takes them. Compare with a commit that is sound.',
  },
  'BASE-008': {
    title: 'A release differs from the base',
    meaning:
      'The fleet of the base pins a release whose `release.json` was another one there, or that is gone. A release is never edited or removed, so it is not known what the base gave.',
  },
  'BASE-009': {
    title: 'The program of the base cannot be run',
    meaning:
      'The code that renders is not what it was at the base, so the base is rendered by its own code, in an ignored folder. That failed: the commit is older than this program, or was made for other packages.',
  },
  'BASE-010': {
    title: 'Git does not commit',
    meaning:
      'A roll-out with `--commit` commits each file in which it writes a release. Git refused: nobody said who commits, a hook said no, or another process has the index.',
  },
} satisfies Record<`BASE-${number}`, CatalogueEntry>;
