import { EngineUnavailable } from '../../../lib/rollout/ports';
import type {
  Engine,
  HealthSample,
  HealthTarget,
  ReviewedChange,
  StackDescription,
  StackTarget,
} from '../../../lib/rollout/ports';
import type { OperationOutcome } from '../../../lib/rollout/rollout-event';
import type { Instant } from '../../../lib/rollout/rollout-plan';
import type { Operation } from '../observation';
import type { Life } from './life';
import { described, isSame, newStack, versionDigest } from './simulated-stack';
import type { SimulatedStack } from './simulated-stack';
import { MINUTE, SECOND } from './world';
import type { World } from './world';

/** The cloud: stacks, operations under tokens, and every way in which they go wrong. */
export class SimulatedEngine {
  readonly #world: World;
  readonly #stacks = new Map<string, SimulatedStack>();
  #calls = 0;

  constructor(world: World) {
    this.#world = world;
    for (const ring of world.scenario.plan.rings) {
      for (const { stack, from } of ring.waves.flatMap(({ moves }) => moves)) {
        this.#stacks.set(stack, newStack(stack, from.digest));
      }
    }
  }

  digest(stack: string): string | undefined {
    return this.#stack(stack).digest;
  }

  isBusy(stack: string): boolean {
    return this.#stack(stack).running !== undefined;
  }

  /** The engine as one process reaches it. */
  seenBy(life: Life): Engine {
    return {
      name: 'simulated',
      describe: (target) => life.call('describe', () => this.#describe(target)),
      apply: (change) => {
        const askedAt = this.#world.time.now;
        return life.call('apply', () => this.#apply(change, life.number, askedAt));
      },
      sampleHealth: (targets) => life.call('sample', () => this.#sample(targets, life.number)),
    };
  }

  /** Somebody deploys something else by hand, or removes the stack; false when the stack is busy. */
  change(name: string, token: string, to: string | undefined): boolean {
    const stack = this.#stack(name);
    if (stack.running !== undefined) {
      return false;
    }
    const now = this.#world.time.now;
    void this.#start(stack, {
      stack: name,
      token,
      by: 'operator',
      life: 0,
      askedAt: now,
      from: stack.digest,
      to,
    });
    return true;
  }

  #describe({ stack: name }: StackTarget): StackDescription {
    const stack = this.#stack(name);
    const call = this.#world.count(`describe ${name}`);
    const { faults } = this.#world;
    if (faults.strike('engine-silent', name, (one) => one.stack === name && one.call === call)) {
      throw new EngineUnavailable('the connection was closed', false);
    }
    const stale = faults.all('engine-stale').find((one) => one.stack === name);
    if (stale !== undefined) {
      const then = this.#world.time.now - stale.minutes * MINUTE;
      const old = stack.past.findLast(({ at }) => at <= then)?.description ?? stack.past[0]?.description;
      if (old !== undefined && !isSame(old, described(stack))) {
        this.#world.note({ kind: 'faulted', fault: 'engine-stale', what: name });
        return old;
      }
    }
    return described(stack);
  }

