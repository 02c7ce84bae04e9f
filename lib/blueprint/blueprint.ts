import { App } from 'aws-cdk-lib';

import { AccessStack } from './access/access-stack';
import { CellStack } from './cell/cell-stack';
import type { AccessInput, CellInput, TenantInput } from './input';
import { TenantStack } from './tenant/tenant-stack';

/** Writes the cloud assembly of one cell's stack into `outdir`, with real CDK synthesis. */
export function synthesizeCell(input: CellInput, outdir: string): void {
  const app = blueprintApp(outdir);
  new CellStack(app, input);
  app.synth();
}

/** Writes the cloud assembly of one tenant's stack into `outdir`, with real CDK synthesis. */
export function synthesizeTenant(input: TenantInput, outdir: string): void {
  const app = blueprintApp(outdir);
  new TenantStack(app, input);
  app.synth();
}

/** Writes the cloud assembly of the stack of one tenant's deployers into `outdir`, with real CDK synthesis. */
export function synthesizeAccess(input: AccessInput, outdir: string): void {
  const app = blueprintApp(outdir);
  new AccessStack(app, input);
  app.synth();
}

/**
 * An app whose output depends on nothing but its input: flags are set here and not by files around it, and what
 * is only for looking at constructs is left out. Templates are validated by whoever renders, once a shape.
 */
export function blueprintApp(outdir?: string): App {
  return new App({
    ...(outdir === undefined ? {} : { outdir }),
    analyticsReporting: false,
    autoSynth: false,
    builtinCloudFormationValidation: false,
    treeMetadata: false,
    context: {
      '@aws-cdk/core:enablePartitionLiterals': true,
      'aws:cdk:disable-asset-staging': true,
      'aws:cdk:disable-creation-stack-traces': true,
      'aws:cdk:disable-stack-trace': true,
      'aws:cdk:enable-asset-metadata': false,
      'aws:cdk:enable-path-metadata': false,
    },
  });
}
