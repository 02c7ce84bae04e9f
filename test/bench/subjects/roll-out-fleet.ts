// Deploys every tenant of a fleet, or moves all of them to another release through five rings and writes how many seconds
// that took, without the reading of the files: the real brain, runner, renderer and local engine, with a ledger in memory,
// custom resources that always succeed, and a clock that jumps.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

import { loadFleet } from '../../../lib/cli/load-fleet';
import type { LoadedFleet } from '../../../lib/cli/load-fleet';
import { openLocalEngine } from '../../../lib/engine/local/local-engine';
import type { LocalEngine } from '../../../lib/engine/local/local-engine';
import type { Fleet, Tenant } from '../../../lib/fleet/fleet';
import { workTreeSnapshot } from '../../../lib/history/fleet-snapshot';
import { VersionRenderer } from '../../../lib/history/version-renderer';
import { PROJECT_FOLDER } from '../../../lib/release/project-folder';
import { readReleaseVersions } from '../../../lib/release/read-release';
import type { RenderedStack } from '../../../lib/render/rendered-stack';
import { Workshop } from '../../../lib/render/render-fleet';
import { planRollout } from '../../../lib/rollout/plan-rollout';
import type { Clock, StackTarget } from '../../../lib/rollout/ports';
import type { RolloutPlan } from '../../../lib/rollout/rollout-plan';
import type { StackStep } from '../../../lib/rollout/rollout-request';
import { runRollout } from '../../../lib/rollout/runner/run-rollout';
import type { RolloutRun } from '../../../lib/rollout/runner/run-rollout';
import { STANDARD_BRAIN } from '../../../lib/rollout/runner/standard-brain';
import { rolloutTargets } from '../../../lib/rollout/stack-target';
import { statusOf } from '../../../lib/rollout/status';
import { memoryLedger } from '../../ledger/memory-ledger';
import { VirtualTime } from '../../simulation/world/virtual-time';

/** Rings, the share of the tenants that is in them, and how many of them are moved at the same time. */
const RINGS = [
  { ring: 'canary', share: 0.001, concurrency: 5 },
  { ring: 'first', share: 0.01, concurrency: 25 },
  { ring: 'early', share: 0.1, concurrency: 100 },
  { ring: 'many', share: 0.3, concurrency: 250 },
  { ring: 'general', share: 1, concurrency: 250 },
] as const;

const SECONDS_PER_RESOURCE = 5;
const START = Date.UTC(2026, 10, 2, 9);
const MILLISECONDS_PER_SECOND = 1_000;

const [FIRST = '', LAST = ''] = [
  readReleaseVersions(PROJECT_FOLDER).at(0),
  readReleaseVersions(PROJECT_FOLDER).at(-1),
];

/** Stacks at two releases: those of the digests that a plan names. */
class BothReleases {
  readonly #renderer: VersionRenderer;

  constructor({ files, catalogues, rootFolder }: LoadedFleet) {
    this.#renderer = new VersionRenderer({
      snapshots: [() => workTreeSnapshot(files, rootFolder)],
      catalogues,
      maker: new Workshop(join(rootFolder, '.multiplex')),
    });
  }

  get renderer(): VersionRenderer {
    return this.#renderer;
  }

  async at(stack: string, release: string): Promise<RenderedStack> {
    const rendered = await this.#renderer.renderLatest(stack, release);
    if (rendered === undefined) {
      throw new Error(`${stack} is not sound at ${release}`);
    }
    return rendered;
  }
}

async function main(
  what: string,
  folder: string,
  stateFolder: string,
  stepsFile: string,
  figureFile: string,
): Promise<void> {
  const loaded = await loadFleet({ cwd: process.cwd() }, folder);
  if (loaded.fleet === undefined) {
    throw new Error('the fleet has an error');
  }
  const fleet = inFiveRings(loaded.fleet);
  const stacks = new BothReleases(loaded);
  const time = new VirtualTime(START);
  const clock: Clock = {
    now: () => time.now,
    sleepUntil: (at, signal) => sleep(time, at, signal),
  };
  const options = { folder: stateFolder, clock, customResources: 'assume' } as const;
  if (what === 'deploy') {
    const engine = await openLocalEngine(options);
    writeFileSync(stepsFile, JSON.stringify([...(await deployed(fleet, stacks, engine))]));
    await engine.close();
    return;
  }
  const steps = JSON.parse(readFileSync(stepsFile, 'utf8')) as readonly (readonly [string, StackStep])[];
  const engine = await openLocalEngine({ ...options, secondsPerResource: SECONDS_PER_RESOURCE });
  const start = performance.now();
  const run = await rolledOut(planOf(fleet, new Map(steps)), { fleet, stacks, engine, clock, time });
  const seconds = (performance.now() - start) / MILLISECONDS_PER_SECOND;
  await engine.close();
  requireFinished(run, fleet, time.now);
  writeFileSync(figureFile, String(seconds));
}

