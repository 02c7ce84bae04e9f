import type { OperatorRequest } from '../../../lib/rollout/ports';
import { askRollout } from '../../../lib/rollout/runner/ask-rollout';
import type { Brain } from '../../../lib/rollout/runner/brain';
import type { Pace } from '../../../lib/rollout/runner/pace';
import type { PinnedFiles, Renderer, Targets } from '../../../lib/rollout/runner/renderer';
import { runRollout } from '../../../lib/rollout/runner/run-rollout';
import type { RolloutRun, RunRolloutOptions } from '../../../lib/rollout/runner/run-rollout';
import type { Observation } from '../observation';
import { Life } from './life';
import type { SimulatedEngine } from './simulated-engine';
import type { SimulatedLedger } from './simulated-ledger';
import { DAY, HOUR, MINUTE } from './world';
import type { World } from './world';

/** What a process is made of; a planted fault changes some of it. */
export type Parts = Omit<RunRolloutOptions, 'onProgress'>;
export type Tamper = (parts: Parts, world: World, ledger: SimulatedLedger) => Parts;

export interface ProcessesProps {
  readonly world: World;
  readonly engine: SimulatedEngine;
  readonly ledger: SimulatedLedger;
  readonly brain: Brain;
  readonly tamper: Tamper;
}

/** A scheduler that starts the runner again whenever it is gone, and people who see to it that a roll-out ends. */
export class Processes {
  readonly #props: ProcessesProps;
  readonly #stops = new Map<number, AbortController>();
  #lives = 0;
  /** Runners that live or are to be started. */
  #runners = 0;
  #asks = 0;
  #retries = 0;
  #rests = 0;

