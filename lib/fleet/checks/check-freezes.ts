import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic';
import { quoted } from '../../diagnostics/printable';
import { nextStepFor } from '../../diagnostics/suggest';
import type { FleetDraft } from '../fleet-draft';
import type { Freeze } from '../schema/freeze';
import { fieldText, type FieldPath } from '../yaml/field-path';
import type { YamlDocument } from '../yaml/parse-yaml';
import type { KnownTenants } from './check-cells';

/** Checks the freezes of a fleet: that each ends after it begins, and that whom it names is there. */
export function checkFreezes(fleet: FleetDraft, tenants: KnownTenants): readonly Diagnostic[] {
  const { document, fields, cellIds } = fleet;
  if (document === undefined) {
    return [];
  }
  // A tenant that cannot be read may be the one that is named.
  const tenantIds = tenants.complete ? tenants.drafts.map(({ id }) => id) : undefined;
  return (fields.freezes ?? []).flatMap((freeze, index) => {
    const at = ['freezes', index];
    return [
      ...checkFreeze(document, at, freeze),
      ...checkNames({ document, at: [...at, 'tenants'], names: freeze.tenants, known: tenantIds }),
      ...checkNames({ document, at: [...at, 'cells'], names: freeze.cells, known: cellIds }),
    ];
  });
}

/** Checks that a freeze does not end before it begins. */
export function checkFreeze(
  document: YamlDocument,
  at: FieldPath,
  { from, to }: Freeze,
): readonly Diagnostic[] {
  return from <= to
    ? []
    : [
        diagnostic({
          code: 'FLEET-040',
          place: document.locate([...at, 'to']),
          message: `${fieldText(at)} from ${from} to ${to} ends before it begins.`,
          next: 'Write the last day of the freeze; it may be the first.',
          value: to,
        }),
      ];
}

interface WrittenNames {
  readonly document: YamlDocument;
  readonly at: FieldPath;
  readonly names: readonly string[] | undefined;
  /** Undefined when it cannot be known what exists. */
  readonly known: readonly string[] | undefined;
}

function checkNames({ document, at, names = [], known }: WrittenNames): readonly Diagnostic[] {
  const there = new Set(known);
  return names.flatMap((name, index) =>
    known === undefined || there.has(name)
      ? []
      : [
          diagnostic({
            code: 'FLEET-041',
            place: document.locate([...at, index]),
            message: `${fieldText(at)} names ${quoted(name)}, which is not in this fleet.`,
            next: nextStepFor(name, known),
            value: name,
          }),
        ],
  );
}
