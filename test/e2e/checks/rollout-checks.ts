import { strict as assert } from 'node:assert';

import { GetTemplateCommand } from '@aws-sdk/client-cloudformation';

import { renderedDigest } from '../../../lib/engine/cloudformation/sent-template';
import { DynamoDbInbox } from '../../../lib/ledger/dynamodb-inbox';
import { dynamoDbLedger } from '../../../lib/ledger/dynamodb-ledger';
import { verifyLedger } from '../../../lib/ledger/verify-ledger';
import type { RenderedStack } from '../../../lib/render/rendered-stack';
import type { LedgerEntry } from '../../../lib/rollout/ports';
import type { RolloutPlan } from '../../../lib/rollout/rollout-plan';
import type { Lane } from '../lane';
import { withTemplate } from '../rollout/adapted-stack';
import { begunOperations } from '../rollout/begun-operations';
import type { RolloutFleet } from '../rollout/rollout-fleet';
import type { RolloutJobResult } from '../rollout/rollout-job';
import { backwards, forwards } from '../rollout/rollout-plans';
import type { FleetAt } from '../rollout/rollout-plans';
import type { RolloutRuns } from '../rollout/rollout-runs';
import { addRefusedPolicy } from './failure-checks';

type Stacks = ReadonlyMap<string, RenderedStack>;

/** Where the fleet of the roll-outs is, and goes. */
export const RELEASES = { first: '2026.11.0', second: '2026.11.1' } as const;

export interface RolloutLane extends Pick<Lane, 'cloud' | 'checks'> {
  readonly fleet: RolloutFleet;
  readonly runs: RolloutRuns;
}

/** The engine for AWS, under the runner and with the ledger, over the tenants of the example fleet. */
export async function rolloutChecks(lane: RolloutLane): Promise<void> {
  const { checks, fleet } = lane;
  const first = { release: RELEASES.first, stacks: await fleet.rendered(RELEASES.first) };
  const second = { release: RELEASES.second, stacks: await fleet.rendered(RELEASES.second) };
  await checks.need(`the engine makes a cell and ${first.stacks.size - 1} tenants from nothing`, () =>
    create(lane, first.stacks),
  );
  await checks.check(
    'a roll-out in which a tenant of the second ring fails halts, puts everybody back, touches no later ring and can be given up',
    () => failingRollout(lane, first, second),
  );
  const plan = await forwards(fleet, first, second);
  await checks.need('a roll-out takes the fleet from one release to the next, each stack once', async () => {
    await completes(lane, await run(lane, plan, [first, second]), plan, second);
  });
  await checks.check(
    'a roll-out back that was killed in the middle of a wave goes on to the same end, each stack once',
    () => killedRollout(lane, backwards(plan, RELEASES.first), second, first),
  );
}

async function create(lane: RolloutLane, stacks: Stacks): Promise<void> {
  const [cell = '', ...tenants] = [...stacks.keys()];
  const waves = [[cell], tenants];
  const work = { kind: 'create', token: 'first', waves } as const;
  const result = await lane.runs.toEnd(work, [...stacks.values()]);
  assert.ok(result.kind === 'created');
  for (const [stack, outcome] of Object.entries(result.outcomes)) {
    assert.equal(outcome.kind, 'succeeded', `${stack}: ${JSON.stringify(outcome)}`);
  }
  await areAt(lane, stacks);
  assert.deepEqual(
    await lane.runs.toEnd(work, [...stacks.values()]),
    result,
    'a second time it answers otherwise',
  );
  for (const { stackName } of stacks.values()) {
    const begun = await begunOperations(lane.cloud.cloudFormation, stackName);
    assert.deepEqual(begun, [`first-${stackName}`]);
  }
}

async function failingRollout(lane: RolloutLane, from: FleetAt, to: FleetAt): Promise<void> {
  const { fleet } = lane;
  const [failing = ''] = fleet.ring('early');
  const stack = to.stacks.get(failing);
  assert.ok(stack);
  const broken = withTemplate(stack, (template) => addRefusedPolicy(fleet.run.suffix, template));
  const planted = { ...to, stacks: new Map([...to.stacks, [failing, broken]]) };
  const plan = await forwards(fleet, from, planted);
  const result = await run(lane, plan, [from, planted]);
  assert.ok(result.kind === 'rolled-out');
  assert.match(result.sentence, /^Halted/);
  assert.equal(result.moves[failing], 'failed', JSON.stringify(result.moves));
  await areAt(lane, from.stacks);
  for (const name of fleet.ring('general')) {
    const begun = await begunOperations(lane.cloud.cloudFormation, from.stacks.get(name)?.stackName ?? '');
    assert.ok(!begun.some((token) => token.startsWith(plan.id)), `${name} was touched`);
    assert.equal(await fleet.pinned(name), RELEASES.first);
  }
  await abort(lane, plan);
  const aborted = await run(lane, plan, [from, planted]);
  assert.equal(aborted.kind === 'rolled-out' && aborted.how, 'ended');
}

