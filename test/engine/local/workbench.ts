import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openLocalEngine } from '../../../lib/engine/local/local-engine';
import type { LocalEngine, LocalEngineOptions } from '../../../lib/engine/local/local-engine';
import type { RenderedStack } from '../../../lib/render/rendered-stack';
import type { Clock, ReviewedChange, StackTarget } from '../../../lib/rollout/ports';
import type { OperationOutcome } from '../../../lib/rollout/rollout-event';

/** A clock that jumps to whenever somebody waits for. */
class JumpingClock implements Clock {
  time = Date.UTC(2026, 10, 2, 12);

  now(): number {
    return this.time;
  }

  sleepUntil(at: number): Promise<void> {
    this.time = Math.max(this.time, at);
    return Promise.resolve();
  }
}

export const NORTH: StackTarget = {
  stack: 'tenants/north',
  stackName: 'tenant--north',
  account: '111122223333',
  region: 'us-east-1',
};

export const SOUTH: StackTarget = { ...NORTH, stack: 'tenants/south', stackName: 'tenant--south' };

/** A folder of a test, which is removed by `clear`. */
export class Workbench {
  readonly folder = mkdtempSync(join(tmpdir(), 'multiplex-local-'));
  readonly clock = new JumpingClock();
  private readonly engines: LocalEngine[] = [];
  private tokens = 0;

  async open(options: Partial<LocalEngineOptions> = {}): Promise<LocalEngine> {
    const engine = await openLocalEngine({ folder: this.folder, clock: this.clock, ...options });
    this.engines.push(engine);
    return engine;
  }

  async clear(): Promise<void> {
    await Promise.allSettled(this.engines.map((engine) => engine.close()));
    rmSync(this.folder, { recursive: true });
  }

  /** A change to `resources` under a token that was not used before. */
  change(
    resources: object,
    expected: string | undefined,
    more: Partial<ReviewedChange> = {},
  ): ReviewedChange {
    this.tokens += 1;
    const rendered = renderedOf({ Resources: resources });
    return {
      ...NORTH,
      token: `token-${this.tokens}`,
      expected,
      kind: 'put',
      to: { release: '2026.11.0', digest: rendered.digest },
      rendered,
      ...more,
    };
  }

  removal(expected: string): ReviewedChange {
    this.tokens += 1;
    return { ...NORTH, token: `token-${this.tokens}`, expected, kind: 'remove' };
  }
}

/** A stack as rendering gives it, of a template that somebody wrote. */
export function renderedOf(template: object, stackName = NORTH.stackName): RenderedStack {
  const text = JSON.stringify(template);
  return {
    displayName: stackName.replace('--', 's/'),
    stackName,
    template: text,
    digest: createHash('sha256').update(text).digest('hex'),
    resourceCount: 1,
    assets: '{"files":{}}',
    archives: [],
    artifacts: '{}',
    manifestVersion: '1',
  };
}

export function digestOf(resources: object): string {
  return renderedOf({ Resources: resources }).digest;
}

/** `Bucket CREATE_COMPLETE`, of each event. */
export function story(engine: LocalEngine, target: StackTarget = NORTH): readonly string[] {
  return engine.events(target).map(({ logicalId, status }) => `${logicalId} ${status}`);
}

/** Why a change did not do what it was to. */
export function reasonOf(outcome: OperationOutcome): string {
  switch (outcome.kind) {
    case 'failed':
    case 'not-started':
      return outcome.reason;
    case 'stuck':
      return outcome.next;
    case 'succeeded':
      return 'it succeeded';
  }
}
