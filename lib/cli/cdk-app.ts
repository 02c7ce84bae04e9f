import { resolve } from 'node:path';

import { problemList } from '../report/problem-list';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Host } from './host';
import { loadFleet } from './load-fleet';
import { renderAssembly } from './render';
import { selectStacks } from './select-stacks';

const DEFAULT_OUTDIR = 'cdk.out';

/** What `cdk` tells the app that it runs, in environment variables. */
export interface CdkRequest {
  /** Where `cdk` wants the assembly. @default cdk.out */
  readonly outdir: string | undefined;
  /** The context as JSON. `-c tenants=a,b` renders only those, named as for `multiplex render`. @default everything */
  readonly context: string | undefined;
}

/** The app that the `cdk` command line runs. It says nothing when all is well: what `cdk` prints is the user's. */
export async function writeCdkApp({ outdir, context }: CdkRequest, host: Host): Promise<ExitCode> {
  const { rootFolder, fleet, diagnostics } = await loadFleet(host, '.');
  host.stderr(problemList(diagnostics));
  if (fleet === undefined) {
    return EXIT.no;
  }
  const selection = selectStacks(fleet, namesIn(context));
  if (selection.kind === 'unknown') {
    host.stderr(`${selection.message}\n`);
    return EXIT.usage;
  }
  const folder = resolve(host.cwd, outdir ?? DEFAULT_OUTDIR);
  await renderAssembly(fleet, rootFolder, folder, selection.displayNames);
  return EXIT.fine;
}

function namesIn(context: string | undefined): readonly string[] {
  const { tenants } = JSON.parse(context ?? '{}') as { tenants?: unknown };
  return typeof tenants === 'string' ? tenants.split(',').filter((name) => name !== '') : [];
}
