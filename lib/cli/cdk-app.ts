import { resolve } from 'node:path';

import { problemList } from '../report/problem-list';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Host } from './host';
import { loadFleet } from './load-fleet';
import { renderAssembly } from './render';
import { selectStacks } from './select-stacks';

const DEFAULT_OUTDIR = 'cdk.out';

/**
 * The app that the `cdk` command line runs. It says nothing when all is well: what `cdk` prints is the user's.
 *
 * @param outdir Where `cdk` wants the assembly. @default cdk.out
 */
export async function writeCdkApp(outdir: string | undefined, host: Host): Promise<ExitCode> {
  const { rootFolder, fleet, diagnostics } = await loadFleet(host, '.');
  host.stderr(problemList(diagnostics));
  if (fleet === undefined) {
    return EXIT.no;
  }
  const all = selectStacks(fleet, []);
  const displayNames = all.kind === 'stacks' ? all.displayNames : [];
  await renderAssembly(fleet, rootFolder, resolve(host.cwd, outdir ?? DEFAULT_OUTDIR), displayNames);
  return EXIT.fine;
}
