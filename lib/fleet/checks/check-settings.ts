import type { z } from 'zod';

import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic';
import { comparePlaces } from '../../diagnostics/place';
import type { ReleaseDescription, ReleaseDescriptions } from '../release-description';
import { compareReleases } from '../release-version';
import { featureSchema } from '../schema/feature-schema';
import { schemaProblems } from '../schema/schema-problems';
import type { TenantDraft } from '../tenant-draft';

/** Where settings are looked at from. */
interface SettingsContext {
  readonly tenant: TenantDraft;
  readonly releases: ReleaseDescriptions;
}

/**
 * The problems that the schema of the tenant's own release has with the settings of a feature. One that another release
 * would not have names the first that takes what is written.
 */
export function settingsProblems(
  name: string,
  schema: z.ZodType,
  { tenant, releases }: SettingsContext,
): readonly Diagnostic[] {
  const own = tenant.fields.release ?? '';
  const part = { document: tenant.document, at: ['features', name] };
  return schemaProblems({ ...part, schema, code: 'TENANT-024' }).map((problem) => {
    const first = firstReleaseWhere(releases, own, ({ features }) => {
      const feature = Object.hasOwn(features, name) ? features[name] : undefined;
      const other = feature === undefined ? undefined : featureSchema(feature);
      return (
        other !== undefined &&
        schemaProblems({ ...part, schema: other }).every(
          ({ place }) => comparePlaces(place, problem.place) !== 0,
        )
      );
    });
    return first === undefined
      ? problem
      : diagnostic({
          code: 'TENANT-026',
          place: problem.place,
          message: problem.message,
          next: `Release ${first} is ${rank(own, first)} one that takes it: change it here, or move the tenant there.`,
          value: problem.value,
        });
  });
}

/** The first release after the tenant's own that it holds for, or else the last one before; undefined for none. */
export function firstReleaseWhere(
  releases: ReleaseDescriptions,
  own: string,
  holds: (release: ReleaseDescription) => boolean,
): string | undefined {
  const ordered = [...releases.keys()].sort(compareReleases);
  const candidates = [
    ...ordered.filter((version) => compareReleases(version, own) > 0),
    ...ordered.filter((version) => compareReleases(version, own) < 0).reverse(),
  ];
  return candidates.find((version) => {
    const release = releases.get(version);
    return release !== undefined && holds(release);
  });
}

/** How {@link firstReleaseWhere} found a release: `the first`, or `the last` where only older ones will do. */
export function rank(own: string, found: string): string {
  return compareReleases(found, own) > 0 ? 'the first' : 'the last';
}
