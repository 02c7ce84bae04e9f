import { dirname, join } from 'node:path';

import { ProblemError } from '../diagnostics/problem-error';
import type { FileInput } from '../blueprint/input';
import { filesDigest } from '../fleet/files-digest';
import { readFolderFiles } from '../fleet/read-folder';
import { NEXT_RELEASE } from '../fleet/feature-catalogue';
import { CarriedShapes } from './carried-shapes';
import { loadCompiledBlueprint } from './compiled-blueprint';
import type { CompiledBlueprint } from './compiled-blueprint';
import { editedFile } from './difference';
import { isolatedBlueprint } from './isolated-blueprint';
import { nextRelease } from './next-release';
import { readOwnBlueprint } from './own-packages';
import { readCdkInUse, readPackageVersion } from './package-versions';
import { PROJECT_FOLDER } from './project-folder';
import { readEditedFiles, readGolden, readReleaseFile, readShapes, releasePath } from './read-release';
import type { CdkInUse, Release } from './release';
import { BLUEPRINT_PACKAGES, FILES, sha256 } from './release-file';
import type { ReleaseFile } from './release-file';
import { failsWithOther } from './unvouched';

/**
 * Makes a release that a checked fleet pins ready to render with. One that was cut runs with the packages of the project,
 * or with its own where those are others and its own have been installed.
 *
 * @param cacheFolder Absolute path of a folder for what can be made again.
 * @throws ProblemError when its `release.json` cannot be read, or a file of it is not what was cut.
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
  if (edited.length > 0) {
    throw new ProblemError(edited.map((file) => editedFile(version, file).problem));
  }
  const golden = readGolden(projectFolder, version) ?? [];
  const { cdk, load, packagesFolder } = blueprintRuntime(about, projectFolder);
  const carried = new CarriedShapes({
    golden,
    catalogue: about.features,
    read: () => readShapes(projectFolder, version),
  });
  return {
    version,
    digest: digestOf(about, packagesFolder),
    provisioner: readProvisioner(join(folder, dirname(FILES.provisioner))),
    loadBlueprint: () => Promise.resolve(load()),
    golden: new Set(golden.map(({ digest }) => digest)),
    carried: (stack) => carried.outputOf(stack),
    cdk,
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

/**
 * What the blueprint of a release is run with here. With a CDK that it was not cut with, whatever it does not bear is
 * thrown as a ProblemError that says so.
 */
export function blueprintRuntime(about: ReleaseFile, projectFolder: string): BlueprintRuntime {
  const { version, packages } = about;
  const file = join(projectFolder, releasePath(version), FILES.blueprint);
  const cdk = readCdkInUse(projectFolder, packages);
  if (cdk.kind === 'recorded') {
    return { cdk, load: () => loadCompiledBlueprint(file), packagesFolder: projectFolder };
  }
  const own = readOwnBlueprint(projectFolder, about);
  return own === undefined
    ? { cdk, load: () => loadWithOther(file, version, cdk), packagesFolder: projectFolder }
    : { cdk: { kind: 'recorded' }, load: () => isolatedBlueprint(own), packagesFolder: dirname(own) };
}

function loadWithOther(
  file: string,
  version: string,
  cdk: CdkInUse & { readonly kind: 'other' },
): CompiledBlueprint {
  const saying = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      throw new ProblemError([failsWithOther(version, cdk, error)]);
    }
  };
  const blueprint = saying(() => loadCompiledBlueprint(file));
  const { synthesizeAccess } = blueprint;
  return {
    ...blueprint,
    synthesizeCell: (input, outdir) => saying(() => blueprint.synthesizeCell(input, outdir)),
    synthesizeTenant: (input, outdir) => saying(() => blueprint.synthesizeTenant(input, outdir)),
    ...(synthesizeAccess === undefined
      ? {}
      : { synthesizeAccess: (input, outdir) => saying(() => synthesizeAccess(input, outdir)) }),
  };
}

function digestOf({ files }: ReleaseFile, packagesFolder: string): string {
  const packages = BLUEPRINT_PACKAGES.map(
    (name) => `${name}@${readPackageVersion(packagesFolder, name) ?? ''}\n`,
  );
  return sha256(`${packages.join('')}${files[FILES.blueprint]}\n`);
}
