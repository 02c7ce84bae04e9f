import type { DiagnosticCode } from '../../diagnostics/catalogue';
import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic';
import { quoted } from '../../diagnostics/printable';
import { listText, nextStepFor } from '../../diagnostics/suggest';
import { accountOfArn } from '../schema/arn';
import type { ReleaseDescriptions } from '../release-description';
import { EDGE_REGION, type FleetFile } from '../schema/fleet-file';
import type { FleetDraft } from '../fleet-draft';
import { cellTenantsMax } from '../cell-room';
import type { YamlDocument } from '../yaml/parse-yaml';
import type { TenantDraft } from '../tenant-draft';

/** The tenants of a fleet, as far as their files can be read. */
export interface KnownTenants {
  readonly drafts: readonly TenantDraft[];
  /** Whether the cell of every tenant is known, so that a cell without tenants is known to be empty. */
  readonly complete: boolean;
}

/** Checks each cell by itself, cells against each other, and how many tenants each holds. */
export function checkCells(
  fleet: FleetDraft,
  tenants: KnownTenants,
  catalogues: ReleaseDescriptions,
): readonly Diagnostic[] {
  const { document, cellIds } = fleet;
  if (document === undefined) {
    return [];
  }
  if (cellIds?.length === 0) {
    return [
      diagnostic({
        code: 'FLEET-001',
        place: document.locate(['cells'], 'key'),
        message: 'the fleet has no cell.',
        next: 'Add one; tenants live in cells.',
      }),
    ];
  }
  const tenantIds = tenantIdsByCell(tenants.drafts);
  const cells = Object.entries(fleet.fields.cells ?? {});
  return [
    ...cells.flatMap(([id, cell]) => checkCell({ id, cell, document }, catalogues)),
    ...repeatedDomains(cells, document),
    ...(cellIds ?? []).flatMap((id) => {
      const most = cellTenantsMax(fleet.fields.cells?.[id]?.account ?? '', fleet.fields.quotas);
      return checkRoom(id, tenantIds.get(id) ?? [], most, document);
    }),
    ...cells
      .filter(([, { kind }]) => kind === 'dedicated')
      .flatMap(([id]) => checkDedicated(id, tenantIds.get(id) ?? [], tenants.complete, document)),
  ];
}

function tenantIdsByCell(tenants: readonly TenantDraft[]): ReadonlyMap<string, readonly string[]> {
  const ids = new Map<string, string[]>();
  for (const { id, fields } of tenants) {
    if (fields.cell !== undefined) {
      const ofCell = ids.get(fields.cell) ?? [];
      ofCell.push(id);
      ids.set(fields.cell, ofCell);
    }
  }
  return ids;
}

type WrittenCell = FleetFile['cells'][string];

interface CellInFile {
  readonly id: string;
  readonly cell: WrittenCell;
  readonly document: YamlDocument;
}

function checkCell(context: CellInFile, catalogues: ReleaseDescriptions): readonly Diagnostic[] {
  const { id, cell, document } = context;
  const releases = [...catalogues.keys()];
  const unknownRelease = releases.includes(cell.release)
    ? []
    : [
        diagnostic({
          code: 'FLEET-010',
          place: document.locate(['cells', id, 'release']),
          message: `release ${quoted(cell.release)} of cell ${quoted(id)} is not a release of this project.`,
          next: nextStepFor(cell.release, releases),
          value: cell.release,
        }),
      ];
  return [
    ...unknownRelease,
    ...checkAccount(context, 'certificateArn', 'FLEET-012'),
    ...checkAccount(context, 'webAclArn', 'FLEET-014'),
    ...checkWebAclRegion(context),
  ];
}

function checkAccount(
  { id, cell, document }: CellInFile,
  field: 'certificateArn' | 'webAclArn',
  code: DiagnosticCode,
): readonly Diagnostic[] {
  const arn = cell[field];
  const account = arn === undefined ? cell.account : accountOfArn(arn);
  if (account === cell.account) {
    return [];
  }
  return [
    diagnostic({
      code,
      place: document.locate(['cells', id, field]),
      message: `${field} of cell ${quoted(id)} is in account ${account}, and the cell in ${cell.account}.`,
      next: `Name one in account ${cell.account}: CloudFront takes no other.`,
      value: arn,
    }),
  ];
}

function checkWebAclRegion({ id, cell, document }: CellInFile): readonly Diagnostic[] {
  if (cell.webAclArn === undefined || cell.region !== EDGE_REGION) {
    return [];
  }
  return [
    diagnostic({
      code: 'FLEET-013',
      place: document.locate(['cells', id, 'webAclArn'], 'key'),
      message: `cell ${quoted(id)} is in ${EDGE_REGION} and makes its own web ACL.`,
      next: 'Remove webAclArn.',
      value: cell.webAclArn,
    }),
  ];
}

function repeatedDomains(
  cells: readonly (readonly [string, WrittenCell])[],
  document: YamlDocument,
): readonly Diagnostic[] {
  const firstOf = new Map<string, string>();
  const problems: Diagnostic[] = [];
  for (const [id, { domain }] of cells) {
    const first = firstOf.get(domain);
    if (first === undefined) {
      firstOf.set(domain, id);
      continue;
    }
    problems.push(
      diagnostic({
        code: 'FLEET-011',
        place: document.locate(['cells', id, 'domain']),
        message: `domain ${quoted(domain)} of cell ${quoted(id)} is that of cell ${quoted(first)} as well.`,
        next: 'Give each cell a domain of its own.',
        value: domain,
      }),
    );
  }
  return problems;
}

function checkRoom(
  id: string,
  tenantIds: readonly string[],
  most: number,
  document: YamlDocument,
): readonly Diagnostic[] {
  const surplus = tenantIds.length - most;
  if (surplus <= 0) {
    return [];
  }
  return [
    diagnostic({
      code: 'FLEET-015',
      place: document.locate(['cells', id], 'key'),
      message: `cell ${quoted(id)} has ${tenantIds.length} tenants; a cell holds at most ${most}.`,
      next: `Move ${surplus} of them to another cell.`,
      value: tenantIds.length,
    }),
  ];
}

function checkDedicated(
  id: string,
  tenantIds: readonly string[],
  complete: boolean,
  document: YamlDocument,
): readonly Diagnostic[] {
  if (tenantIds.length > 1) {
    return [
      diagnostic({
        code: 'FLEET-016',
        place: document.locate(['cells', id], 'key'),
        message: `cell ${quoted(id)} is dedicated and has ${tenantIds.length} tenants: ${listText(tenantIds)}.`,
        next: 'Leave one of them here, and move the others to other cells.',
        value: id,
      }),
    ];
  }
  if (tenantIds.length === 1 || !complete) {
    return [];
  }
  return [
    diagnostic({
      code: 'FLEET-017',
      place: document.locate(['cells', id], 'key'),
      message: `cell ${quoted(id)} is dedicated and has no tenant.`,
      next: 'Add its tenant, or remove the cell.',
      value: id,
    }),
  ];
}
