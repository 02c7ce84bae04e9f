import { join, resolve } from 'node:path';

import { diagnosticJson } from '../diagnostics/render';
import type { Diagnostic } from '../diagnostics/diagnostic';
import { nextStepFor } from '../diagnostics/suggest';
import { listTenants } from '../fleet/read-fleet';
import { readFleetBasis } from '../preview/fleet-basis';
import { startPreview } from '../preview/preview';
import type { Preview } from '../preview/preview';
import { problemList } from '../report/problem-list';
import { readFeatureCatalogues } from '../release/feature-catalogues';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Host } from './host';
import { refuseUnknown } from './known-release';

/** What can be made again, below the folder of the fleet. */
const CACHE_FOLDER = '.multiplex';

export interface PreviewOptions {
  readonly fleet: string;
  readonly json: boolean;
  /** 0 for any free one. @default 4400, or any free one where that is taken */
  readonly port?: number;
  /** The release that tenants are shown at. @default the one that each pins */
  readonly release?: string;
}

/** `multiplex preview [tenant]`: serves the screens of the fleet until somebody stops it. */
export async function preview(
  tenant: string | undefined,
  { fleet, json, port, release }: PreviewOptions,
  host: Host,
): Promise<ExitCode> {
  const rootFolder = resolve(host.cwd, fleet);
  const catalogues = readFeatureCatalogues();
  if (release !== undefined && refuseUnknown([release], [...catalogues.keys()], json, host)) {
    return EXIT.no;
  }
  const read = readFleetBasis(rootFolder, catalogues, release);
  if (read.kind === 'unsound') {
    tellProblems(read.problems, json, host);
    return EXIT.no;
  }
  const { ids } = listTenants(rootFolder);
  if (tenant !== undefined && !ids.includes(tenant)) {
    host.stderr(`"${tenant}" is not a tenant of this fleet. ${nextStepFor(tenant, ids)}\n`);
    return EXIT.usage;
  }
  const serving = await startPreview({
    rootFolder,
    cacheFolder: join(rootFolder, CACHE_FOLDER),
    catalogues,
    basis: read.basis,
    tell: (line) => host.stderr(`${line}\n`),
    ...(port === undefined ? {} : { port }),
  });
  try {
    await announce(serving, { fleet: read.basis.fleet.name, tenant, json }, host);
    await (host.untilStopped?.() ?? new Promise(() => undefined));
  } finally {
    await serving.close();
  }
  return EXIT.fine;
}

interface Announced {
  readonly fleet: string;
  readonly tenant: string | undefined;
  readonly json: boolean;
}

async function announce(serving: Preview, { fleet, tenant, json }: Announced, host: Host): Promise<void> {
  const problems = tenant === undefined ? [] : (await serving.show(tenant)).problems;
  const shown = tenant === undefined ? serving.ids() : [tenant];
  if (json) {
    const tenants = shown.map((id) => ({ id, url: serving.urlOf(id) }));
    const report = { fleet, url: serving.urlOf(), tenants, diagnostics: problems.map(diagnosticJson) };
    host.stdout(`${JSON.stringify(report, undefined, 2)}\n`);
    return;
  }
  host.stderr(problemList(problems));
  const lines =
    tenant === undefined
      ? [`${serving.urlOf()}  all ${shown.length} tenants of ${fleet}`]
      : [`${serving.urlOf(tenant)}  ${tenant}`, `${serving.urlOf()}  all tenants of ${fleet}`];
  host.stdout(`${lines.join('\n')}\nEdit tenants/<id>/ and its page reloads. Stop with Ctrl-C.\n`);
}

function tellProblems(problems: readonly Diagnostic[], json: boolean, host: Host): void {
  if (json) {
    host.stdout(`${JSON.stringify({ diagnostics: problems.map(diagnosticJson) }, undefined, 2)}\n`);
  } else {
    host.stderr(problemList(problems));
  }
}