/** An operator gives it up, so that another roll-out can begin. */
async function abort({ cloud, fleet }: RolloutLane, { id, fleet: name }: RolloutPlan): Promise<void> {
  const place = { client: cloud.dynamoDb, table: tableOf(fleet), fleet: name };
  const act = { kind: 'abort', by: 'the lane', reason: 'a tenant failed' } as const;
  const inbox = new DynamoDbInbox({ ...place, clock: { now: () => Date.now() } });
  await inbox.post({ id: 'given-up', rollout: id, act });
}

async function killedRollout(
  lane: RolloutLane,
  plan: RolloutPlan,
  from: FleetAt,
  to: FleetAt,
): Promise<void> {
  const { fleet, cloud, runs } = lane;
  const [inTheMiddle = ''] = fleet.ring('early');
  const work = workOf(lane, plan);
  const stacks = [...from.stacks.values(), ...to.stacks.values()];
  await runs.killed(work, stacks, async () => {
    const begun = await begunOperations(cloud.cloudFormation, to.stacks.get(inTheMiddle)?.stackName ?? '');
    return begun.some((token) => token.startsWith(plan.id));
  });
  const atKill = await entriesOf(lane, plan);
  const open = atKill.filter(({ record }) => record.kind === 'intent').length;
  const settled = atKill.filter(({ record }) => record.kind === 'outcome').length;
  assert.ok(open > settled, 'nothing was under way when the process was killed');
  await completes(lane, await runs.toEnd(work, stacks), plan, to);
}

function run(lane: RolloutLane, plan: RolloutPlan, ends: readonly FleetAt[]): Promise<RolloutJobResult> {
  const stacks = ends.flatMap((end) => [...end.stacks.values()]);
  return lane.runs.toEnd(workOf(lane, plan), stacks);
}

function workOf({ fleet }: RolloutLane, plan: RolloutPlan): Parameters<RolloutRuns['toEnd']>[0] {
  return { kind: 'roll-out', plan, fleetFolder: fleet.run.folder, table: tableOf(fleet) };
}

function tableOf({ run: { suffix } }: RolloutFleet): string {
  return `ledger-${suffix}`;
}

/** Everybody is there, was moved by one operation, is pinned so, and the ledger says the same. */
async function completes(
  lane: RolloutLane,
  result: RolloutJobResult,
  plan: RolloutPlan,
  { stacks }: FleetAt,
): Promise<void> {
  assert.ok(result.kind === 'rolled-out');
  assert.equal(result.how, 'ended', result.sentence);
  assert.deepEqual(new Set(Object.values(result.moves)), new Set(['moved']));
  await areAt(lane, stacks);
  for (const [name, { stackName }] of stacks) {
    const begun = await begunOperations(lane.cloud.cloudFormation, stackName);
    const own = begun.filter((token) => token.startsWith(plan.id));
    assert.equal(own.length, 1, `${name} was changed ${own.length} times: ${own.join(', ')}`);
    assert.equal(await lane.fleet.pinned(name), plan.to);
  }
  const entries = await entriesOf(lane, plan);
  for (const kind of ['intent', 'outcome']) {
    assert.equal(
      entries.filter(({ record }) => record.kind === kind).length,
      stacks.size,
      `${kind}s in the ledger`,
    );
  }
}

async function areAt({ cloud }: RolloutLane, stacks: Stacks): Promise<void> {
  for (const { stackName, digest } of stacks.values()) {
    const command = new GetTemplateCommand({ StackName: stackName, TemplateStage: 'Original' });
    const { TemplateBody: body = '' } = await cloud.cloudFormation.send(command);
    assert.equal(renderedDigest(body), digest, `${stackName} has another template`);
  }
}

/** What the ledger holds of a roll-out; all of the ledger is verified. */
async function entriesOf(
  { cloud, fleet }: RolloutLane,
  { id }: RolloutPlan,
): Promise<readonly LedgerEntry[]> {
  const ledger = dynamoDbLedger({
    client: cloud.dynamoDb,
    table: tableOf(fleet),
    fleet: fleet.run.name,
    actor: { caller: 'the lane' },
    clock: { now: () => Date.now() },
  });
  const entries: LedgerEntry[] = [];
  for await (const entry of ledger.read()) {
    entries.push(entry);
  }
  assert.deepEqual(verifyLedger(entries).faults, []);
  return entries.filter(({ record }) => 'rollout' in record && record.rollout === id);
}