/** Everybody may be moved at any time, and nobody need be told. */
function inFiveRings(fleet: Fleet): Fleet {
  const last = RINGS.length - 1;
  const ringOf = (index: number): string =>
    (RINGS.find(({ share }) => index < share * fleet.tenants.length) ?? RINGS[last])?.ring ?? '';
  return {
    ...fleet,
    rings: Object.fromEntries(
      RINGS.map(({ ring, concurrency }, order) => [
        ring,
        { order, concurrency, bakeMinutes: 60, minimumRequests: 100, toleratedFailures: 0 },
      ]),
    ),
    tenants: fleet.tenants.map((tenant, index): Tenant => ({
      ...tenant,
      release: FIRST,
      ring: ringOf(index),
      maintenance: {
        timeZone: 'UTC',
        window: { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00' },
        quietHours: [],
        noticeDays: 0,
      },
    })),
  };
}

async function deployed(
  fleet: Fleet,
  stacks: BothReleases,
  engine: LocalEngine,
): Promise<ReadonlyMap<string, StackStep>> {
  const places = new Map(fleet.cells.map((cell) => [cell.id, cell]));
  const put = async (cellId: string, rendered: RenderedStack, release: string): Promise<void> => {
    const { displayName: stack, stackName, digest } = rendered;
    const { account = '', region = '' } = places.get(cellId) ?? {};
    const target = { stack, stackName, account, region, token: `first-${stackName}` };
    const to = { release, digest };
    const outcome = await engine.apply({ ...target, kind: 'put', expected: undefined, to, rendered });
    if (outcome.kind !== 'succeeded') {
      throw new Error(`${stack} cannot be deployed: ${JSON.stringify(outcome)}`);
    }
  };
  const steps = new Map<string, StackStep>();
  for (const { id } of fleet.cells) {
    const rendered = await stacks.at(`cells/${id}`, LAST);
    const version = { release: LAST, digest: rendered.digest };
    await put(id, rendered, LAST);
    steps.set(`cells/${id}`, { from: version, to: version });
  }
  for (const { id, cell } of fleet.tenants) {
    const [from, to] = [await stacks.at(`tenants/${id}`, FIRST), await stacks.at(`tenants/${id}`, LAST)];
    await put(cell, from, FIRST);
    steps.set(`tenants/${id}`, {
      from: { release: FIRST, digest: from.digest },
      to: { release: LAST, digest: to.digest },
    });
  }
  return steps;
}

function planOf(fleet: Fleet, versions: ReadonlyMap<string, StackStep>): RolloutPlan {
  const request = {
    fleet,
    to: LAST,
    versions,
    lane: 'normal',
    overrides: [],
    notices: {},
    now: START,
  } as const;
  const planned = planRollout(request);
  if (planned.kind === 'refused') {
    throw new Error(JSON.stringify(planned.problems));
  }
  return planned.plan;
}

interface Surroundings {
  readonly fleet: Fleet;
  readonly stacks: BothReleases;
  readonly engine: LocalEngine;
  readonly clock: Clock;
  readonly time: VirtualTime;
}

async function rolledOut(
  plan: RolloutPlan,
  { fleet, stacks, engine, clock, time }: Surroundings,
): Promise<RolloutRun> {
  const targetOf = rolloutTargets(plan, fleet.cells);
  let run: RolloutRun | undefined;
  let failure: unknown;
  void runRollout({
    rollout: plan,
    brain: STANDARD_BRAIN,
    engine,
    ledger: memoryLedger({ fleet: fleet.name, clock }),
    inbox: { post: nothing, remove: nothing, pending: () => Promise.resolve([]) },
    clock,
    files: { pin: nothing },
    renderer: stacks.renderer,
    targets: (stack) => required(targetOf(stack), stack),
    owner: 'bench',
  }).then(
    (done) => {
      run = done;
    },
    (error: unknown) => {
      failure = error ?? new Error('it failed');
    },
  );
  await time.pass(() => run !== undefined || failure !== undefined);
  if (run === undefined) {
    throw failure ?? new Error('the roll-out waits for nothing');
  }
  return run;
}

function requireFinished(run: RolloutRun, { tenants }: Fleet, now: number): void {
  const sentence = 'state' in run ? statusOf(run.state, now).sentence : run.kind;
  if (sentence !== `Finished: ${tenants.length} tenants are at ${LAST}.`) {
    throw new Error(sentence);
  }
}

function sleep(time: VirtualTime, at: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const forget = time.at(at, () => {
      signal?.removeEventListener('abort', wake);
      resolve();
    });
    const wake = (): void => {
      forget();
      resolve();
    };
    if (signal?.aborted === true) {
      wake();
    }
    signal?.addEventListener('abort', wake, { once: true });
  });
}

function required(target: StackTarget | undefined, stack: string): StackTarget {
  if (target === undefined) {
    throw new Error(`${stack} is nowhere`);
  }
  return target;
}

function nothing(): Promise<void> {
  return Promise.resolve();
}

void main(...(process.argv.slice(2) as [string, string, string, string, string])).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? String(error.stack) : String(error)}\n`);
  process.exitCode = 1;
});
