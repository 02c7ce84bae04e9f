import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

import type { FeatureSettings } from '../fleet/fleet';
import type { Feature } from './feature';

const FEATURES_FOLDER = join(__dirname, 'features');

/** A feature that is on for a tenant, with its settings. */
export interface EnabledFeature {
  readonly feature: Feature;
  readonly settings: FeatureSettings;
}

/** Every file in `features/`, sorted by name. Adding a feature is adding a file. */
export function featureCatalogue(): readonly Feature[] {
  return readdirSync(FEATURES_FOLDER)
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map((file) => loadFeature(file));
}

/** @throws Error when a tenant has a feature that this blueprint does not: the fleet was checked with another release. */
export function enabledFeatures(
  features: Readonly<Record<string, FeatureSettings>>,
): readonly EnabledFeature[] {
  const catalogue = new Map(featureCatalogue().map((feature) => [feature.name, feature]));
  return Object.entries(features).map(([name, settings]) => {
    const feature = catalogue.get(name);
    if (feature === undefined) {
      throw new Error(`feature "${name}" is not one of this release: ${[...catalogue.keys()].join(', ')}`);
    }
    return { feature, settings };
  });
}

function loadFeature(file: string): Feature {
  const name = basename(file, '.ts');
  // A folder is the list, so the import cannot be static; what comes back is checked instead.
  const { feature } = require(join(FEATURES_FOLDER, name)) as { feature?: Feature };
  if (feature?.name !== name) {
    throw new Error(`lib/blueprint/features/${file} must export a feature named "${name}"`);
  }
  return feature;
}
