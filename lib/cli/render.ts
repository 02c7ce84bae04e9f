import { join, resolve } from 'node:path';

import type { Fleet } from '../fleet/fleet';
import type { renderFleet } from '../render/render-fleet';
import type { RenderedStack } from '../render/rendered-stack';
import type { verifyFleet } from '../render/verify-fleet';
import type { writeAssembly } from '../render/write-assembly';
import { problemList } from '../report/problem-list';
import { renderSummary, verificationFaults } from '../report/render-summary';
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
  readonly verify: boolean;
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
  const request = { rootFolder, cacheFolder: join(rootFolder, CACHE_FOLDER), only: selection.displayNames };
  const { renderFleet, verifyFleet, writeAssembly } = await loadRenderer();
  const rendered = await renderFleet(fleet, request);
  const verification = options.verify ? await verifyFleet(fleet, rendered, request) : undefined;
  if (verification !== undefined && verification.faults.length > 0) {
    host.stderr(`${verificationFaults(verification)}Nothing was written.\n`);
    return EXIT.no;
  }
  const { written, kept } = writeAssembly(resolve(host.cwd, options.out), rendered);
  const report: RenderReport = {
    out: options.out,
    stacks: rendered.map(stackLine),
    written,
    kept,
    ...(verification === undefined ? {} : { verified: verification.compared.length }),
  };
  host.stdout(options.json ? `${JSON.stringify(report, undefined, 2)}\n` : renderSummary(report));
  return EXIT.fine;
}

/** Renders the named stacks and writes them to `outdir`. */
export async function renderAssembly(
  fleet: Fleet,
  rootFolder: string,
  outdir: string,
  displayNames: readonly string[],
): Promise<void> {
  const { renderFleet, writeAssembly } = await loadRenderer();
  const cacheFolder = join(rootFolder, CACHE_FOLDER);
  writeAssembly(outdir, await renderFleet(fleet, { rootFolder, cacheFolder, only: displayNames }));
}

/** The CDK is loaded only now, when there is something to render. */
async function loadRenderer(): Promise<Renderer> {
  const { renderFleet } = await import('../render/render-fleet');
  const { verifyFleet } = await import('../render/verify-fleet');
  const { writeAssembly } = await import('../render/write-assembly');
  return { renderFleet, verifyFleet, writeAssembly };
}

interface Renderer {
  readonly renderFleet: typeof renderFleet;
  readonly verifyFleet: typeof verifyFleet;
  readonly writeAssembly: typeof writeAssembly;
}

function stackLine({
  displayName,
  stackName,
  resourceCount,
  digest,
}: RenderedStack): RenderReport['stacks'][number] {
  return { displayName, stackName, resourceCount, digest };
}
