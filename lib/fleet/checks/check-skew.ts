import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic';
import { quoted } from '../../diagnostics/printable';
import { listText } from '../../diagnostics/suggest';
import type { FleetDraft } from '../fleet-draft';
import type { ReleaseDescriptions } from '../release-description';
import { compareReleases } from '../release-version';
import type { TenantDraft } from '../tenant-draft';

/**
 * Checks that the cell of a tenant is able to hold it: a cell is never behind its tenants, and it provides, in its own
 * release, whatever their releases read.
 */
export function checkSkew(
  tenant: TenantDraft,
  fleet: FleetDraft,
  releases: ReleaseDescriptions,
): readonly Diagnostic[] {
  const { cell, release } = tenant.fields;
  const cellRelease = fleet.fields.cells?.[cell ?? '']?.release;
  const own = releases.get(release ?? '');
  const ofCell = releases.get(cellRelease ?? '');
  if (
    cell === undefined ||
    release === undefined ||
    cellRelease === undefined ||
    own === undefined ||
    ofCell === undefined
  ) {
    return [];
  }
  if (compareReleases(release, cellRelease) > 0) {
    return [
      diagnostic({
        code: 'TENANT-018',
        place: tenant.document.locate(['release']),
        message: `release ${quoted(release)} is newer than ${quoted(cellRelease)}, the release of cell ${quoted(cell)}.`,
        next: `Move the cell to ${release} first, or pin ${cellRelease} or older.`,
        value: release,
      }),
    ];
  }
  const missing = own.contract.reads.filter((name) => !ofCell.contract.provides.includes(name));
  if (missing.length === 0) {
    return [];
  }
  return [
    diagnostic({
      code: 'TENANT-019',
      place: tenant.document.locate(['release']),
      message: `release ${quoted(release)} reads what cell ${quoted(cell)} no longer provides at release ${quoted(cellRelease)}: ${listText(missing)}.`,
      next: `Move the tenant to a release that reads only what the cell provides, or the cell back to one that provides it.`,
      value: release,
    }),
  ];
}
