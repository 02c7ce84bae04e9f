// The app that anyone would write: one stack a tenant in one App. `plain` has the CDK's defaults, `lean` every safe option off.
import { App } from 'aws-cdk-lib';
import { Construct } from 'constructs';

import { blueprintApp } from '../../../lib/blueprint/blueprint';
import { TenantStack } from '../../../lib/blueprint/tenant/tenant-stack';
import { loadFleet } from '../../../lib/cli/load-fleet';
import { tenantInput } from '../../../lib/render/stack-input';

async function main(
  kind: string | undefined,
  folder: string | undefined,
  outdir: string | undefined,
): Promise<void> {
  if ((kind !== 'plain' && kind !== 'lean') || folder === undefined || outdir === undefined) {
    throw new Error('plain-cdk-app.ts plain|lean <folder of the fleet> <output folder>');
  }
  const { fleet, rootFolder } = await loadFleet({ cwd: process.cwd() }, folder);
  if (fleet === undefined) {
    throw new Error('the fleet has an error');
  }
  const app = kind === 'plain' ? new App({ outdir, autoSynth: false }) : blueprintApp(outdir);
  for (const tenant of fleet.tenants) {
    // Every tenant's stack has the same construct id, so each needs a scope of its own.
    new TenantStack(new Construct(app, tenant.id), tenantInput(fleet, tenant, rootFolder));
  }
  app.synth();
}

void main(...(process.argv.slice(2) as [string?, string?, string?])).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? String(error.stack) : String(error)}\n`);
  process.exitCode = 1;
});
