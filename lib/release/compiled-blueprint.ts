import { createRequire } from 'node:module';

import type { FeatureCatalogue } from '../fleet/feature-catalogue';
import type { ContractDescription, ReleaseDescription } from '../fleet/release-description';
import type { Blueprint } from './release';

/** What `blueprint.js` of a release exports. */
export interface CompiledBlueprint extends Blueprint {
  readonly describeContract: () => ContractDescription;
  readonly describeFeatures: () => FeatureCatalogue;
}

/** Loads a compiled blueprint, an absolute path. It takes its packages from the folders above it. */
export function loadCompiledBlueprint(file: string): CompiledBlueprint {
  return createRequire(file)(file) as CompiledBlueprint;
}

/** What a compiled blueprint says of itself. */
export function describeBlueprint({
  describeContract,
  describeFeatures,
}: CompiledBlueprint): ReleaseDescription {
  return { features: describeFeatures(), contract: describeContract() };
}
