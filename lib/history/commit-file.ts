import { diagnostic } from '../diagnostics/diagnostic';
import { ProblemError } from '../diagnostics/problem-error';
import { Git } from './git';

/**
 * Commits one file as it is, and nothing else that is changed or staged. A file that is as it was committed last stays so:
 * whoever is not sure whether a commit was made calls this again.
 *
 * @param file Relative to the folder, with forward slashes.
 * @throws ProblemError BASE-010 when git does not take it, as where nobody said who commits.
 */
export function commitFile(folder: string, file: string, message: string): void {
  const git = new Git(folder);
  if (git.run(['diff', '--quiet', 'HEAD', '--', file]).ok) {
    return;
  }
  const { ok, trouble } = git.run(['commit', '--quiet', '--only', '--message', message, '--', file]);
  if (!ok) {
    throw new ProblemError([
      diagnostic({
        code: 'BASE-010',
        place: { file },
        message: `git does not commit it: ${trouble}.`,
        next: 'Mend that, or run without --commit and commit by hand.',
      }),
    ]);
  }
}
