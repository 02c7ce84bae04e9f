import { diagnostic } from '../diagnostics/diagnostic';
import { quoted } from '../diagnostics/printable';
import { diagnosticJson } from '../diagnostics/render';
import { nextStepFor } from '../diagnostics/suggest';
import { problemList } from '../report/problem-list';
import { RELEASES_FOLDER } from '../release/read-release';
import type { Host } from './host';

/** Says which of the named releases there are not, with those that there are; whether any was unknown. */
export function refuseUnknown(
  versions: readonly string[],
  known: readonly string[],
  json: boolean,
  host: Host,
): boolean {
  const problems = versions
    .filter((version) => !known.includes(version))
    .map((version) =>
      diagnostic({
        code: 'RELEASE-023',
        place: { file: RELEASES_FOLDER },
        message: `${quoted(version)} is not a release of this project.`,
        next: nextStepFor(version, known),
        value: version,
      }),
    );
  if (problems.length === 0) {
    return false;
  }
  if (json) {
    host.stdout(
      `${JSON.stringify({ ok: false, diagnostics: problems.map(diagnosticJson) }, undefined, 2)}\n`,
    );
  } else {
    host.stderr(problemList(problems));
  }
  return true;
}
