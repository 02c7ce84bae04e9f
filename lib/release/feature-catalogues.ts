import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { NEXT_RELEASE } from '../fleet/feature-catalogue';
import type { FeatureCatalogue } from '../fleet/feature-catalogue';
import type {
  ContractDescription,
  ReleaseDescription,
  ReleaseDescriptions,
} from '../fleet/release-description';
import { PROJECT_FOLDER } from './project-folder';
import { readReleaseFile, readReleaseVersions } from './read-release';

/** Where `multiplex schema` writes what the working tree's blueprint says of itself, relative to the project. */
export const FEATURES_FILE = 'schema/features.json';
export const CONTRACT_FILE = 'schema/contract.json';

/**
 * What every release that a cell or tenant may pin says of itself: those under `releases/` from the oldest to the newest,
 * then `next`. Only a few small files are read.
 *
 * @throws ProblemError when the `release.json` of a release cannot be read.
 * @throws Error when a file of `schema/` is missing or no JSON; they are committed, so that is a damaged checkout.
 */
export function readFeatureCatalogues(projectFolder: string = PROJECT_FOLDER): ReleaseDescriptions {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(projectFolder, file), 'utf8'));
  const next: ReleaseDescription = {
    features: read(FEATURES_FILE) as FeatureCatalogue,
    contract: read(CONTRACT_FILE) as ContractDescription,
  };
  return new Map([...readCutReleases(projectFolder), [NEXT_RELEASE, next]]);
}

/**
 * What every release under `releases/` says of itself, from the oldest to the newest.
 *
 * @throws ProblemError when a `release.json` cannot be read.
 */
export function readCutReleases(projectFolder: string): ReleaseDescriptions {
  return new Map(
    readReleaseVersions(projectFolder).map((version): [string, ReleaseDescription] => {
      const { features, contract } = readReleaseFile(projectFolder, version);
      return [version, { features, contract }];
    }),
  );
}
