import type { FeatureSettings } from '../fleet/fleet';
import type { Feature } from './feature';
import { additionalMetrics } from './features/additional-metrics';
import { ads } from './features/ads';
import { dashboard } from './features/dashboard';
import { liveRestart } from './features/live-restart';
import { payments } from './features/payments';
import { watchlist } from './features/watchlist';
import { webAcl } from './features/web-acl';

/** Every feature that a tier can grant, ordered by name: each a file in `features/` and a line here. */
export const FEATURES: readonly Feature[] = [
  additionalMetrics,
  ads,
  dashboard,
  liveRestart,
  payments,
  watchlist,
  webAcl,
];

/** A feature that is on for a tenant, with its settings. */
export interface EnabledFeature {
  readonly feature: Feature;
  readonly settings: FeatureSettings;
}

/** @throws Error when a tenant has a feature that this blueprint does not: the fleet was checked with another release. */
export function enabledFeatures(
  features: Readonly<Record<string, FeatureSettings>>,
): readonly EnabledFeature[] {
  const catalogue = new Map(FEATURES.map((feature) => [feature.name, feature]));
  return Object.entries(features).map(([name, settings]) => {
    const feature = catalogue.get(name);
    if (feature === undefined) {
      throw new Error(`feature "${name}" is not one of this release: ${[...catalogue.keys()].join(', ')}`);
    }
    return { feature, settings };
  });
}
