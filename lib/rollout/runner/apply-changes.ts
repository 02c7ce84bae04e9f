import { LeaseLost } from '../ports';
import type { Clock, Engine, Ledger, LedgerRecord, ReviewedChange, StackTarget } from '../ports';
import type { OperationOutcome } from '../rollout-event';
import type { Instant } from '../rollout-plan';
import type { AgreedChange } from './agreed-change';
import { ChangeMemory } from './change-memory';
import { changeGroups } from './change-order';
import { EngineLine } from './engine-line';
import { LeasedLedger } from './leased-ledger';
import { PACE } from './pace';
import type { Pace } from './pace';
import type { Renderer } from './renderer';
import { unrenderable } from './unrenderable';

export interface ApplyChangesOptions {
  readonly purpose: 'apply' | 'dedicate' | 'deploy' | 'rollback';
  /** What was agreed to; the ledger keeps it. */
  readonly plan: { readonly digest: string };
  readonly changes: readonly AgreedChange[];
  readonly engine: Engine;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly renderer: Renderer;
  /** Who does it, another name for each process. */
  readonly owner: string;
  /** Lets nothing new start when it aborts; what runs is waited for. */
  readonly stop?: AbortSignal;
  /** @default PACE */
  readonly pace?: Pace;
  readonly onProgress?: (progress: ChangeProgress) => void;
}

export type ChangeProgress =
  | { readonly kind: 'started'; readonly stack: string; readonly at: Instant }
  | { readonly kind: 'settled'; readonly stack: string; readonly result: ChangeResult; readonly at: Instant }
  | { readonly kind: 'trouble'; readonly what: string; readonly why: string; readonly again: Instant };

export type ChangeResult =
  | OperationOutcome
  /** It was there already. */
  | { readonly kind: 'at-target' }
  /** Something else is there than what the plan starts from, so it was left alone. */
  | { readonly kind: 'edited'; readonly digest: string | undefined };

export type ChangesApplied =
  | {
      readonly kind: 'done';
      /** In the order in which they were made; stacks behind the first failure are not among them. */
      readonly results: ReadonlyMap<string, ChangeResult>;
    }
  /** Somebody else took the fleet in the middle. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'held'; readonly owner: string; readonly until: Instant };

/** Stacks that are changed at the same time: users of CloudFormation see ten throttled and seven pass. */
const CHANGES_AT_ONCE = 4;

/**
 * Makes the changes of one plan: cells before the roles of tenants, those before tenants, and what is removed last. Each is recorded before it is made and
 * when it has ended. After the first that fails, nothing new is started. Called again with the same plan, what was
 * started goes on and what is done is not done again.
 */
export async function applyChanges(options: ApplyChangesOptions): Promise<ChangesApplied> {
  return new ChangesRun(options).run();
}

/** A change that was looked at and may be made. */
interface ReadyChange {
  readonly change: AgreedChange;
  readonly token: string;
  readonly isIntended: boolean;
}

class ChangesRun {
  readonly #options: ApplyChangesOptions;
  readonly #memory: ChangeMemory;
  readonly #ledger: LeasedLedger;
  readonly #line: EngineLine;
  readonly #results = new Map<string, ChangeResult>();
  #plan = '';
  #lost: unknown;

