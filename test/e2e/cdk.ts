import { join } from 'node:path';

import { NODE_MODULES } from './project';
import { runCommand } from './run-command';
import type { CommandResult } from './run-command';

const CDK = join(NODE_MODULES, '.bin', 'cdk');

/** Longer than any deployment to the emulator; against AWS a distribution alone takes minutes. */
const EMULATOR_MILLISECONDS = 120_000;
const AWS_MILLISECONDS = 45 * 60_000;

/** The real `cdk` command line, in the folder of a fleet. */
export class Cdk {
  private readonly env: Readonly<Record<string, string | undefined>>;
  private readonly timeoutMilliseconds: number;

  constructor(env: Readonly<Record<string, string | undefined>>, emulated: boolean) {
    this.env = env;
    this.timeoutMilliseconds = emulated ? EMULATOR_MILLISECONDS : AWS_MILLISECONDS;
  }

  bootstrap(folder: string, account: string, region: string): Promise<CommandResult> {
    return this.run(folder, ['bootstrap', `aws://${account}/${region}`]);
  }

  /** Runs the app and writes `cdk.out`. */
  synth(folder: string): Promise<CommandResult> {
    return this.run(folder, ['synth', '--quiet']);
  }

  /** Deploys stacks of the `cdk.out` that is there, and nothing that they might depend on. */
  deploy(folder: string, ...stacks: readonly string[]): Promise<CommandResult> {
    const unattended = ['--require-approval', 'never', '--progress', 'events'];
    const atOnce = ['--exclusively', '--concurrency', '3'];
    return this.run(folder, ['deploy', ...stacks, '--app', 'cdk.out', ...unattended, ...atOnce]);
  }

  destroy(folder: string, stack: string): Promise<CommandResult> {
    return this.run(folder, ['destroy', stack, '--app', 'cdk.out', '--force', '--exclusively']);
  }

  private run(cwd: string, args: readonly string[]): Promise<CommandResult> {
    return runCommand({ command: CDK, args, cwd, env: this.env }, this.timeoutMilliseconds);
  }
}
