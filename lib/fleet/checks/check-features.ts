import type { DiagnosticCode } from '../../diagnostics/catalogue';
import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic';
import { invariant } from '../../diagnostics/invariant';
import { quoted } from '../../diagnostics/printable';
import { listText, nextStepFor } from '../../diagnostics/suggest';
import { featuresInRegion } from './check-feature-region';
import type { FeatureCatalogue, FeatureCatalogues, FeatureDescription } from '../feature-catalogue';
import { featureSchema } from '../schema/feature-schema';
import { isMapping } from '../yaml/field-path';
import type { FeatureSettings } from '../fleet';
import type { FleetDraft } from '../fleet-draft';
import { schemaProblems } from '../schema/schema-problems';
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
  catalogues: FeatureCatalogues,
): CheckedFeatures {
  const catalogue = catalogues.get(tenant.fields.release ?? '');
  const granted = fleet.grants.get(tenant.fields.tier ?? '');
  const context: FeatureContext = { tenant, fleet, catalogues, catalogue, granted };
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
  readonly catalogues: FeatureCatalogues;
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
  const { tenant, catalogue, granted } = context;
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
    const at = ['features', name];
    const problems = schemaProblems({ document: tenant.document, at, schema, code: 'TENANT-024' });
    return { feature: [], diagnostics: [...ungranted, ...problems] };
  }
  invariant(isMapping(parsed.data), 'the settings of a feature are a mapping');
  return { feature: [[name, parsed.data]], diagnostics: ungranted };
}

function absentFeature(
  name: string,
  { tenant, catalogues, catalogue }: FeatureContext,
): readonly Diagnostic[] {
  const releases = [...catalogues].flatMap(([release, features]) =>
    Object.hasOwn(features, name) ? [release] : [],
  );
  if (releases.length === 0) {
    const known = catalogue === undefined ? [...catalogues.values()] : [catalogue];
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
  const message = `feature ${quoted(name)} is not part of release ${quoted(tenant.fields.release ?? '')}.`;
  const next = `Remove the settings, or move the tenant to a release that has it: ${listText(releases)}.`;
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