  constructor(options: ApplyChangesOptions) {
    const pace = options.pace ?? PACE;
    this.#options = options;
    this.#memory = new ChangeMemory(options.plan.digest, options.purpose);
    this.#ledger = new LeasedLedger({
      ...options,
      pace,
      onEntry: ({ record }) => this.#memory.take(record),
      onLost: (error) => {
        this.#lost = error;
      },
    });
    this.#line = new EngineLine({
      ...options,
      pace,
      onTrouble: (what, why, again) => options.onProgress?.({ kind: 'trouble', what, why, again }),
    });
  }

  async run(): Promise<ChangesApplied> {
    try {
      const refusal = await this.#ledger.take();
      if (refusal !== undefined) {
        return { kind: 'held', owner: refusal.owner, until: refusal.until };
      }
      this.#plan = await this.#ledger.put(this.#options.plan);
      for (const batch of changeGroups(this.#options.changes, CHANGES_AT_ONCE)) {
        if (this.#options.stop?.aborted === true || !(await this.#make(batch))) {
          break;
        }
      }
      return { kind: 'done', results: this.#results };
    } catch (error) {
      if (error instanceof LeaseLost) {
        return { kind: 'lost' };
      }
      throw error;
    } finally {
      await this.#ledger.release();
    }
  }

  /** Whether all of them went well. */
  async #make(batch: readonly AgreedChange[]): Promise<boolean> {
    const ready = (await Promise.all(batch.map((change) => this.#look(change)))).flatMap((one) => one ?? []);
    await this.#record(
      ready.filter(({ isIntended }) => !isIntended).map(({ change, token }) => this.#intent(change, token)),
    );
    const outcomes = await Promise.all(
      ready.map(async ({ change, token }) => ({
        change,
        token,
        outcome: await this.#perform(change, token),
      })),
    );
    await this.#record(
      outcomes.map(({ change: { target }, token, outcome }) => ({
        kind: 'outcome',
        stack: target.stack,
        token,
        outcome,
      })),
    );
    outcomes.forEach(({ change, outcome }) => this.#settle(change, outcome));
    return batch.every(({ target }) => isFine(this.#results.get(target.stack)));
  }

  /** Undefined when there is nothing to do, or nothing that may be done. */
  async #look(change: AgreedChange): Promise<ReadyChange | undefined> {
    const { target, from, to } = change;
    const { token, isIntended } = this.#memory.operationOn(target.stack);
    if (isIntended) {
      return { change, token, isIntended };
    }
    const digest = await this.#deployedDigest(target);
    if (digest === to?.digest) {
      this.#settle(change, { kind: 'at-target' });
      return undefined;
    }
    if (digest !== from?.digest) {
      this.#settle(change, { kind: 'edited', digest });
      return undefined;
    }
    return { change, token, isIntended };
  }

  async #deployedDigest(target: StackTarget): Promise<string | undefined> {
    const description = await this.#answered(target.stack, () => this.#line.describe(target));
    return description.kind === 'present' ? description.digest : undefined;
  }

  #intent({ target, from, to, overrides }: AgreedChange, token: string): LedgerRecord {
    return {
      kind: 'intent',
      purpose: this.#options.purpose,
      stack: target.stack,
      token,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      plan: this.#plan,
      agreed: this.#options.plan.digest,
      overrides,
    };
  }

  async #perform({ target, from, to }: AgreedChange, token: string): Promise<OperationOutcome> {
    const { renderer, onProgress, clock } = this.#options;
    const basis = { ...target, token, expected: from?.digest };
    const rendered = to === undefined ? undefined : await renderer.render(target.stack, to);
    if (to !== undefined && rendered === undefined) {
      return unrenderable(token, to);
    }
    const change: ReviewedChange =
      to === undefined || rendered === undefined
        ? { ...basis, kind: 'remove' }
        : { ...basis, kind: 'put', to, rendered };
    onProgress?.({ kind: 'started', stack: target.stack, at: clock.now() });
    return this.#answered(token, () => this.#line.apply(change));
  }

  /** Asks until there is an answer: what was started must not be left without its outcome. */
  async #answered<Value>(key: string, call: () => Promise<Value | undefined>): Promise<Value> {
    const { clock } = this.#options;
    for (;;) {
      const value = await call();
      if (value !== undefined) {
        return value;
      }
      if (this.#lost !== undefined) {
        throw this.#lost;
      }
      await clock.sleepUntil(this.#line.waitsUntil(key, clock.now()) ?? clock.now());
    }
  }

  /** Writes what the ledger does not hold yet, until it does. */
  async #record(records: readonly LedgerRecord[]): Promise<void> {
    for (;;) {
      const missing = records.filter((record) => !this.#memory.holds(record));
      if (missing.length === 0) {
        return;
      }
      await this.#ledger.assure();
      await this.#ledger.append(missing);
    }
  }

  #settle({ target: { stack } }: AgreedChange, result: ChangeResult): void {
    const { onProgress, clock } = this.#options;
    this.#results.set(stack, result);
    onProgress?.({ kind: 'settled', stack, result, at: clock.now() });
  }
}

function isFine(result: ChangeResult | undefined): boolean {
  return result?.kind === 'succeeded' || result?.kind === 'at-target';
}
