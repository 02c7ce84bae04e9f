import { z } from 'zod';

import type { FeatureCatalogue, FeatureDescription } from '../fleet/feature-catalogue';
import type { Feature } from './feature';
import { FEATURES } from './feature-catalogue';

/** The features as data: what checks a tenant's settings, and an editor's completion, without loading the CDK. */
export function describeFeatures(): FeatureCatalogue {
  return Object.fromEntries(FEATURES.map((feature) => [feature.name, describe(feature)]));
}

function describe({ summary, region, standIn, settings }: Feature): FeatureDescription {
  return {
    summary,
    ...(region === undefined ? {} : { region }),
    ...(standIn === undefined ? {} : { standIn }),
    ...(settings === undefined ? {} : { settings: settingsSchema(settings) }),
  };
}

function settingsSchema(settings: z.ZodType): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(settings, { io: 'input' });
}
