import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic';
import { quoted } from '../../diagnostics/printable';
import type { FeatureCatalogue, FeatureDescription } from '../feature-catalogue';
import type { FeatureSettings } from '../fleet';
import type { FleetFile } from '../schema/fleet-file';
import type { TenantDraft } from '../tenant-draft';

type CellFields = FleetFile['cells'][string];
type Features = Readonly<Record<string, FeatureSettings>>;

export interface FeaturesInRegion {
  /** Those that the cell's Region can have. */
  readonly features: Features;
  /** A warning for each that a client may believe to have. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Leaves out the features that the Region of the tenant's cell cannot have. That is worth a warning unless the cell
 * has what stands in for the feature there.
 */
export function featuresInRegion(
  features: Features,
  tenant: TenantDraft,
  cell: CellFields | undefined,
  catalogue: FeatureCatalogue | undefined,
): FeaturesInRegion {
  if (cell === undefined || catalogue === undefined) {
    return { features, diagnostics: [] };
  }
  const missing = Object.keys(features).flatMap((name) => {
    const feature = catalogue[name];
    return feature?.region === undefined || feature.region === cell.region ? [] : [{ name, feature }];
  });
  const left = Object.entries(features).filter(([name]) => missing.every((feature) => feature.name !== name));
  return {
    features: Object.fromEntries(left),
    diagnostics: missing
      .filter(({ feature }) => !standsIn(feature, cell))
      .map(({ name, feature }) => unavailable(name, feature, tenant, cell.region)),
  };
}

function standsIn({ standIn }: FeatureDescription, cell: CellFields): boolean {
  return standIn !== undefined && cell[standIn] !== undefined;
}

function unavailable(
  name: string,
  { region, standIn }: FeatureDescription,
  tenant: TenantDraft,
  cellRegion: string,
): Diagnostic {
  const tier = tenant.fields.tier ?? '';
  const instead = standIn === undefined ? '' : `Give the cell a ${standIn} to stand in for it, or tell`;
  return diagnostic({
    code: 'TENANT-025',
    place: tenant.document.locate(['tier'], 'value'),
    message: `tier ${quoted(tier)} grants ${quoted(name)}, which can be had in ${region ?? ''} only; the cell is in ${cellRegion}, so the tenant goes without.`,
    next: `${instead === '' ? 'Tell' : instead} the client.`,
    value: tier,
  });
}
