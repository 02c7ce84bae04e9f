// Does one job with the real engine, runner and ledger, in a process of its own so that it can be killed.
import { readFileSync } from 'node:fs';

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import { invariant } from '../../../lib/diagnostics/invariant';
import { CloudFormationEngine } from '../../../lib/engine/cloudformation/cloudformation-engine';
import { SYSTEM_CLOCK } from '../../../lib/engine/system-clock';
import { pinRelease } from '../../../lib/fleet/pin-release';
import { DynamoDbInbox } from '../../../lib/ledger/dynamodb-inbox';
import { dynamoDbLedger } from '../../../lib/ledger/dynamodb-ledger';
import { ensureTable } from '../../../lib/ledger/ledger-table';
import type { RenderedStack } from '../../../lib/render/rendered-stack';
import { advance } from '../../../lib/rollout/advance';
import type { StackTarget } from '../../../lib/rollout/ports';
import { noticed } from '../../../lib/rollout/record-notice';
import type { OperationOutcome } from '../../../lib/rollout/rollout-event';
import type { RolloutState } from '../../../lib/rollout/rollout-state';
import { PACE } from '../../../lib/rollout/runner/pace';
import { runRollout } from '../../../lib/rollout/runner/run-rollout';
import type { RolloutRun } from '../../../lib/rollout/runner/run-rollout';
import { startRollout } from '../../../lib/rollout/start-rollout';
import { targetIn } from '../../../lib/rollout/stack-target';
import type { RolloutJob, RolloutJobResult } from './rollout-job';

/** The emulator changes a stack in less than a second. */
const ENGINE_PACE = { firstSeconds: 0.1, slowestSeconds: 1, operationMinutesMax: 2, othersMinutesMax: 1 };

/** A process that was killed has the fleet for so long; the next one waits for that. */
const RUNNER_PACE = { ...PACE, leaseSeconds: 3, inboxSeconds: 1, retrySeconds: 0.2 };

const HELD_AGAIN_MILLISECONDS = 200;

type Creation = Extract<RolloutJob['work'], { kind: 'create' }>;
type RollOut = Extract<RolloutJob['work'], { kind: 'roll-out' }>;

const engine = new CloudFormationEngine({ clock: SYSTEM_CLOCK, pace: ENGINE_PACE });

async function create(job: RolloutJob, { token, waves }: Creation): Promise<RolloutJobResult> {
  const stacks = new Map(Object.values(job.stacks).map((stack) => [stack.displayName, stack]));
  const outcomes: Record<string, OperationOutcome> = {};
  for (const wave of waves) {
    await Promise.all(
      wave.map(async (name) => {
        const rendered = stacks.get(name);
        invariant(rendered !== undefined, `${name} was rendered`);
        outcomes[name] = await engine.apply({
          ...targetOf(job, name),
          kind: 'put',
          token: `${token}-${rendered.stackName}`,
          expected: undefined,
          to: { release: token, digest: rendered.digest },
          rendered,
        });
      }),
    );
  }
  return { kind: 'created', outcomes };
}

async function rollOut(job: RolloutJob, work: RollOut): Promise<RolloutJobResult> {
  const client = new DynamoDBClient({ requestHandler: { requestTimeout: 10_000 } });
  await ensureTable(client, work.table);
  const place = { client, table: work.table, fleet: work.plan.fleet, clock: SYSTEM_CLOCK };
  const actor = { caller: `arn:aws:iam::${job.account}:root` };
  for (;;) {
    const run = await runRollout({
      rollout: work.plan,
      brain: { start: startRollout, noticed, advance, summarize: sentenceOf },
      engine,
      ledger: dynamoDbLedger({ ...place, actor, clockSkewSeconds: 0 }),
      inbox: new DynamoDbInbox(place),
      clock: SYSTEM_CLOCK,
      files: {
        pin: (stack, release) => {
          pinRelease(work.fleetFolder, stack, release);
          return Promise.resolve();
        },
      },
      renderer: { render: (stack, { digest }) => Promise.resolve(ofDigest(job, stack, digest)) },
      targets: (stack) => targetOf(job, stack),
      owner: `process ${process.pid}`,
      pace: RUNNER_PACE,
    });
    if (run.kind !== 'held') {
      return resultOf(run);
    }
    await SYSTEM_CLOCK.sleepUntil(SYSTEM_CLOCK.now() + HELD_AGAIN_MILLISECONDS);
  }
}

function ofDigest(job: RolloutJob, stack: string, digest: string): RenderedStack | undefined {
  const found = job.stacks[digest];
  return found?.displayName === stack ? found : undefined;
}

function targetOf({ account, region }: RolloutJob, stack: string): StackTarget {
  return targetIn(`aws://${account}/${region}`, stack);
}

function resultOf(run: RolloutRun): RolloutJobResult {
  const state = 'state' in run ? run.state : undefined;
  const moves = state?.rings.flatMap(({ waves }) => waves.flatMap((wave) => wave.moves)) ?? [];
  return {
    kind: 'rolled-out',
    how: run.kind,
    sentence: state === undefined ? run.kind : sentenceOf(state),
    moves: Object.fromEntries(moves.map(({ stack, kind }) => [stack, kind])),
  };
}

function sentenceOf({ halt, plan }: RolloutState): string {
  return halt === undefined ? `Everybody is at ${plan.to}.` : `Halted: ${JSON.stringify(halt)}`;
}

async function main(file: string): Promise<void> {
  const job = JSON.parse(readFileSync(file, 'utf8')) as RolloutJob;
  const result = await (job.work.kind === 'create' ? create(job, job.work) : rollOut(job, job.work));
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

void main(process.argv[2] ?? '').catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
