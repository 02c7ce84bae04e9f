import { join, resolve } from 'node:path';

import type { Fleet } from '../fleet/fleet';
import { problemList } from '../report/problem-list';
import { renderSummary } from '../report/render-summary';
import type { RenderReport } from '../report/render-summary';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Host } from './host';
import { loadFleet } from './load-fleet';
import { selectStacks } from './select-stacks';

/** What can be made again, below the folder of the fleet. */
const CACHE_FOLDER = '.multiplex';

export interface RenderOptions {
  readonly fleet: string;
  readonly json: boolean;
  readonly out: string;
}

/** `multiplex render [stack...]`: writes the cloud assembly, or nothing when the fleet has an error. */
export async function render(
  names: readonly string[],
  options: RenderOptions,
  host: Host,
): Promise<ExitCode> {
  const { rootFolder, fleet, diagnostics } = await loadFleet(host, options.fleet);
  host.stderr(problemList(diagnostics));
  if (fleet === undefined) {
    return EXIT.no;
  }
  const selection = selectStacks(fleet, names);
  if (selection.kind === 'unknown') {
    host.stderr(`${selection.message}\n`);
    return EXIT.usage;
  }
  const outdir = resolve(host.cwd, options.out);
  const assembly = await renderAssembly(fleet, rootFolder, outdir, selection.displayNames);
  const report = { out: options.out, ...assembly };
  host.stdout(options.json ? `${JSON.stringify(report, undefined, 2)}\n` : renderSummary(report));
  return EXIT.fine;
}

/** Renders the named stacks and writes them to `outdir`. The CDK is loaded here, when there is something to render. */
export async function renderAssembly(
  fleet: Fleet,
  rootFolder: string,
  outdir: string,
  displayNames: readonly string[],
): Promise<Omit<RenderReport, 'out'>> {
  const { renderFleet } = await import('../render/render-fleet');
  const { writeAssembly } = await import('../render/write-assembly');
  const cacheFolder = join(rootFolder, CACHE_FOLDER);
  const rendered = await renderFleet(fleet, { rootFolder, cacheFolder, only: displayNames });
  const stacks = rendered.map(({ displayName, stackName, resourceCount, digest }) => ({
    displayName,
    stackName,
    resourceCount,
    digest,
  }));
  return { stacks, ...writeAssembly(outdir, rendered) };
}
