import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic';
import { quoted } from '../../diagnostics/printable';
import type { FleetDraft } from '../fleet-draft';
import type { ReleaseDescriptions } from '../release-description';
import { accountOfArn } from '../schema/arn';
import type { FleetFile } from '../schema/fleet-file';
import type { FieldPath } from '../yaml/field-path';
import type { YamlDocument } from '../yaml/parse-yaml';

/** Checks who may deploy: that somebody may, through a provider of the cell's account, at a release that knows of it. */
export function checkAccess(fleet: FleetDraft, catalogues: ReleaseDescriptions): readonly Diagnostic[] {
  const { document, fields } = fleet;
  if (document === undefined) {
    return [];
  }
  return [
    ...checkSomebody(document, ['access'], fields.access),
    ...Object.entries(fields.cells ?? {}).flatMap(([id, cell]) => [
      ...checkSomebody(document, ['cells', id, 'access'], cell.access),
      ...checkProvider(document, id, cell, fields.access),
      ...checkRelease(document, id, cell.access ?? fields.access, cell.release, catalogues),
    ]),
  ];
}

type Access = FleetFile['access'];

function checkSomebody(document: YamlDocument, at: FieldPath, access: Access): readonly Diagnostic[] {
  if (access === undefined || access.github !== undefined || access.principals !== undefined) {
    return [];
  }
  return [
    diagnostic({
      code: 'FLEET-050',
      place: document.locate(at, 'key'),
      message: 'access names nobody who may deploy.',
      next: 'Write github.repository, or principals.',
    }),
  ];
}

function checkProvider(
  document: YamlDocument,
  id: string,
  cell: FleetFile['cells'][string],
  ofFleet: Access,
): readonly Diagnostic[] {
  const provider = (cell.access ?? ofFleet)?.github?.provider;
  if (provider === undefined || accountOfArn(provider) === cell.account) {
    return [];
  }
  const at = cell.access === undefined ? ['access'] : ['cells', id, 'access'];
  return [
    diagnostic({
      code: 'FLEET-051',
      place: document.locate([...at, 'github', 'provider']),
      message: `the provider is in account ${accountOfArn(provider)}, and cell ${quoted(id)} in ${cell.account}.`,
      next: 'Leave it out: the provider of GitHub in the account of each cell is meant then.',
      value: provider,
    }),
  ];
}

function checkRelease(
  document: YamlDocument,
  id: string,
  access: Access,
  release: string,
  catalogues: ReleaseDescriptions,
): readonly Diagnostic[] {
  const description = catalogues.get(release);
  if (access === undefined || description === undefined || description.contract.tenantRoles === true) {
    return [];
  }
  const able = [...catalogues].find(([, { contract }]) => contract.tenantRoles === true)?.[0];
  return [
    diagnostic({
      code: 'FLEET-052',
      place: document.locate(['cells', id, 'release']),
      message: `release ${quoted(release)} of cell ${quoted(id)} knows of no roles of tenants, which access asks for.`,
      next:
        able === undefined
          ? 'Leave access out.'
          : `Move the cell to ${able} or a later release, or say access of the other cells only.`,
      value: release,
    }),
  ];
}
