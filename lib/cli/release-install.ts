import { diagnosticJson } from '../diagnostics/render';
import { installPackages, runNpm } from '../release/install-packages';
import type { Installation, Npm } from '../release/install-packages';
import { PROJECT_FOLDER } from '../release/project-folder';
import { readReleaseVersions } from '../release/read-release';
import { shapeDifferences } from '../release/verify-release';
import { shapeOutput } from '../render/golden-shapes';
import { problemList } from '../report/problem-list';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Host } from './host';
import { refuseUnknown } from './known-release';

export interface ReleaseInstallOptions {
  readonly json: boolean;
}

/** `multiplex release install <version>`: gives a release the packages that it was cut with, for itself alone. */
export function releaseInstall(
  version: string,
  options: ReleaseInstallOptions,
  host: Host,
  projectFolder: string = PROJECT_FOLDER,
  npm: Npm = runNpm,
): ExitCode {
  if (refuseUnknown([version], readReleaseVersions(projectFolder), options.json, host)) {
    return EXIT.usage;
  }
  const installation = installPackages({
    version,
    projectFolder,
    npm,
    differences: (blueprint) =>
      shapeDifferences({
        version,
        projectFolder,
        cdk: { kind: 'recorded' },
        blueprint,
        synthesize: shapeOutput,
      }).differences.map(({ problem }) => problem),
  });
  if (installation.kind === 'refused') {
    const { problems } = installation;
    if (options.json) {
      host.stdout(
        `${JSON.stringify({ ok: false, diagnostics: problems.map(diagnosticJson) }, undefined, 2)}\n`,
      );
    } else {
      host.stderr(`${problemList(problems)}Nothing was installed.\n`);
    }
    return problems.some(({ code }) => code === 'RELEASE-011') ? EXIT.outside : EXIT.no;
  }
  host.stdout(
    options.json
      ? `${JSON.stringify({ ok: true, version, ...installation }, undefined, 2)}\n`
      : summary(version, installation),
  );
  return EXIT.fine;
}

type Settled = Exclude<Installation, { readonly kind: 'refused' }>;

function summary(version: string, installation: Settled): string {
  const packages = installation.packages.join(', ');
  switch (installation.kind) {
    case 'installed':
      return (
        `${packages} in ${installation.folder}.\n` +
        `Release ${version} gives every template that it gave when it was cut, and runs with these from now on; nothing else does.\n`
      );
    case 'there':
      return `${packages} are in ${installation.folder} already, and release ${version} runs with them.\n`;
    case 'needless':
      return `The project has ${packages}, which release ${version} was cut with. There is nothing to install.\n`;
  }
}
