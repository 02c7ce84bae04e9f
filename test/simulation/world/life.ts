import type { Clock } from '../../../lib/rollout/ports';
import type { Instant } from '../../../lib/rollout/rollout-plan';
import type { Port } from '../scenario';
import type { World } from './world';
import { MINUTE } from './world';

/**
 * A process. Everything that reaches it goes through here, so that it can die between any two things, or stand still: what
 * it has asked for happens all the same, and the answer finds nobody.
 */
export class Life {
  readonly number: number;
  readonly #world: World;
  readonly #onDeath: () => void;
  readonly #calls = new Map<Port, number>();
  #isDead = false;
  #frozenUntil: Instant = 0;

  constructor(world: World, number: number, onDeath: () => void) {
    this.#world = world;
    this.number = number;
    this.#onDeath = onDeath;
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  readonly clock: Clock = {
    now: () => this.#world.time.now,
    sleepUntil: (at, signal) => this.#sleep(at, signal),
  };

  /** Asks something outside of the process: the question travels, is answered, and the answer travels. */
  async call<Value>(port: Port, answer: () => Promise<Value> | Value): Promise<Value> {
    const call = this.#calls.get(port) ?? 0;
    this.#calls.set(port, call + 1);
    if (this.#strikes(port, call, 'before')) {
      return this.#die();
    }
    const trip = this.#world.between(TRIP_MS_MIN, TRIP_MS_MAX, `trip ${this.number} ${port} ${call}`);
    await this.#world.time.after(trip);
    const result = await attempt(answer);
    if (this.#strikes(port, call, 'after')) {
      return this.#die();
    }
    this.#freeze(port, call);
    await this.#arrive(this.#world.time.now + trip);
    return result.kind === 'value' ? result.value : Promise.reject(result.error);
  }

  /** It has come to its own end: what it still waited for finds nobody, and nobody dies a second time. */
  end(): void {
    this.#isDead = true;
  }

  #strikes(port: Port, call: number, when: 'before' | 'after'): boolean {
    const fault = this.#world.faults.strike(
      'runner-killed',
      `process ${this.number} died ${when} its ${port}`,
      (one) =>
        !this.#isDead &&
        one.life === this.number &&
        one.port === port &&
        one.call === call &&
        one.when === when,
    );
    return fault !== undefined;
  }

  #freeze(port: Port, call: number): void {
    const fault = this.#world.faults.strike(
      'runner-frozen',
      `process ${this.number} stood still after its ${port}`,
      (one) => one.life === this.number && one.port === port && one.call === call,
    );
    if (fault !== undefined) {
      this.#frozenUntil = this.#world.time.now + fault.minutes * MINUTE;
    }
  }

  #die(): Promise<never> {
    if (!this.#isDead) {
      this.#isDead = true;
      this.#onDeath();
    }
    return new Promise(() => {});
  }

  #sleep(at: Instant, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve();
        return;
      }
      const callOff = this.#wake(at, () => {
        signal?.removeEventListener('abort', wakeEarly);
        resolve();
      });
      const wakeEarly = (): void => {
        callOff();
        resolve();
      };
      signal?.addEventListener('abort', wakeEarly, { once: true });
    });
  }

  /** Resolves at that time; never to one who is dead, and later to one who stands still. */
  #arrive(at: Instant): Promise<void> {
    return new Promise((resolve) => {
      this.#wake(at, resolve);
    });
  }

  #wake(at: Instant, run: () => void): () => void {
    let callOff = (): void => {};
    const arrive = (): void => {
      if (this.#isDead) {
        return;
      }
      if (this.#world.time.now < this.#frozenUntil) {
        callOff = this.#world.time.at(this.#frozenUntil, arrive);
      } else {
        run();
      }
    };
    // Who sleeps without an end is only ever woken early.
    callOff = Number.isFinite(at) ? this.#world.time.at(at, arrive) : callOff;
    return () => callOff();
  }
}

type Attempt<Value> =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'error'; readonly error: unknown };

async function attempt<Value>(answer: () => Promise<Value> | Value): Promise<Attempt<Value>> {
  try {
    return { kind: 'value', value: await answer() };
  } catch (error) {
    return { kind: 'error', error };
  }
}

const TRIP_MS_MIN = 10;
const TRIP_MS_MAX = 400;
