import { NEXT_RELEASE } from '../fleet/feature-catalogue';
import { BLUEPRINT_PACKAGES } from '../release/release-file';
import { PROJECT_FOLDER } from '../release/project-folder';
import { readPackageVersions } from '../release/package-versions';
import { readReleaseFile, readReleaseVersions } from '../release/read-release';
import { problemList } from '../report/problem-list';
import { releaseTable } from '../report/release-summary';
import type { ListedRelease } from '../report/release-summary';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Host } from './host';
import { loadFleet } from './load-fleet';

export interface ReleaseListOptions {
  readonly fleet: string;
  readonly json: boolean;
}

/** `multiplex release list`: every release, and who of the fleet is on it. Tenants with an error are on none. */
export async function releaseList(
  options: ReleaseListOptions,
  host: Host,
  projectFolder: string = PROJECT_FOLDER,
): Promise<ExitCode> {
  const { fleet, diagnostics } = await loadFleet(host, options.fleet);
  const on = (version: string): Pick<ListedRelease, 'cells' | 'tenants'> => {
    const isOn = ({ release }: { readonly release: string }): boolean => release === version;
    return {
      cells: (fleet?.cells ?? []).filter(isOn).map(({ id }) => id),
      tenants: (fleet?.tenants ?? []).filter(isOn).map(({ id }) => id),
    };
  };
  const releases: readonly ListedRelease[] = [
    ...readReleaseVersions(projectFolder).map((version): ListedRelease => {
      const { date, commit, packages, notes } = readReleaseFile(projectFolder, version);
      return { version, date, commit, packages, notes, ...on(version) };
    }),
    { version: NEXT_RELEASE, packages: installed(projectFolder), notes: [], ...on(NEXT_RELEASE) },
  ];
  if (options.json) {
    host.stdout(`${JSON.stringify({ fleet: fleet?.name, releases }, undefined, 2)}\n`);
  } else {
    host.stdout(releaseTable(releases));
  }
  if (fleet === undefined) {
    host.stderr(
      `${problemList(diagnostics)}Who is on which release is not known while the fleet has an error.\n`,
    );
    return EXIT.no;
  }
  return EXIT.fine;
}

function installed(projectFolder: string): ListedRelease['packages'] {
  const versions = readPackageVersions(projectFolder);
  return Object.fromEntries(BLUEPRINT_PACKAGES.map((name) => [name, versions[name]]));
}
