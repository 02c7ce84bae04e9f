import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

import type { Refusal } from '../plan/plan-document';
import { directProver } from '../plan/refusals/isolation';
import type { Everyone, ProvableStack, StackProver } from '../plan/refusals/isolation';
import type { Shape } from '../render/shape/shape';
import type { FromProver, ProofTask, SentStack, ToProver } from './proof-messages';

/** Fewer stacks are proved sooner than a thread is ready. */
const THREADED_STACKS_MIN = 400;

/** Stacks that are sent at once. */
const BATCH = 50;

/** Much of what a proof makes is garbage at once, as in the threads that render. */
const THREAD_LIMITS = { maxYoungGenerationSizeMb: 24 };

/**
 * Proves stacks in a thread of its own, once there are many. Threads run compiled code; run from its sources, as tests do,
 * the program does all of the work itself.
 */
export function threadedProver(everyone: Everyone): StackProver {
  const threadFile = join(__dirname, 'prover.cjs');
  return existsSync(threadFile) ? new PatientProver(everyone, threadFile) : directProver(everyone);
}

/** Waits for enough stacks to know whether a thread is worth it. */
class PatientProver implements StackProver {
  private readonly everyone: Everyone;
  private readonly threadFile: string;
  private waiting: ProvableStack[] = [];
  private thread: ProverThread | undefined;

  constructor(everyone: Everyone, threadFile: string) {
    this.everyone = everyone;
    this.threadFile = threadFile;
  }

  take(stack: ProvableStack): void {
    this.waiting.push(stack);
    if (this.waiting.length >= (this.thread === undefined ? THREADED_STACKS_MIN : BATCH)) {
      this.thread ??= new ProverThread(this.everyone, this.threadFile);
      this.thread.send(this.waiting);
      this.waiting = [];
    }
  }

  refusals(): Promise<readonly Refusal[]> {
    if (this.thread !== undefined) {
      this.thread.send(this.waiting);
      return this.thread.end();
    }
    const prover = directProver(this.everyone);
    this.waiting.forEach((stack) => {
      prover.take(stack);
    });
    return prover.refusals();
  }
}

class ProverThread {
  private readonly worker: Worker;
  private readonly outcome: Promise<readonly Refusal[]>;
  private readonly shapes = new Map<Shape, number>();

  constructor(everyone: Everyone, threadFile: string) {
    const workerData: ProofTask = { everyone };
    this.worker = new Worker(threadFile, { workerData, resourceLimits: THREAD_LIMITS });
    this.outcome = new Promise((resolve, reject) => {
      this.worker.once('message', ({ refusals }: FromProver) => resolve(refusals));
      this.worker.once('error', reject);
      this.worker.once('exit', (code) => {
        reject(new Error(`the thread that proves ended with ${code} before it was done`));
      });
    });
    // It is met when the outcome is awaited; a plan that fails before does not wait for the thread.
    this.outcome.catch(() => undefined);
    this.worker.unref();
  }

  send(stacks: readonly ProvableStack[]): void {
    this.tell({ kind: 'stacks', stacks: stacks.map((stack) => this.sent(stack)) });
  }

  async end(): Promise<readonly Refusal[]> {
    this.worker.ref();
    this.tell({ kind: 'end' });
    const refusals = await this.outcome;
    await this.worker.terminate();
    return refusals;
  }

  private sent({ stack, source }: ProvableStack): SentStack {
    return typeof source === 'string'
      ? { stack, text: source }
      : { stack, shape: this.indexOf(source.shape), values: source.values };
  }

  private indexOf(shape: Shape): number {
    const known = this.shapes.get(shape);
    if (known !== undefined) {
      return known;
    }
    const index = this.shapes.size;
    this.shapes.set(shape, index);
    this.tell({ kind: 'shape', index, shape });
    return index;
  }

  private tell(message: ToProver): void {
    this.worker.postMessage(message);
  }
}
