import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { IIoHost, Toolkit } from '@aws-cdk/toolkit-lib';

import type { RenderedStack } from '../../render/rendered-stack';
import { writeAssembly } from '../../render/write-assembly';
import type { ChangeSetMaker } from './change-set-maker';

/** Says nothing, and lets the toolkit go on: what it would ask about was reviewed. */
const SILENT: IIoHost = {
  notify: () => Promise.resolve(),
  requestResponse: ({ defaultResponse }) => Promise.resolve(defaultResponse),
};

/**
 * The CDK's toolkit, for everything that makes a rendered stack a change set: it publishes the assets under the roles
 * of the bootstrap, checks the bootstrap's version and hands parameters, tags and execution role over. It is not let
 * carry anything out, since it chooses the token of an operation itself and judges the end by the stack's status.
 */
export class ToolkitChangeSetMaker implements ChangeSetMaker {
  private toolkit: Promise<Toolkit> | undefined;

  async make(stack: RenderedStack, changeSetName: string): Promise<void> {
    const toolkit = await this.open();
    const folder = mkdtempSync(join(tmpdir(), 'multiplex-assembly-'));
    try {
      writeAssembly(folder, [stack]);
      const assembly = await toolkit.fromAssemblyDirectory(folder);
      await toolkit.deploy(assembly, {
        deploymentMethod: { method: 'change-set', execute: false, changeSetName },
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** Loading it takes most of a second, so that is left until it is needed. */
  private open(): Promise<Toolkit> {
    this.toolkit ??= import('@aws-cdk/toolkit-lib').then(
      (library) => new library.Toolkit({ ioHost: SILENT, emojis: false, color: false }),
    );
    return this.toolkit;
  }
}
