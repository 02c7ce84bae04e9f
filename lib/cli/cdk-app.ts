import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Host } from './host';
import { renderStacks } from './render';

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
  const folders = { fleet: '.', out: outdir ?? DEFAULT_OUTDIR };
  const rendered = await renderStacks(folders, namesIn(context), host);
  return rendered.kind === 'refused' ? rendered.exitCode : EXIT.fine;
}

function namesIn(context: string | undefined): readonly string[] {
  const { tenants } = JSON.parse(context ?? '{}') as { tenants?: unknown };
  return typeof tenants === 'string' ? tenants.split(',').filter((name) => name !== '') : [];
}
