import type { OperatorRequest } from '../../../lib/rollout/ports';
import type { RolloutPlan } from '../../../lib/rollout/rollout-plan';
import { askRollout } from '../../../lib/rollout/runner/ask-rollout';
import type { Asked } from '../../../lib/rollout/runner/ask-rollout';
import { PACE } from '../../../lib/rollout/runner/pace';
import { runRollout } from '../../../lib/rollout/runner/run-rollout';
import type { RolloutProgress, RolloutRun, RunRolloutOptions } from '../../../lib/rollout/runner/run-rollout';
import { STANDARD_BRAIN } from '../../../lib/rollout/runner/standard-brain';
import type { Observation } from '../../simulation/observation';
import type { Fault } from '../../simulation/scenario';
import { Life } from '../../simulation/world/life';
import { SimulatedEngine } from '../../simulation/world/simulated-engine';
import { SimulatedLedger } from '../../simulation/world/simulated-ledger';
import { versionDigest } from '../../simulation/world/simulated-stack';
import { World } from '../../simulation/world/world';

const STARTS_AT = Date.UTC(2026, 10, 24, 12);
const STACKS = ['tenants/rally-north', 'tenants/rally-south', 'tenants/rally-east'];

/** Three tenants who may be moved at any time: the canary, and two at once behind it. */
export function smallPlan(changes: Partial<RolloutPlan> = {}): RolloutPlan {
  const version = (stack: string, release: string): { release: string; digest: string } => ({
    release,
    digest: versionDigest(stack, release),
  });
  const [canary, ...others] = STACKS.map((stack) => ({
    stack,
    cell: 'cells/us-1',
    from: version(stack, '2026.11.0'),
    to: version(stack, '2026.12.0'),
    calendar: 'any',
  }));
  return {
    id: '0123456789ab',
    fleet: 'rally',
    to: '2026.12.0',
    lane: 'normal',
    plannedAt: STARTS_AT,
    policy: {
      rollback: 'wave',
      errorPercentMax: 1,
      requestsToJudge: 10,
      sampleMinutes: 30,
      moveMinutes: 0,
      trafficPatienceMinutes: 60,
      openingPatienceDays: 5,
      objectionDays: 0,
      hotFixBakeMinutes: 0,
    },
    rings: [
      {
        ring: 'canary',
        concurrency: 2,
        toleratedFailures: 0,
        bakeMinutes: 120,
        minimumRequests: 0,
        waves: [
          { kind: 'canary', moves: canary === undefined ? [] : [canary] },
          { kind: 'tenants', moves: others },
        ],
      },
    ],
    calendars: {
      any: {
        maintenance: {
          timeZone: 'UTC',
          window: { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00' },
          quietHours: [],
          noticeDays: 0,
        },
        freezes: [],
      },
    },
    overrides: [],
    left: [],
    ...changes,
  };
}

/** A runner with the simulated world around it, of which a test chooses what goes wrong. */
export class RunnerWorld {
  readonly plan = smallPlan();
  readonly seen: Observation[] = [];
  readonly progress: RolloutProgress[] = [];
  readonly world: World;
  readonly engine: SimulatedEngine;
  readonly ledger: SimulatedLedger;
  #lives = 0;

  constructor(faults: readonly Fault[] = []) {
    const scenario = {
      seed: 1,
      startsAt: STARTS_AT,
      plan: this.plan,
      notices: [],
      traffic: {},
      engineCalls: 100,
      faults,
      acts: [],
    };
    this.world = new World(scenario, (seen) => this.seen.push(seen));
    this.engine = new SimulatedEngine(this.world);
    this.ledger = new SimulatedLedger(this.world);
  }

  run(changes: Partial<RunRolloutOptions> = {}): Promise<RolloutRun> {
    const life = this.#live();
    return runRollout({
      rollout: this.plan,
      brain: STANDARD_BRAIN,
      engine: this.engine.seenBy(life),
      ledger: this.ledger.seenBy(life),
      inbox: this.ledger.inboxOf(life),
      clock: life.clock,
      files: { pin: () => Promise.resolve() },
      renderer: {
        render: (stack, { digest }) =>
          Promise.resolve({
            displayName: stack,
            stackName: stack,
            template: digest,
            digest,
            resourceCount: 1,
            assets: '',
            archives: [],
            artifacts: '',
            manifestVersion: '1',
          }),
      },
      targets: (stack) => ({ stack, stackName: stack, account: '111111111111', region: 'us-east-1' }),
      owner: `process-${life.number}`,
      onProgress: (progress) => this.progress.push(progress),
      ...changes,
    });
  }

  ask(act: OperatorRequest['act'], id: string = act.kind): Promise<Asked> {
    const life = this.#live();
    return askRollout({
      rollout: this.plan.id,
      requests: [{ id, rollout: this.plan.id, act }],
      brain: STANDARD_BRAIN,
      ledger: this.ledger.seenBy(life),
      inbox: this.ledger.inboxOf(life),
      clock: life.clock,
      owner: `process-${life.number}`,
      patienceSeconds: 60,
      pace: PACE,
    });
  }

  /** Lets minutes pass, or all time until nothing happens any more. */
  async pass(minutes = Infinity): Promise<void> {
    const until = this.world.time.now + minutes * 60_000;
    if (Number.isFinite(until)) {
      this.world.time.at(until, () => {});
    }
    await this.world.time.pass(() => this.world.time.now >= until);
  }

  /** Lets time pass until the promise is kept. */
  async until<Value>(promise: Promise<Value>): Promise<Value> {
    let isKept = false;
    const kept = promise.finally(() => {
      isKept = true;
    });
    await this.world.time.pass(() => isKept);
    return kept;
  }

  records(): readonly string[] {
    return this.ledger.entries.map(({ record }) =>
      record.kind === 'rollout-event' ? record.event.kind : record.kind,
    );
  }

  begun(): readonly string[] {
    return this.seen.flatMap((one) => (one.kind === 'started' ? [one.token] : []));
  }

  #live(): Life {
    this.#lives += 1;
    return new Life(this.world, this.#lives, () => {});
  }
}
