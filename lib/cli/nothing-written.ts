import type { Diagnostic } from '../diagnostics/diagnostic';
import { diagnosticJson } from '../diagnostics/render';
import { problemList } from '../report/problem-list';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Host } from './host';

/** Says why nothing was written, to people or as JSON. */
export function nothingWritten(
  problems: readonly Diagnostic[],
  json: boolean,
  host: Pick<Host, 'stderr' | 'stdout'>,
): ExitCode {
  if (json) {
    host.stdout(
      `${JSON.stringify({ ok: false, diagnostics: problems.map(diagnosticJson) }, undefined, 2)}\n`,
    );
  } else {
    host.stderr(`${problemList(problems)}Nothing was written.\n`);
  }
  return EXIT.no;
}
