import { diagnosticJson } from '../diagnostics/render';
import { PROJECT_FOLDER } from '../release/project-folder';
import { readReleaseVersions } from '../release/read-release';
import { verifyRelease } from '../release/verify-release';
import type { Verification } from '../release/verify-release';
import { shapeOutput } from '../render/golden-shapes';
import { verificationSummary } from '../report/release-summary';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Host } from './host';
import { refuseUnknown } from './known-release';

export interface ReleaseVerifyOptions {
  readonly json: boolean;
}

/** `multiplex release verify [version...]`: makes releases again, and exits with 1 when any of them differs. */
export async function releaseVerify(
  versions: readonly string[],
  options: ReleaseVerifyOptions,
  host: Host,
  projectFolder: string = PROJECT_FOLDER,
): Promise<ExitCode> {
  const known = readReleaseVersions(projectFolder);
  if (refuseUnknown(versions, known, options.json, host)) {
    return EXIT.usage;
  }
  const verified: Verification[] = [];
  for (const version of versions.length === 0 ? known : versions) {
    verified.push(
      await verifyRelease({
        version,
        projectFolder,
        synthesize: shapeOutput,
      }),
    );
  }
  const ok = verified.every(({ differences }) => differences.length === 0);
  if (options.json) {
    host.stdout(`${JSON.stringify({ ok, releases: verified.map(verificationJson) }, undefined, 2)}\n`);
  } else {
    host.stdout(verificationSummary(verified));
  }
  return ok ? EXIT.fine : EXIT.no;
}

function verificationJson({ version, shapes, sources, differences }: Verification): object {
  return {
    version,
    ok: differences.length === 0,
    shapes,
    sources,
    differences: differences.map(({ problem, ...facts }) => ({ ...diagnosticJson(problem), ...facts })),
  };
}
