import type { DiagnosticCode } from '../../diagnostics/catalogue';
import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic';
import { invariant } from '../../diagnostics/invariant';
import { quoted } from '../../diagnostics/printable';
import { listText, nextStepFor } from '../../diagnostics/suggest';
import { featuresInRegion } from './check-feature-region';
import { firstReleaseWhere, rank, settingsProblems } from './check-settings';
import type { FeatureCatalogue, FeatureDescription } from '../feature-catalogue';
import type { ReleaseDescriptions } from '../release-description';
import { featureSchema } from '../schema/feature-schema';
import { isMapping } from '../yaml/field-path';
import type { FeatureSettings } from '../fleet';
import type { FleetDraft } from '../fleet-draft';
import type { TenantDraft } from '../tenant-draft';

/** What is on for a tenant, by name and ordered by name, and the problems of its settings. */
export interface CheckedFeatures {
  readonly features: Readonly<Record<string, FeatureSettings>>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Resolves the features of a tenant: what its tier grants and its release has. A feature that takes settings is on only
 * when the tenant writes some; they are checked by the release that the tenant pins, and their defaults filled in.
 */
export function checkFeatures(
  tenant: TenantDraft,
  fleet: FleetDraft,
  releases: ReleaseDescriptions,
): CheckedFeatures {
  const catalogue = releases.get(tenant.fields.release ?? '')?.features;
  const granted = fleet.grants.get(tenant.fields.tier ?? '');
  const context: FeatureContext = { tenant, fleet, releases, catalogue, granted };
  const checked = Object.entries(tenant.fields.features ?? {}).map(([name, settings]) =>
    checkSettings(name, settings, context),
  );
  const features = [...withoutSettings(catalogue, granted), ...checked.flatMap(({ feature }) => feature)];
  const on = Object.fromEntries(features.sort(([a], [b]) => (a < b ? -1 : 1)));
  const cell = fleet.fields.cells?.[tenant.fields.cell ?? ''];
  const inRegion = featuresInRegion(on, tenant, cell, catalogue);
  return {
    features: inRegion.features,
    diagnostics: [...checked.flatMap(({ diagnostics }) => diagnostics), ...inRegion.diagnostics],
  };
}

interface FeatureContext {
  readonly tenant: TenantDraft;
  readonly fleet: FleetDraft;
  readonly releases: ReleaseDescriptions;
  /** That of the tenant's release; undefined when the release is unknown. */
  readonly catalogue: FeatureCatalogue | undefined;
  /** Undefined when the tier is unknown or invalid. */
  readonly granted: readonly string[] | undefined;
}

type NamedFeature = readonly [name: string, settings: FeatureSettings];

interface CheckedFeature {
  readonly feature: readonly NamedFeature[];
  readonly diagnostics: readonly Diagnostic[];
}

function withoutSettings(
  catalogue: FeatureCatalogue | undefined,
  granted: readonly string[] | undefined,
): readonly NamedFeature[] {
  return (granted ?? []).flatMap((name): readonly NamedFeature[] => {
    const feature = featureOf(catalogue, name);
    return feature !== undefined && feature.settings === undefined ? [[name, {}]] : [];
  });
}

function featureOf(catalogue: FeatureCatalogue | undefined, name: string): FeatureDescription | undefined {
  return catalogue !== undefined && Object.hasOwn(catalogue, name) ? catalogue[name] : undefined;
}

function checkSettings(name: string, settings: unknown, context: FeatureContext): CheckedFeature {
  const { tenant, releases, catalogue, granted } = context;
  const feature = featureOf(catalogue, name);
  if (feature === undefined) {
    return { feature: [], diagnostics: absentFeature(name, context) };
  }
  const schema = featureSchema(feature);
  if (schema === undefined) {
    return { feature: [], diagnostics: [takesNone(name, tenant)] };
  }
  const ungranted = granted === undefined || granted.includes(name) ? [] : [notGranted(name, context)];
  const parsed = schema.safeParse(settings);
  if (!parsed.success) {
    return {
      feature: [],
      diagnostics: [...ungranted, ...settingsProblems(name, schema, { tenant, releases })],
    };
  }
  invariant(isMapping(parsed.data), 'the settings of a feature are a mapping');
  return { feature: [[name, parsed.data]], diagnostics: ungranted };
}

function absentFeature(name: string, { tenant, releases, catalogue }: FeatureContext): readonly Diagnostic[] {
  const own = tenant.fields.release ?? '';
  const first = firstReleaseWhere(releases, own, ({ features }) => Object.hasOwn(features, name));
  if (first === undefined) {
    const all = [...releases.values()].map(({ features }) => features);
    const known = catalogue === undefined ? all : [catalogue];
    const configurable = known.flatMap((features) =>
      Object.keys(features).filter((feature) => featureOf(features, feature)?.settings !== undefined),
    );
    const message = `feature ${quoted(name)} does not exist.`;
    const next = nextStepFor(name, [...new Set(configurable)]);
    return [featureProblem('TENANT-020', tenant, { name, message, next })];
  }
  if (catalogue === undefined) {
    return [];
  }
  const message = `feature ${quoted(name)} is not part of release ${quoted(own)}.`;
  const next = `Remove the settings, or move the tenant to ${first}, ${rank(own, first)} release that has it.`;
  return [featureProblem('TENANT-021', tenant, { name, message, next })];
}

function takesNone(name: string, tenant: TenantDraft): Diagnostic {
  return featureProblem('TENANT-023', tenant, {
    name,
    message: `feature ${quoted(name)} takes no settings.`,
    next: 'Remove it here; it is on as soon as the tier grants it.',
  });
}

function notGranted(name: string, { tenant, fleet }: FeatureContext): Diagnostic {
  const tiers = [...fleet.grants].flatMap(([tier, features]) => (features.includes(name) ? [tier] : []));
  return featureProblem('TENANT-022', tenant, {
    name,
    message: `feature ${quoted(name)} is not granted by tier ${quoted(tenant.fields.tier ?? '')}.`,
    next:
      tiers.length === 0
        ? 'Remove the settings; no tier grants it.'
        : `Remove the settings, or use a tier that grants it: ${listText(tiers)}.`,
  });
}

interface FeatureProblem {
  readonly name: string;
  readonly message: string;
  readonly next: string;
}

function featureProblem(code: DiagnosticCode, tenant: TenantDraft, problem: FeatureProblem): Diagnostic {
  const { name, message, next } = problem;
  return diagnostic({
    code,
    place: tenant.document.locate(['features', name], 'key'),
    message,
    next,
    value: name,
  });
}
