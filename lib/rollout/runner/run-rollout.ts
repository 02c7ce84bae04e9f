import { invariant } from '../../diagnostics/invariant';
import { LeaseLost } from '../ports';
import type { Clock, Engine, Inbox, Ledger, LedgerEntry } from '../ports';
import type { Instant, RolloutPlan } from '../rollout-plan';
import type { RolloutState } from '../rollout-state';
import type { Brain } from './brain';
import { LeasedLedger } from './leased-ledger';
import { PACE } from './pace';
import type { Pace } from './pace';
import type { PinnedFiles, Renderer, Targets } from './renderer';
import { RolloutInbox } from './rollout-inbox';
import { RolloutMemory } from './rollout-memory';
import { RolloutStep } from './rollout-step';
import { RolloutWork } from './rollout-work';
import { WakeUp } from './wake-up';

export interface RunRolloutOptions {
  /** A plan starts a roll-out, or goes on with it where it was started; an id goes on with one. */
  readonly rollout: RolloutPlan | string;
  readonly brain: Brain;
  readonly engine: Engine;
  readonly ledger: Ledger;
  readonly inbox: Inbox;
  readonly clock: Clock;
  readonly files: PinnedFiles;
  readonly renderer: Renderer;
  readonly targets: Targets;
  /** Who runs it, another name for each process: two runners of one name are taken for one. */
  readonly owner: string;
  /** Pauses the roll-out when it aborts: nothing new starts, and what runs is waited for. */
  readonly stop?: AbortSignal;
  /** Seconds without anything to do for which the runner stays; beyond, it returns `asleep`. @default any */
  readonly staySeconds?: number;
  /** @default PACE */
  readonly pace?: Pace;
  readonly onProgress?: (progress: RolloutProgress) => void;
}

export type RolloutProgress =
  /** What was recorded before is read, and now things happen. */
  | { readonly kind: 'taken'; readonly state: RolloutState }
  | { readonly kind: 'recorded'; readonly entry: LedgerEntry; readonly state: RolloutState }
  /** Nothing is due before then, and others may have the fleet until then. */
  | { readonly kind: 'asleep'; readonly until: Instant; readonly state: RolloutState }
  | { readonly kind: 'waiting'; readonly owner: string; readonly until: Instant }
  /** A call got no answer and is made again. */
  | { readonly kind: 'trouble'; readonly what: string; readonly why: string; readonly again: Instant };

export type RolloutRun =
  /** It is over: everybody has been moved, put back or left; or it was aborted. */
  | { readonly kind: 'ended'; readonly state: RolloutState }
  /** It was halted or paused, and nothing happens until somebody asks for it. */
  | { readonly kind: 'resting'; readonly state: RolloutState }
  | { readonly kind: 'asleep'; readonly state: RolloutState; readonly until: Instant }
  | { readonly kind: 'stopped'; readonly state: RolloutState }
  /** Somebody else took the fleet: they go on. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'held'; readonly owner: string; readonly until: Instant }
  /** Another roll-out of the fleet is not over. */
  | { readonly kind: 'busy'; readonly rollout: string }
  | { readonly kind: 'unknown' };

/**
 * Runs a roll-out until it is over or rests. Everything that is known of it is in the ledger, so a run that ended in any
 * way, or was killed, is gone on with by calling this again.
 *
 * @throws What an engine, a renderer or a ledger throws beyond not being available; the fleet is released before.
 */
export async function runRollout(options: RunRolloutOptions): Promise<RolloutRun> {
  return new Run(options).untilDone();
}

class Run {
  readonly #options: RunRolloutOptions;
  readonly #pace: Pace;
  readonly #wakeUp: WakeUp;
  readonly #memory: RolloutMemory;
  readonly #inbox: RolloutInbox;
  readonly #ledger: LeasedLedger;
  readonly #work: RolloutWork;
  readonly #step: RolloutStep;
  #isLive = false;
  #failure: unknown;

