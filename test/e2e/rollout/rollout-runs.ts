import { strict as assert } from 'node:assert';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { RenderedStack } from '../../../lib/render/rendered-stack';
import { startOwned } from '../owned-processes';
import { NODE_MODULES } from '../project';
import { runCommand } from '../run-command';
import { cdkEnvironment } from '../target';
import type { Target } from '../target';
import type { RolloutJob, RolloutJobResult } from './rollout-job';

const TSX = join(NODE_MODULES, '.bin', 'tsx');
const PROGRAM = join(__dirname, 'rollout-process.ts');

const MILLISECONDS_MAX = 120_000;
const POLL_MILLISECONDS = 20;

/** Starts processes that work with the engine. */
export class RolloutRuns {
  private readonly target: Target;
  private readonly account: string;
  private readonly scratch: string;
  private count = 0;

  constructor(target: Target, account: string, scratch: string) {
    this.target = target;
    this.account = account;
    this.scratch = scratch;
  }

  async toEnd(work: RolloutJob['work'], stacks: readonly RenderedStack[]): Promise<RolloutJobResult> {
    const { status, output } = await runCommand(this.command(work, stacks), MILLISECONDS_MAX);
    assert.equal(status, 0, `the process ended with ${status}:\n${output.slice(-3000)}`);
    return JSON.parse(output.trim().split('\n').at(-1) ?? '') as RolloutJobResult;
  }

  /** Kills it, with no chance to do anything about it, as soon as `isTime`. */
  async killed(
    work: RolloutJob['work'],
    stacks: readonly RenderedStack[],
    isTime: () => Promise<boolean>,
  ): Promise<void> {
    const child = startOwned(this.command(work, stacks));
    const closed = once(child, 'close');
    while (!(await isTime())) {
      assert.equal(child.exitCode, null, 'the process ended before it could be killed');
      await new Promise((resolve) => {
        setTimeout(resolve, POLL_MILLISECONDS);
      });
    }
    assert.ok(child.pid);
    process.kill(-child.pid, 'SIGKILL');
    await closed;
  }

  private command(
    work: RolloutJob['work'],
    stacks: readonly RenderedStack[],
  ): Parameters<typeof runCommand>[0] {
    this.count += 1;
    const job: RolloutJob = {
      account: this.account,
      region: this.target.region,
      stacks: Object.fromEntries(stacks.map((stack) => [stack.digest, stack])),
      work,
    };
    const file = join(this.scratch, `rollout-job-${this.count}.json`);
    writeFileSync(file, JSON.stringify(job));
    const env = {
      ...cdkEnvironment(this.target, this.scratch),
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    };
    return { command: TSX, args: [PROGRAM, file], cwd: this.scratch, env };
  }
}
