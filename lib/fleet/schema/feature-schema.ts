import { z } from 'zod';

import { invariant } from '../../diagnostics/invariant';
import type { FeatureDescription } from '../feature-catalogue';

/** Compiling takes a hundred times as long as checking, and ten thousand tenants share a handful of features. */
const compiled = new WeakMap<FeatureDescription, z.ZodType>();

/**
 * The schema of a feature's settings, which fills in their defaults; undefined for a feature without settings.
 *
 * @throws Error when the release describes its settings with something that is no JSON Schema.
 */
export function featureSchema(feature: FeatureDescription): z.ZodType | undefined {
  if (feature.settings === undefined) {
    return undefined;
  }
  const known = compiled.get(feature);
  if (known !== undefined) {
    return known;
  }
  invariant(feature.settings['type'] === 'object', 'the settings of a feature are a mapping');
  const schema = z.fromJSONSchema({ ...feature.settings });
  compiled.set(feature, schema);
  return schema;
}
