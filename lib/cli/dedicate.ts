import { join, resolve } from 'node:path';

import { planDedication } from '../dedication/plan-dedication';
import type { Dedication } from '../dedication/dedication-document';
import { diagnostic, isError } from '../diagnostics/diagnostic';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { invariant } from '../diagnostics/invariant';
import { nextStepFor } from '../diagnostics/suggest';
import { filesWithCell } from '../fleet/dedicated-cell';
import type { Fleet } from '../fleet/fleet';
import { parseFleet } from '../fleet/parse-fleet';
import { writeAtOnce } from '../fleet/write-at-once';
import { compareStates, fleetStacks } from '../history/fleet-stacks';
import type { Override } from '../plan/plan-document';
import type { UnchangedStack } from '../plan/stack-pair';
import { accessDisplayName, cellDisplayName, tenantDisplayName } from '../render/rendered-stack';
import { dedicationText } from '../report/dedication-text';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import { fleetSubjects } from './fleet-subjects';
import type { Host } from './host';
import { loadFleet } from './load-fleet';
import type { LoadedFleet } from './load-fleet';
import { cellMove } from './new-cell';
import type { NewCellFlags } from './new-cell';
import { nothingWritten } from './nothing-written';
import { parseComparisonOptions } from './plan-request';
import { DEDICATIONS_FOLDER } from './settled-moves';

export interface DedicateOptions extends NewCellFlags {
  readonly override?: readonly string[];
  readonly reason?: readonly string[];
  readonly out?: string;
  readonly fleet: string;
  readonly json: boolean;
}

/** What can be made again, below the folder of the fleet. */
const CACHE_FOLDER = '.multiplex';

/**
 * `multiplex dedicate <tenant>`: writes the cell of one and the plan of the move, or nothing where something speaks
 * against it.
 */
export async function dedicate(id: string, options: DedicateOptions, host: Host): Promise<ExitCode> {
  const parsed = parseComparisonOptions(options);
  if (parsed.kind === 'wrong') {
    host.stderr(`${parsed.message}\n`);
    return EXIT.usage;
  }
  const loaded = await loadFleet(host, options.fleet);
  const { fleet, rootFolder } = loaded;
  if (fleet === undefined) {
    return nothingWritten(loaded.diagnostics, options.json, host);
  }
  const tenant = fleet.tenants.find((candidate) => candidate.id === id.replace(/^tenants\//, ''));
  if (tenant === undefined) {
    const known = fleet.tenants.map((candidate) => candidate.id);
    host.stderr(`There is no tenant ${JSON.stringify(id)}. ${nextStepFor(id, known)}\n`);
    return EXIT.usage;
  }
  const edited = filesWithCell(loaded.files, cellMove(fleet, tenant, options));
  if (edited.kind === 'unedited') {
    return nothingWritten([unedited(edited.file, edited.line)], options.json, host);
  }
  const moved = parseFleet(edited.files, loaded.catalogues);
  if (moved.fleet === undefined) {
    return nothingWritten(moved.diagnostics.filter(isError), options.json, host);
  }
  const dedication = await plannedMove({ ...loaded, fleet }, moved.fleet, tenant.id, parsed.overrides);
  const out = options.out ?? join(DEDICATIONS_FOLDER, `${tenant.id}.json`);
  const file = options.out === undefined ? join(rootFolder, out) : resolve(host.cwd, out);
  const isClear = dedication.verdict === 'clear';
  const written = isClear ? [...Object.keys(edited.texts), out] : [];
  if (isClear) {
    for (const [path, text] of Object.entries(edited.texts)) {
      writeAtOnce(join(rootFolder, path), text);
    }
    writeAtOnce(file, `${JSON.stringify(dedication, undefined, 2)}\n`);
  }
  host.stdout(
    options.json
      ? `${JSON.stringify({ ok: isClear, written, dedication }, undefined, 2)}\n`
      : dedicationText(dedication, written),
  );
  return isClear ? EXIT.fine : EXIT.no;
}

async function plannedMove(
  { fleet: before, rootFolder }: Pick<LoadedFleet, 'rootFolder'> & { readonly fleet: Fleet },
  fleet: Fleet,
  tenant: string,
  overrides: readonly Override[],
): Promise<Dedication> {
  const { Workshop } = await import('../render/render-fleet');
  const maker = new Workshop(join(rootFolder, CACHE_FOLDER));
  const cell = fleet.tenants.find(({ id }) => id === tenant)?.cell ?? '';
  const own = new Set([cellDisplayName(cell), accessDisplayName(tenant), tenantDisplayName(tenant)]);
  const others: UnchangedStack[] = [];
  const touched: string[] = [];
  const states = [before, fleet].map((state) => fleetStacks(state, rootFolder, maker));
  const [was, is] = states;
  if (was !== undefined && is !== undefined) {
    for await (const one of compareStates(was, is)) {
      if (one.kind === 'unchanged') {
        others.push(one.stack);
      } else if (!own.has(one.pair.stack)) {
        touched.push(one.pair.stack);
      }
    }
  }
  invariant(touched.length === 0, `no other stack reads what is edited, and ${touched.join(', ')} does`);
  return planDedication({
    before,
    fleet,
    tenant,
    from: before.tenants.find(({ id }) => id === tenant)?.cell ?? '',
    others,
    overrides,
    render: (state, stack) => fleetStacks(state, rootFolder, maker).render(stack),
    subjectsOf: (state) => fleetSubjects(state, 'concrete', rootFolder),
  });
}

function unedited(file: string, line: string): Diagnostic {
  return diagnostic({
    code: 'DEDICATE-002',
    place: { file },
    message: 'it is written in a way that this line cannot be put into it alone.',
    next: `Write it as other entries are written, or by hand: ${line}`,
    value: line,
  });
}
