import { z } from 'zod';

import type { FeatureCatalogue } from '../fleet/feature-catalogue';
import { featureCatalogue } from './feature-catalogue';

/** The features as data: what checks a tenant's settings, and an editor's completion, without loading the CDK. */
export function describeFeatures(): FeatureCatalogue {
  return Object.fromEntries(
    featureCatalogue().map(({ name, summary, settings }) => [
      name,
      settings === undefined
        ? { summary }
        : {
            summary,
            settings: z.toJSONSchema(settings, { io: 'input' }) as Readonly<Record<string, unknown>>,
          },
    ]),
  );
}
