import { dirname, join } from 'node:path';

import type { FileInput } from '../blueprint/input';
import { filesDigest } from '../fleet/files-digest';
import { readFolderFiles } from '../fleet/read-folder';
import { NEXT_RELEASE } from '../fleet/feature-catalogue';
import { loadCompiledBlueprint } from './compiled-blueprint';
import type { CompiledBlueprint } from './compiled-blueprint';
import { isolatedBlueprint } from './isolated-blueprint';
import { nextRelease } from './next-release';
import { readOwnBlueprint } from './own-packages';
import { readCdkInUse, readPackageVersion } from './package-versions';
import { PROJECT_FOLDER } from './project-folder';
import { readEditedFiles, readGolden, readReleaseFile, releasePath } from './read-release';
import type { CdkInUse, Release } from './release';
import { BLUEPRINT_PACKAGES, FILES, sha256 } from './release-file';
import type { ReleaseFile } from './release-file';

/**
 * Makes a release that a checked fleet pins ready to render with. One that was cut runs with the packages of the project,
 * or with its own where those are others and its own have been installed.
 *
 * @param cacheFolder Absolute path of a folder for what can be made again.
 * @throws ProblemError when its `release.json` cannot be read.
 */
export async function openRelease(
  version: string,
  cacheFolder: string,
  projectFolder: string = PROJECT_FOLDER,
): Promise<Release> {
  return version === NEXT_RELEASE ? nextRelease(cacheFolder) : openCutRelease(version, projectFolder);
}

function openCutRelease(version: string, projectFolder: string): Release {
  const about = readReleaseFile(projectFolder, version);
  const folder = join(projectFolder, releasePath(version));
  const edited = readEditedFiles(projectFolder, about);
  const golden = readGolden(projectFolder, version) ?? [];
  const { cdk, load, packagesFolder } = blueprintRuntime(about, projectFolder);
  return {
    version,
    digest: digestOf(about, packagesFolder),
    provisioner: readProvisioner(join(folder, dirname(FILES.provisioner))),
    loadBlueprint: () => Promise.resolve(load()),
    golden: new Set(edited.length === 0 ? golden.map(({ digest }) => digest) : []),
    cdk,
    edited: edited.map(({ file }) => file),
  };
}

function readProvisioner(folder: string): FileInput {
  return { folder, digest: filesDigest(readFolderFiles(folder)) };
}

interface BlueprintRuntime {
  readonly cdk: CdkInUse;
  readonly load: () => CompiledBlueprint;
  /** The folder whose `node_modules` the blueprint runs with. */
  readonly packagesFolder: string;
}

/** What the blueprint of a release is run with here. */
export function blueprintRuntime(about: ReleaseFile, projectFolder: string): BlueprintRuntime {
  const cdk = readCdkInUse(projectFolder, about.packages);
  const own = cdk.kind === 'recorded' ? undefined : readOwnBlueprint(projectFolder, about);
  return own === undefined
    ? {
        cdk,
        load: () => loadCompiledBlueprint(join(projectFolder, releasePath(about.version), FILES.blueprint)),
        packagesFolder: projectFolder,
      }
    : { cdk: { kind: 'recorded' }, load: () => isolatedBlueprint(own), packagesFolder: dirname(own) };
}

function digestOf({ files }: ReleaseFile, packagesFolder: string): string {
  const packages = BLUEPRINT_PACKAGES.map(
    (name) => `${name}@${readPackageVersion(packagesFolder, name) ?? ''}\n`,
  );
  return sha256(`${packages.join('')}${files[FILES.blueprint]}\n`);
}
