import { join, resolve } from 'node:path';

import type { Assembled } from '../render/assemble-fleet';
import type { RenderedStack } from '../render/rendered-stack';
import { problemList } from '../report/problem-list';
import { renderSummary, verificationFaults } from '../report/render-summary';
import type { RenderReport } from '../report/render-summary';
import { readFeatureCatalogues } from '../release/feature-catalogues';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Host } from './host';
import { loadFleet } from './load-fleet';
import { allStacks, selectStacks } from './select-stacks';

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
  const folders = { fleet: options.fleet, out: options.out };
  const rendered = await (options.verify ? renderVerified : renderStacks)(folders, names, host);
  if (rendered.kind === 'refused') {
    return rendered.exitCode;
  }
  const report: RenderReport = { out: options.out, ...rendered.report };
  host.stdout(options.json ? `${JSON.stringify(report, undefined, 2)}\n` : renderSummary(report));
  return EXIT.fine;
}

/** Where the fleet is and where its assembly goes, relative to where the command runs. */
export interface RenderFolders {
  readonly fleet: string;
  readonly out: string;
}

/** What was written, or why nothing was; the reason has been told by then. */
export type Rendered =
  | { readonly kind: 'refused'; readonly exitCode: ExitCode }
  | { readonly kind: 'rendered'; readonly report: Omit<RenderReport, 'out'> };

/** Renders the named stacks, or all, into a cloud assembly. */
export async function renderStacks(
  folders: RenderFolders,
  names: readonly string[],
  host: Host,
): Promise<Rendered> {
  const rootFolder = resolve(host.cwd, folders.fleet);
  const { assembleFleet } = await import('../render/assemble-fleet');
  const assembled = await assembleFleet({
    rootFolder,
    cacheFolder: join(rootFolder, CACHE_FOLDER),
    outdir: resolve(host.cwd, folders.out),
    catalogues: readFeatureCatalogues(),
    ...(names.length === 0 ? {} : { select: (fleet) => selectStacks(fleet, names) }),
  });
  return assembled.kind === 'written'
    ? writtenReport(assembled, host)
    : { kind: 'refused', exitCode: await tellWhyNot(assembled, folders, host) };
}

function writtenReport(
  { stacks, written, kept, warnings }: Extract<Assembled, { kind: 'written' }>,
  host: Host,
): Rendered {
  host.stderr(problemList(warnings));
  return { kind: 'rendered', report: { stacks, written, kept } };
}

/** Assembling only finds out that something is wrong; loading the fleet says what, and where. */
async function tellWhyNot(
  assembled: Exclude<Assembled, { kind: 'written' }>,
  folders: RenderFolders,
  host: Host,
): Promise<ExitCode> {
  const { fleet, diagnostics } = await loadFleet(host, folders.fleet);
  host.stderr(problemList(diagnostics));
  if (fleet === undefined) {
    return EXIT.no;
  }
  if (assembled.kind === 'unknown') {
    host.stderr(`${assembled.message}\n`);
    return EXIT.usage;
  }
  host.stderr('The fleet changed while it was being read. Run the command again.\n');
  return EXIT.outside;
}

/** The same, and compares what is stamped with real synthesis before anything is written. */
async function renderVerified(
  folders: RenderFolders,
  names: readonly string[],
  host: Host,
): Promise<Rendered> {
  const { rootFolder, fleet, diagnostics } = await loadFleet(host, folders.fleet);
  host.stderr(problemList(diagnostics));
  if (fleet === undefined) {
    return { kind: 'refused', exitCode: EXIT.no };
  }
  const selection = selectStacks(allStacks(fleet), names);
  if (selection.kind === 'unknown') {
    host.stderr(`${selection.message}\n`);
    return { kind: 'refused', exitCode: EXIT.usage };
  }
  const { renderFleet } = await import('../render/render-fleet');
  const { verifyFleet } = await import('../render/verify-fleet');
  const { writeAssembly } = await import('../render/write-assembly');
  const request = { rootFolder, cacheFolder: join(rootFolder, CACHE_FOLDER), only: selection.displayNames };
  const stacks = await renderFleet(fleet, request);
  const verification = await verifyFleet(fleet, stacks, request);
  if (verification.faults.length > 0) {
    host.stderr(`${verificationFaults(verification)}Nothing was written.\n`);
    return { kind: 'refused', exitCode: EXIT.no };
  }
  const { written, kept } = writeAssembly(resolve(host.cwd, folders.out), stacks);
  const verified = verification.compared.length;
  return { kind: 'rendered', report: { stacks: stacks.map(stackLine), written, kept, verified } };
}

function stackLine({
  displayName,
  stackName,
  resourceCount,
  digest,
}: RenderedStack): RenderReport['stacks'][number] {
  return { displayName, stackName, resourceCount, digest };
}
