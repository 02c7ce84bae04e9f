import { ProblemError } from '../diagnostics/problem-error';
import { problemList } from '../report/problem-list';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Host } from './host';

/** The name of the error that a question ends with when somebody breaks it off. Nothing is written before the last one. */
const BROKEN_OFF = 'ExitPromptError';

/**
 * Says what a program ended with. What the world holds and what the system refused are said in their own words; anything
 * else is a mistake of ours and shows where it is.
 */
export function failure(error: unknown, host: Host): ExitCode {
  if (error instanceof Error && error.name === BROKEN_OFF) {
    host.stderr('Stopped; nothing was written.\n');
    return EXIT.no;
  }
  if (error instanceof ProblemError) {
    host.stderr(problemList(error.diagnostics));
    return EXIT.no;
  }
  if (error instanceof Error) {
    const isSystemError = 'syscall' in error;
    host.stderr(`${isSystemError ? error.message : (error.stack ?? error.message)}\n`);
  } else {
    host.stderr(`${String(error)}\n`);
  }
  return EXIT.outside;
}
