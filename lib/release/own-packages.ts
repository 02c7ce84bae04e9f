import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readCdkInUse } from './package-versions';
import { FILES, sha256 } from './release-file';
import type { ReleaseFile } from './release-file';

/** Where a release has packages of its own, beside those of the project. */
export function ownPackagesFolder(projectFolder: string, version: string): string {
  return join(projectFolder, '.multiplex', 'releases', version);
}

/**
 * The copy of the blueprint that finds the release's own packages; undefined unless exactly those that it was cut with
 * are there, and the copy is what was cut.
 */
export function readOwnBlueprint(
  projectFolder: string,
  { version, packages, files }: ReleaseFile,
): string | undefined {
  const folder = ownPackagesFolder(projectFolder, version);
  const blueprint = join(folder, FILES.blueprint);
  return existsSync(blueprint) &&
    sha256(readFileSync(blueprint)) === files[FILES.blueprint] &&
    readCdkInUse(folder, packages).kind === 'recorded'
    ? blueprint
    : undefined;
}
