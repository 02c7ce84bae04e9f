import type { DiagnosticCode } from '../../diagnostics/catalogue';
import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic';
import { quoted } from '../../diagnostics/printable';
import { listText, nextStepFor } from '../../diagnostics/suggest';
import { NEXT_RELEASE } from '../feature-catalogue';
import type { ReleaseDescriptions } from '../release-description';
import type { FleetDraft } from '../fleet-draft';
import type { TenantDraft } from '../tenant-draft';

/** Checks that the cell, tier, ring and release of a tenant exist, and that it may pin its release. */
export function checkReferences(
  tenant: TenantDraft,
  fleet: FleetDraft,
  catalogues: ReleaseDescriptions,
): readonly Diagnostic[] {
  return [
    ...checkName(tenant, { field: 'cell', code: 'TENANT-013', of: 'this fleet', known: fleet.cellIds }),
    ...checkName(tenant, { field: 'tier', code: 'TENANT-014', of: 'this fleet', known: fleet.tierIds }),
    ...checkName(tenant, { field: 'ring', code: 'TENANT-015', of: 'this fleet', known: fleet.ringIds }),
    ...checkName(tenant, {
      field: 'release',
      code: 'TENANT-016',
      of: 'this project',
      known: [...catalogues.keys()],
    }),
    ...checkNextRelease(tenant, fleet, catalogues),
  ];
}

interface Reference {
  readonly field: 'cell' | 'tier' | 'ring' | 'release';
  readonly code: DiagnosticCode;
  readonly of: string;
  /** Undefined when it cannot be known what exists. */
  readonly known: readonly string[] | undefined;
}

function checkName(tenant: TenantDraft, { field, code, of, known }: Reference): readonly Diagnostic[] {
  const name = tenant.fields[field];
  if (name === undefined || known === undefined || known.includes(name)) {
    return [];
  }
  return [
    diagnostic({
      code,
      place: tenant.document.locate([field]),
      message: `${field} ${quoted(name)} is not a ${field} of ${of}.`,
      next: nextStepFor(name, known),
      value: name,
    }),
  ];
}

/** The ring that every roll-out begins with; undefined while any ring is invalid, since that might be the one. */
function firstRing({ fields, ringIds }: FleetDraft): string | undefined {
  const rings = Object.entries(fields.rings ?? {});
  return rings.length === ringIds?.length
    ? rings.toSorted(([, a], [, b]) => a.order - b.order)[0]?.[0]
    : undefined;
}

function checkNextRelease(
  { document, fields }: TenantDraft,
  fleet: FleetDraft,
  catalogues: ReleaseDescriptions,
): readonly Diagnostic[] {
  const releases = [...catalogues.keys()].filter((release) => release !== NEXT_RELEASE);
  if (fields.release !== NEXT_RELEASE || releases.length === 0) {
    return [];
  }
  const first = firstRing(fleet);
  const { ring } = fields;
  if (ring === undefined || first === undefined || ring === first || !fleet.ringIds?.includes(ring)) {
    return [];
  }
  return [
    diagnostic({
      code: 'TENANT-017',
      place: document.locate(['release']),
      message: `release "next" is for tenants of the first ring, ${quoted(first)}; this one is in ring ${quoted(ring)}.`,
      next: `Pin one of: ${listText(releases)}.`,
      value: NEXT_RELEASE,
    }),
  ];
}
