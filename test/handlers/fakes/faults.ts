import type { FakeClock } from './fake-clock';

/** The steps that a request takes outside: what the fakes do, in the order in which they were asked to. */
type Step =
  | 'role.assume'
  | 'asset.read'
  | 'items.read'
  | 'items.write'
  | 'bucket.list'
  | 'bucket.put'
  | 'bucket.readPointer'
  | 'bucket.writePointer'
  | 'edge.invalidate'
  | 'answer.put';

/** `before` keeps the effect from happening; `after` lets it happen and loses the response. */
type When = 'before' | 'after';

/**
 * `obedient` ends when it is told to stop, as an aborted call does; `deaf` never ends; `late` is a call already on its
 * way, which takes effect long after everybody stopped waiting for it.
 */
export type Hang = 'obedient' | 'deaf' | 'late';

export interface Faults {
  /** Every step taken so far. */
  readonly steps: readonly Step[];
  /** The next `times` steps of this kind fail with `error`. */
  failNext(step: Step, times: number, error: Error, when?: When): void;
  /** The step of this number, from 0 over all steps, does not come back, and time runs out. */
  hangAt(index: number, how: Hang): void;
  /** Lets the steps that hang `late` take effect now, and whoever waited for them go on. */
  release(): Promise<void>;
  /** Forgets all failures that are still to come. */
  calm(): void;
  /** Does `action` once, before the next step of this kind takes effect. */
  interrupt(step: Step, action: () => Promise<unknown>): void;
  /** Does `action` once, before the step of this number takes effect. */
  interruptAt(index: number, action: () => Promise<unknown>): void;
  take<T>(step: Step, signal: AbortSignal | undefined, effect: () => Promise<T> | T): Promise<T>;
}

/** Longer than any function runs. */
const AGES_MS = 60 * 60_000;

interface Failure {
  readonly step: Step;
  readonly error: Error;
  readonly when: When;
}

export function faults(clock: FakeClock): Faults {
  const steps: Step[] = [];
  const failures: Failure[] = [];
  const interruptions: { readonly step: Step | number; readonly action: () => Promise<unknown> }[] = [];
  const hangs = new Map<number, Hang>();
  const gates: (() => void)[] = [];
  const failureOf = (step: Step, when: When): Failure | undefined => {
    const at = failures.findIndex((failure) => failure.step === step && failure.when === when);
    return at < 0 ? undefined : failures.splice(at, 1)[0];
  };
  return {
    steps,
    failNext: (step, times, error, when = 'before') => {
      for (let time = 0; time < times; time += 1) {
        failures.push({ step, error, when });
      }
    },
    hangAt: (index, how) => void hangs.set(index, how),
    release: async () => {
      for (const open of gates.splice(0)) {
        open();
      }
      // Two turns of the event loop: all that is left to do in memory is done by then.
      for (let turn = 0; turn < 2; turn += 1) {
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    calm: () => void failures.splice(0),
    interrupt: (step, action) => void interruptions.push({ step, action }),
    interruptAt: (index, action) => void interruptions.push({ step: index, action }),
    take: async (step, signal, effect) => {
      steps.push(step);
      const how = hangs.get(steps.length - 1);
      if (how === 'late') {
        const opened = new Promise<void>((resolve) => void gates.push(resolve));
        clock.advance(AGES_MS);
        await opened;
        return effect();
      }
      if (how !== undefined) {
        return hang(clock, how === 'obedient' ? signal : undefined);
      }
      const index = steps.length - 1;
      const at = interruptions.findIndex((interruption) => [step, index].includes(interruption.step));
      if (at >= 0) {
        await interruptions.splice(at, 1)[0]?.action();
      }
      const before = failureOf(step, 'before');
      if (before !== undefined) {
        throw before.error;
      }
      signal?.throwIfAborted();
      const result = await effect();
      const after = failureOf(step, 'after');
      if (after !== undefined) {
        throw after.error;
      }
      return result;
    },
  };
}

function hang(clock: FakeClock, signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(new Error('AbortError')), { once: true });
    clock.advance(AGES_MS);
  });
}

/** An error as a service of AWS raises it. */
export function serviceError(name: string, message = 'no'): Error {
  return Object.assign(new Error(message), { name });
}