  constructor(options: RunRolloutOptions) {
    const { rollout, brain, clock, ledger, onProgress } = options;
    const id = typeof rollout === 'string' ? rollout : rollout.id;
    const pace = options.pace ?? PACE;
    this.#options = options;
    this.#pace = pace;
    this.#wakeUp = new WakeUp(clock);
    this.#memory = new RolloutMemory(id, brain, async (digest) =>
      typeof rollout === 'string' ? ((await ledger.getDocument(digest)) as RolloutPlan) : rollout,
    );
    this.#inbox = new RolloutInbox(id, { ...options, pace });
    this.#ledger = new LeasedLedger({
      ...options,
      pace,
      onEntry: (entry) => this.#onEntry(entry),
      onLost: (error) => {
        this.#failure ??= error;
        this.#wakeUp.ring();
      },
    });
    this.#work = new RolloutWork({
      ...options,
      pace,
      onDone: this.#wakeUp.ring,
      onTrouble: (what, why, again) => onProgress?.({ kind: 'trouble', what, why, again }),
    });
    this.#step = new RolloutStep({
      id,
      brain,
      clock,
      memory: this.#memory,
      inbox: this.#inbox,
      work: this.#work,
    });
  }

  async untilDone(): Promise<RolloutRun> {
    const { stop } = this.#options;
    stop?.addEventListener('abort', this.#wakeUp.ring);
    try {
      for (;;) {
        this.#check();
        const run = this.#ledger.isHeld ? await this.#goOn() : await this.#take();
        if (run !== undefined) {
          return run;
        }
      }
    } catch (error) {
      if (error instanceof LeaseLost) {
        return { kind: 'lost' };
      }
      throw error;
    } finally {
      stop?.removeEventListener('abort', this.#wakeUp.ring);
      await this.#ledger.release();
    }
  }

  /** Throws what broke beside the loop. */
  #check(): void {
    this.#work.check();
    if (this.#failure !== undefined) {
      throw this.#failure;
    }
  }

  async #take(): Promise<RolloutRun | undefined> {
    const refusal = await this.#ledger.take();
    if (refusal !== undefined) {
      return this.#await(refusal.owner, refusal.until);
    }
    return undefined;
  }

  /** Makes sure that the roll-out was started, now that the ledger has been read. */
  async #begin(): Promise<RolloutRun | undefined> {
    const { state, other } = this.#memory;
    const { rollout, onProgress } = this.#options;
    if (state !== undefined) {
      this.#isLive = true;
      onProgress?.({ kind: 'taken', state });
      return undefined;
    }
    if (typeof rollout === 'string') {
      return { kind: 'unknown' };
    }
    if (other !== undefined) {
      return { kind: 'busy', rollout: other };
    }
    const plan = await this.#ledger.put(rollout);
    await this.#ledger.append([{ kind: 'rollout-started', rollout: rollout.id, plan }]);
    return undefined;
  }

  /** A run that never had the fleet says who has it; one that let it go in its sleep waits until it is free again. */
  async #await(owner: string, until: Instant): Promise<RolloutRun | undefined> {
    if (!this.#isLive) {
      return { kind: 'held', owner, until };
    }
    if (this.#options.stop?.aborted === true) {
      return { kind: 'stopped', state: this.#state() };
    }
    this.#options.onProgress?.({ kind: 'waiting', owner, until });
    await this.#wakeUp.sleepUntil(this.#in(this.#pace.takeSeconds));
    return undefined;
  }

  async #goOn(): Promise<RolloutRun | undefined> {
    if (!this.#isLive) {
      return this.#begin();
    }
    await this.#inbox.look(this.#memory.hasEnded);
    await this.#inbox.clear(this.#memory);
    if (this.#memory.hasEnded) {
      return this.#leave();
    }
    await this.#ledger.assure();
    const isStopping = this.#options.stop?.aborted === true;
    const next = this.#step.next(this.#state(), isStopping ? this.#options.owner : undefined);
    if (next.records.length > 0) {
      await this.#ledger.append(next.records);
      return undefined;
    }
    if (this.#work.isRunning || next.isUnderWay) {
      await this.#wakeUp.sleepUntil(Math.min(next.wakeAt ?? Infinity, this.#inbox.looksAt));
      await this.#options.clock.sleepUntil(this.#in(this.#pace.gatherSeconds));
      return undefined;
    }
    return isStopping ? { kind: 'stopped', state: this.#state() } : this.#sleep(next.wakeAt);
  }

  /** What clients said in the last moment is written down before. */
  async #leave(): Promise<RolloutRun | undefined> {
    const records = this.#inbox.records(this.#memory);
    if (records.length === 0) {
      return { kind: 'ended', state: this.#state() };
    }
    await this.#ledger.append(records);
    return undefined;
  }

  /** Nothing runs and nothing is due before `wakeAt`, or ever. */
  async #sleep(wakeAt: Instant | undefined): Promise<RolloutRun | undefined> {
    await this.#inbox.look(true);
    if (!this.#inbox.isEmpty) {
      return undefined;
    }
    const state = this.#state();
    if (wakeAt === undefined) {
      return { kind: 'resting', state };
    }
    if (wakeAt > this.#in(this.#options.staySeconds ?? Infinity)) {
      return { kind: 'asleep', state, until: wakeAt };
    }
    if (wakeAt <= this.#in(this.#pace.idleSeconds)) {
      await this.#wakeUp.sleepUntil(Math.min(wakeAt, this.#inbox.looksAt));
      return undefined;
    }
    this.#options.onProgress?.({ kind: 'asleep', until: wakeAt, state });
    await this.#ledger.release();
    while (
      this.#options.clock.now() < wakeAt &&
      this.#inbox.isEmpty &&
      this.#options.stop?.aborted !== true
    ) {
      await this.#wakeUp.sleepUntil(Math.min(wakeAt, this.#inbox.looksAt));
      await this.#inbox.look();
    }
    return undefined;
  }

  async #onEntry(entry: LedgerEntry): Promise<void> {
    await this.#memory.take(entry);
    const { state } = this.#memory;
    if (this.#isLive && state !== undefined) {
      this.#options.onProgress?.({ kind: 'recorded', entry, state });
    }
  }

  #state(): RolloutState {
    const { state } = this.#memory;
    invariant(state !== undefined, 'a roll-out that runs was started');
    return state;
  }

  #in(seconds: number): Instant {
    return this.#options.clock.now() + seconds * 1_000;
  }
}