  constructor(props: ProcessesProps) {
    this.#props = props;
    const { world } = props;
    const { startsAt } = world.scenario;
    this.#startRunner(0, true);
    for (const { minute } of world.faults.all('second-runner')) {
      world.time.at(startsAt + minute * MINUTE, () => {
        world.note({ kind: 'faulted', fault: 'second-runner', what: 'a second runner was started' });
        this.#startRunner(0, false);
      });
    }
    for (const { minute } of world.faults.all('runner-stopped')) {
      world.time.at(startsAt + minute * MINUTE, () => this.#stopAll());
    }
    world.time.at(startsAt + ABORT_DAYS * DAY, () => {
      void this.ask({ kind: 'abort', by: 'operator', reason: 'it takes too long' });
    });
  }

  /** Asks something of the roll-out from a process of its own, again where that dies, until it is recorded. */
  async ask(act: OperatorRequest['act']): Promise<void> {
    this.#asks += 1;
    const { world } = this.#props;
    const about = 'stack' in act ? ` ${act.stack}` : '';
    world.note({
      kind: 'acted',
      what: `asks: ${act.kind}${about}${act.kind === 'notice' ? ` ${act.act}` : ''}`,
    });
    await this.#ask({ id: `request-${this.#asks}`, rollout: world.scenario.plan.id, act });
  }

  async #ask(request: OperatorRequest): Promise<void> {
    const { world, ledger, brain } = this.#props;
    const life = this.#newLife(() => {
      world.time.at(world.time.now + this.#delay(2, 60), () => {
        void this.#ask(request);
      });
    });
    const { kind } = await askRollout({
      rollout: request.rollout,
      requests: [request],
      brain,
      ledger: ledger.seenBy(life),
      inbox: ledger.inboxOf(life),
      clock: life.clock,
      owner: `operator-${request.id}-${life.number}`,
      patienceSeconds: 3_600,
      pace: PACE,
    });
    if (kind === 'recorded' && this.#runners === 0) {
      this.#startRunner(MINUTE, true);
    }
  }

  /** A pause that nobody ends is ended by somebody. */
  see(seen: Observation): void {
    const record = seen.kind === 'entry' ? seen.entry.record : undefined;
    if (record?.kind === 'rollout-event' && record.event.kind === 'pause') {
      const { time } = this.#props.world;
      time.at(time.now + this.#delay(60, 3_000), () => {
        void this.ask({ kind: 'resume', by: 'operator', reason: 'it was paused for long' });
      });
    }
  }

  #startRunner(delay: number, isMain: boolean): void {
    const { world } = this.#props;
    this.#runners += 1;
    world.time.at(world.time.now + delay, () => {
      void this.#live(isMain);
    });
  }

  async #live(isMain: boolean): Promise<void> {
    const { world, ledger, tamper } = this.#props;
    const stop = new AbortController();
    const life = this.#newLife(() => {
      this.#onGone(life.number);
      if (isMain) {
        this.#startRunner(this.#delay(1, 90), true);
      }
    });
    this.#stops.set(life.number, stop);
    try {
      const run = await runRollout(tamper(this.#parts(life, stop.signal), world, ledger));
      life.end();
      world.note({ kind: 'returned', life: life.number, run });
      this.#onGone(life.number);
      if (isMain) {
        await this.#goOn(run);
      }
    } catch (error) {
      world.note({ kind: 'broken', life: life.number, error });
    }
  }

  #parts(life: Life, stop: AbortSignal): Parts {
    const { world, engine, ledger, brain } = this.#props;
    return {
      rollout: world.scenario.plan,
      brain,
      engine: engine.seenBy(life),
      ledger: ledger.seenBy(life),
      inbox: ledger.inboxOf(life),
      clock: life.clock,
      files: filesOf(world, life),
      renderer: rendererOf(world),
      targets: TARGETS,
      owner: `process-${life.number}`,
      stop,
      pace: PACE,
    };
  }

  /** What people do when the runner is gone. */
  async #goOn(run: RolloutRun): Promise<void> {
    switch (run.kind) {
      case 'ended':
        return;
      case 'resting':
      case 'stopped':
        return this.#decide(run.state);
      default:
        this.#startRunner(this.#delay(3, 30), true);
    }
  }

  /** In the end people act: they go on after a pause, try again after a halt, and abort when that does not help. */
  async #decide({ pause, halt }: Extract<RolloutRun, { kind: 'resting' }>['state']): Promise<void> {
    const { world } = this.#props;
    this.#rests += 1;
    await world.time.after(this.#delay(20, 300));
    const by = { by: 'operator', reason: 'it rested' };
    if (halt !== undefined && this.#retries < RETRIES) {
      this.#retries += 1;
      const isTraffic = halt.kind === 'traffic';
      if (isTraffic) {
        void this.ask({ kind: 'overridden', override: { rule: 'traffic', ...by } });
      }
      void this.ask({ kind: isTraffic ? 'resume' : 'retry', ...by });
    } else if (halt !== undefined) {
      void this.ask({ kind: 'abort', ...by });
    } else if (pause !== undefined) {
      void this.ask({ kind: 'resume', ...by });
    } else {
      this.#startRunner(0, true);
    }
  }

  #stopAll(): void {
    for (const [life, stop] of this.#stops) {
      this.#props.world.note({ kind: 'faulted', fault: 'runner-stopped', what: `process ${life}` });
      stop.abort();
    }
  }

  #newLife(onDeath: () => void): Life {
    this.#lives += 1;
    return new Life(this.#props.world, this.#lives, onDeath);
  }

  #onGone(life: number): void {
    this.#stops.delete(life);
    this.#runners -= 1;
  }

  #delay(from: number, to: number): number {
    return this.#props.world.between(from * MINUTE, to * MINUTE, `delay ${this.#lives} ${this.#rests}`);
  }
}

function filesOf(world: World, life: Life): PinnedFiles {
  return {
    pin: (stack) =>
      life.call('pin', () => {
        const call = world.count('pin');
        if (world.faults.strike('file-locked', stack, (one) => one.call === call)) {
          throw new Error('the file is locked');
        }
      }),
  };
}

function rendererOf({ scenario, faults, time }: World): Renderer {
  return {
    render: (stack, { release, digest }) => {
      const minute = (time.now - scenario.startsAt) / MINUTE;
      const changed =
        release === scenario.plan.to &&
        faults.strike('files-changed', stack, (one) => one.stack === stack && one.minute <= minute);
      return Promise.resolve(
        changed ? undefined : { ...RENDERED, displayName: stack, digest, template: digest },
      );
    },
  };
}

const RENDERED = {
  stackName: '',
  resourceCount: 1,
  assets: '',
  archives: [],
  artifacts: '',
  manifestVersion: '1',
};

const TARGETS: Targets = (stack) => ({
  stack,
  stackName: stack,
  account: '111111111111',
  region: 'us-east-1',
});

/** Slower than in the world, where nobody counts the steps. */
const PACE: Pace = {
  leaseSeconds: 600,
  gatherSeconds: 0.02,
  inboxSeconds: 1_200,
  idleSeconds: 120,
  takeSeconds: 300,
  applySeconds: 5_400,
  answerSeconds: 600,
  lookSeconds: 300,
  retrySeconds: 5,
  retrySecondsMax: 600,
};

const RETRIES = 2;
const ABORT_DAYS = 40;
export const END_DAYS = 60;
export const LATEST_MS = 3 * HOUR;
