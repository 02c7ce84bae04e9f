import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { tenantFolderPath } from '../fleet/fleet-files';
import { ID_RULE, isId } from '../fleet/schema/id';
import { openCells } from '../fleet/new-tenant';
import { problemList } from '../report/problem-list';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Host } from './host';
import { loadFleet } from './load-fleet';
import { nothingWritten } from './nothing-written';
import { onboardAnswers } from './onboard-answers';
import type { OnboardFlags } from './onboard-answers';
import { nowhere, placedTenant } from './placed-tenant';

export interface OnboardOptions extends OnboardFlags {
  readonly fleet: string;
  readonly json: boolean;
}

/**
 * `multiplex onboard <id>`: writes a complete tenant folder, or nothing. What it would write is checked with the
 * whole fleet first and counted against the quotas of AWS, and a folder that is there is never touched.
 */
export async function onboard(id: string, options: OnboardOptions, host: Host): Promise<ExitCode> {
  if (!isId(id)) {
    host.stderr(`${JSON.stringify(id)} cannot be the id of a tenant. Write ${ID_RULE}.\n`);
    return EXIT.usage;
  }
  const loaded = await loadFleet(host, options.fleet);
  const { fleet, rootFolder } = loaded;
  if (fleet === undefined) {
    host.stderr(`${problemList(loaded.diagnostics)}Mend the fleet first; nothing was written.\n`);
    return EXIT.no;
  }
  const folder = join(rootFolder, tenantFolderPath(id));
  if (existsSync(folder)) {
    host.stderr(`${tenantFolderPath(id)} is there already; nothing was written. Choose another id.\n`);
    return EXIT.no;
  }
  const open = openCells(fleet, options.region);
  if (options.cell === undefined && open.length === 0) {
    return nothingWritten([nowhere(fleet, options.region)], options.json, host);
  }
  const answers = await onboardAnswers(id, options, fleet, open[0]?.id ?? '', host);
  if (answers.kind === 'missing') {
    host.stderr(`There is nobody to ask, so ${answers.flags.join(', ')} must be given.\n`);
    return EXIT.usage;
  }
  const named = fleet.cells.filter((cell) => cell.id === options.cell);
  const placed = await placedTenant(
    { ...loaded, fleet },
    answers.tenant,
    options.cell === undefined ? open : named,
  );
  if (placed.kind === 'refused') {
    return nothingWritten(placed.problems, options.json, host);
  }
  writeFolder(folder, placed.files);
  report(id, placed.cell, Object.keys(placed.files), host, options.json);
  return EXIT.fine;
}

/** All of the folder or none of it: it is filled under another name, and gets its own last. */
function writeFolder(folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(dirname(folder), { recursive: true });
  const draft = mkdtempSync(join(dirname(folder), '.draft-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(draft, path)), { recursive: true });
      writeFileSync(join(draft, path), text);
    }
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
}

function report(id: string, cell: string, files: readonly string[], host: Host, json: boolean): void {
  const folder = tenantFolderPath(id);
  if (json) {
    host.stdout(`${JSON.stringify({ ok: true, id, cell, folder, files }, undefined, 2)}\n`);
    return;
  }
  host.stdout(
    `${files.map((file) => `${folder}/${file}\n`).join('')}\n` +
      `It is placed in cell ${cell}. No other tenant is touched. Next: npx cdk diff tenants/${id}\n`,
  );
}
