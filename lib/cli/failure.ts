import { ProblemError } from '../diagnostics/problem-error';
import { diagnosticJson } from '../diagnostics/render';
import { problemList } from '../report/problem-list';
import { EngineUnavailable, LedgerUnavailable } from '../rollout/ports';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Host } from './host';

/** The name of the error that a question ends with when somebody breaks it off. Nothing is written before the last one. */
const BROKEN_OFF = 'ExitPromptError';

/**
 * Says what a program ended with. What the world holds and what the system refused are said in their own words; anything
 * else is a mistake of ours and shows where it is.
 *
 * @param json Whether a program reads standard output, which then gets problems as data.
 */
export function failure(error: unknown, host: Host, json = false): ExitCode {
  if (error instanceof Error && error.name === BROKEN_OFF) {
    host.stderr('Stopped; nothing was written.\n');
    return EXIT.no;
  }
  if (error instanceof ProblemError) {
    host.stderr(problemList(error.diagnostics));
    host.stdout(
      json ? `${JSON.stringify({ ok: false, diagnostics: error.diagnostics.map(diagnosticJson) })}\n` : '',
    );
    return EXIT.no;
  }
  if (error instanceof EngineUnavailable || error instanceof LedgerUnavailable) {
    host.stderr(`${error.message.replace(/\.$/, '')}. What was started goes on: run the command again.\n`);
    return EXIT.outside;
  }
  if (error instanceof Error) {
    const isSystemError = 'syscall' in error;
    host.stderr(`${isSystemError ? error.message : (error.stack ?? error.message)}\n`);
  } else {
    host.stderr(`${String(error)}\n`);
  }
  return EXIT.outside;
}