  async #apply(change: ReviewedChange, life: number, askedAt: Instant): Promise<OperationOutcome> {
    const { stack: name, token } = change;
    this.#world.note({ kind: 'called', stack: name, token, life });
    const call = this.#world.count(`apply ${name}`);
    const isHere = (one: { readonly stack: string; readonly call: number }): boolean =>
      one.stack === name && one.call === call;
    this.#refuse(name, isHere);
    const outcome = this.#taken(change, life, askedAt);
    this.#calls += 1;
    void outcome.then(() => {
      this.#calls -= 1;
    });
    return this.#answer(name, outcome, isHere);
  }

  #refuse(name: string, isHere: (one: { stack: string; call: number }) => boolean): void {
    const { faults, scenario } = this.#world;
    if (this.#calls >= scenario.engineCalls) {
      this.#world.note({ kind: 'faulted', fault: 'engine-full', what: name });
      throw new EngineUnavailable('too many operations at the same time', true);
    }
    if (faults.strike('engine-throttles', name, isHere)) {
      throw new EngineUnavailable('rate exceeded', true);
    }
    if (faults.strike('engine-refuses', name, isHere)) {
      throw new EngineUnavailable('the service is not available', false);
    }
  }

  async #answer(
    name: string,
    outcome: Promise<OperationOutcome>,
    isHere: (one: { stack: string; call: number }) => boolean,
  ): Promise<OperationOutcome> {
    const { faults, time } = this.#world;
    if (faults.strike('engine-hangs', name, isHere)) {
      return new Promise(() => {});
    }
    if (faults.strike('engine-loses-answer', name, isHere)) {
      await time.after(30 * SECOND);
      throw new EngineUnavailable('the connection was closed', false);
    }
    const late = faults.strike('engine-answers-late', name, isHere);
    const result = await outcome;
    await time.after((late?.minutes ?? 0) * MINUTE);
    return result;
  }

  /** The operation of a token, known or begun now. */
  #taken(change: ReviewedChange, life: number, askedAt: Instant): Promise<OperationOutcome> {
    const { stack: name, token, expected } = change;
    const stack = this.#stack(name);
    const known = stack.byToken.get(token);
    if (known !== undefined) {
      return known.outcome;
    }
    if (change.onlyIfStarted === true) {
      return this.#close(stack, token, { kind: 'not-started', reason: 'it came too late' });
    }
    if (stack.running !== undefined) {
      if (stack.byToken.get(stack.running)?.by === 'runner') {
        this.#world.note({ kind: 'collided', stack: name, token, with: stack.running });
      }
      throw new EngineUnavailable(`${stack.running} is under way`, false);
    }
    if (stack.status === STUCK) {
      return this.#close(stack, token, {
        kind: 'stuck',
        operation: token,
        status: STUCK,
        next: 'Repair it.',
      });
    }
    if (stack.digest !== expected) {
      const reason = `expected ${expected ?? 'nothing'}, found ${stack.digest ?? 'nothing'}`;
      return this.#close(stack, token, { kind: 'failed', digest: stack.digest, operation: token, reason });
    }
    const to = change.kind === 'put' ? change.to.digest : undefined;
    return this.#start(stack, { stack: name, token, by: 'runner', life, askedAt, from: expected, to });
  }

  #close(stack: SimulatedStack, token: string, outcome: OperationOutcome): Promise<OperationOutcome> {
    const closed = Promise.resolve(outcome);
    stack.byToken.set(token, { by: 'runner', outcome: closed });
    return closed;
  }

  #start(stack: SimulatedStack, operation: Operation): Promise<OperationOutcome> {
    stack.running = operation.token;
    stack.status = 'UPDATE_IN_PROGRESS';
    this.#remember(stack);
    this.#world.note({ kind: 'started', ...operation });
    const outcome = this.#run(stack, operation);
    stack.byToken.set(operation.token, { by: operation.by, outcome });
    return outcome;
  }

  async #run(stack: SimulatedStack, operation: Operation): Promise<OperationOutcome> {
    const { faults, time } = this.#world;
    const isByRunner = operation.by === 'runner';
    const number = isByRunner ? stack.operations++ : -1;
    const isHere = (one: { readonly stack: string; readonly operation: number }): boolean =>
      one.stack === stack.name && one.operation === number;
    const slow = faults.strike('engine-slow', stack.name, isHere);
    const length = this.#world.between(MINUTE, 12 * MINUTE, `length ${operation.token}`);
    await time.after(slow === undefined ? length : slow.minutes * MINUTE);
    const outcome = this.#finish(stack, operation, isHere);
    stack.running = undefined;
    this.#remember(stack);
    this.#world.note({ kind: 'ended', ...operation, outcome });
    return outcome;
  }

  #finish(
    stack: SimulatedStack,
    { token, to }: Operation,
    isHere: (one: { readonly stack: string; readonly operation: number }) => boolean,
  ): OperationOutcome {
    const { faults } = this.#world;
    if (faults.strike('engine-fails', stack.name, isHere)) {
      stack.status = 'UPDATE_ROLLBACK_COMPLETE';
      return { kind: 'failed', digest: stack.digest, operation: token, reason: 'a resource was refused' };
    }
    if (faults.strike('engine-half-fails', stack.name, isHere)) {
      stack.status = STUCK;
      return { kind: 'stuck', operation: token, status: STUCK, next: 'Continue its rollback.' };
    }
    stack.digest = to;
    stack.status = 'UPDATE_COMPLETE';
    return { kind: 'succeeded', digest: to ?? '', operation: token };
  }

  #sample(targets: readonly HealthTarget[], life: number): readonly HealthSample[] {
    const { faults, time } = this.#world;
    const call = this.#world.count('health');
    if (faults.strike('health-unknown', 'metrics', (one) => one.call === call)) {
      throw new EngineUnavailable('metrics are not available', false);
    }
    const samples = targets.map(({ stack, since }) => {
      const minutes = Math.max(0, time.now - since) / MINUTE;
      const requests = Math.floor(minutes * (this.#world.scenario.traffic[stack] ?? 0));
      return { stack, requests, errors: Math.round((requests * this.#errorPercent(stack)) / 100) };
    });
    this.#world.note({ kind: 'sampled', samples, life });
    return samples;
  }

  #errorPercent(name: string): number {
    const to = this.#world.scenario.plan.to;
    const isNew = this.#stack(name).digest === versionDigest(name, to);
    const sick = isNew
      ? this.#world.faults.strike('viewers-fail', name, (one) => one.stack === name)
      : undefined;
    return sick?.percent ?? 0;
  }

  #remember(stack: SimulatedStack): void {
    stack.past.push({ at: this.#world.time.now, description: described(stack) });
  }

  #stack(name: string): SimulatedStack {
    const known = this.#stacks.get(name) ?? newStack(name, undefined);
    this.#stacks.set(name, known);
    return known;
  }
}

const STUCK = 'UPDATE_ROLLBACK_FAILED';
