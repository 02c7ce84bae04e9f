import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { NEXT_RELEASE } from '../fleet/feature-catalogue';
import type { FeatureCatalogue, FeatureCatalogues } from '../fleet/feature-catalogue';
import { PROJECT_FOLDER } from './project-folder';

/** Where `multiplex schema` writes the features of the working tree, relative to the project. */
export const FEATURES_FILE = 'schema/features.json';

/**
 * The features of every release that a cell or tenant may pin.
 *
 * @throws Error when `schema/features.json` is missing or no JSON; it is committed, so that is a damaged checkout.
 */
export function readFeatureCatalogues(): FeatureCatalogues {
  const next = JSON.parse(readFileSync(join(PROJECT_FOLDER, FEATURES_FILE), 'utf8')) as FeatureCatalogue;
  return new Map([[NEXT_RELEASE, next]]);
}
