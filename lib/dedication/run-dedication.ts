import type { Plan } from '../plan/plan-document';
import { tenantDisplayName } from '../render/rendered-stack';
import { LeaseLost } from '../rollout/ports';
import type { LeaseRefusal, StackTarget } from '../rollout/ports';
import type { Instant } from '../rollout/rollout-plan';
import type { AgreedChange } from '../rollout/runner/agreed-change';
import { applyChanges } from '../rollout/runner/apply-changes';
import type { ApplyChangesOptions, ChangeProgress, ChangeResult } from '../rollout/runner/apply-changes';
import { LeasedLedger } from '../rollout/runner/leased-ledger';
import { PACE } from '../rollout/runner/pace';
import { targetIn } from '../rollout/stack-target';
import { carryLateWrites, checkData, DataDiffers, exportData, importData, Stopped } from './copy-data';
import type { Copying, DataCount } from './copy-data';
import type { DataStep, Dedication, DedicationStep, Place, StackStep, StepId } from './dedication-document';
import type { ExportFile, TenantData } from './tenant-data';

export interface RunDedicationOptions extends Pick<
  ApplyChangesOptions,
  'engine' | 'ledger' | 'clock' | 'renderer' | 'owner' | 'stop' | 'pace'
> {
  readonly dedication: Dedication;
  readonly changesOf: (plan: Plan) => readonly AgreedChange[];
  /** Opens the data of the tenant's stack in a cell, which is there. */
  readonly data: (place: Place) => Promise<TenantData>;
  readonly file: ExportFile;
  /** The last step to carry out. @default all of them */
  readonly until?: StepId;
  readonly onProgress?: (progress: DedicationProgress) => void;
}

export type DedicationProgress =
  | { readonly kind: 'begun'; readonly step: StepId; readonly at: Instant }
  | { readonly kind: 'done'; readonly step: StepId; readonly result: string; readonly at: Instant }
  /** An earlier run did it. */
  | { readonly kind: 'known'; readonly step: StepId; readonly at: Instant }
  | ChangeProgress;

export type DedicationRun =
  /** Every step up to the last one that was asked for. */
  | { readonly kind: 'done' }
  | { readonly kind: 'stopped'; readonly step: StepId }
  | { readonly kind: 'failed'; readonly step: StepId; readonly why: string }
  | { readonly kind: 'changed'; readonly step: StepId; readonly result: ChangeResult }
  /** Somebody else took the fleet in the middle. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'held'; readonly owner: string; readonly until: Instant };

/**
 * Carries a dedication out, step by step, and records each that is done. Called again, it goes on behind the last of them;
 * a step that was cut off is begun again, which does nothing twice.
 */
export async function runDedication(options: RunDedicationOptions): Promise<DedicationRun> {
  return new RunningDedication(options).run();
}

/** What is done again until the check has passed: the old stack is written to meanwhile. */
const BEFORE_CHECK: readonly StepId[] = ['export', 'import'];

class RunningDedication {
  readonly #options: RunDedicationOptions;
  readonly #ledger: LeasedLedger;
  readonly #done = new Set<string>();
  readonly #lost = new AbortController();

  constructor(options: RunDedicationOptions) {
    this.#options = options;
    const { dedication, pace = PACE } = options;
    this.#ledger = new LeasedLedger({
      ...options,
      pace,
      onEntry: ({ record }) => {
        if (record.kind === 'dedication' && record.dedication === dedication.digest) {
          this.#done.add(record.step);
        }
      },
      onLost: () => this.#lost.abort(),
    });
  }

  async run(): Promise<DedicationRun> {
    try {
      const refusal = await this.#holding(() => Promise.resolve(undefined));
      if (refusal !== undefined) {
        return refusal;
      }
      for (const step of this.#steps()) {
        const end = await this.#take(step);
        if (end !== undefined) {
          return end;
        }
      }
      return { kind: 'done' };
    } catch (error) {
      if (error instanceof LeaseLost || this.#lost.signal.aborted) {
        return { kind: 'lost' };
      }
      throw error;
    }
  }

  #steps(): readonly DedicationStep[] {
    const { dedication, until } = this.#options;
    const last = dedication.steps.findIndex(({ id }) => id === until);
    return last === -1 ? dedication.steps : dedication.steps.slice(0, last + 1);
  }

  /** Undefined when it is done and the next may begin. */
  async #take(step: DedicationStep): Promise<DedicationRun | undefined> {
    const { stop, clock, onProgress } = this.#options;
    const { id } = step;
    if (this.#done.has(id) && (this.#done.has('check') || !BEFORE_CHECK.includes(id))) {
      onProgress?.({ kind: 'known', step: id, at: clock.now() });
      return undefined;
    }
    if (stop?.aborted === true) {
      return { kind: 'stopped', step: id };
    }
    onProgress?.({ kind: 'begun', step: id, at: clock.now() });
    return step.kind === 'stack' ? this.#changeStack(step) : this.#moveData(step);
  }

  async #changeStack(step: StackStep): Promise<DedicationRun | undefined> {
    const { changesOf, dedication } = this.#options;
    // What was said about the move as a whole is recorded with the first stack of the tenant that it is about.
    const agreed = step.id === 'stack' ? dedication.refusals : [];
    const overrides = agreed.flatMap(({ refusal, reason }) =>
      reason === undefined ? [] : [{ refusal, reason }],
    );
    const changes = changesOf(step.plan).map((change) => ({
      ...change,
      overrides: [...change.overrides, ...overrides],
    }));
    const applied = await applyChanges({
      ...this.#options,
      plan: step.plan,
      purpose: 'dedicate',
      changes,
    });
    if (applied.kind !== 'done') {
      return applied;
    }
    for (const { target } of changes) {
      const result = applied.results.get(target.stack);
      if (result === undefined) {
        return { kind: 'stopped', step: step.id };
      }
      if (result.kind !== 'succeeded' && result.kind !== 'at-target') {
        return { kind: 'changed', step: step.id, result };
      }
    }
    return this.#holding(() => this.#record(step, 'the stack is as planned'));
  }

  async #moveData(step: DataStep): Promise<DedicationRun | undefined> {
    return this.#holding(async () => {
      try {
        await this.#record(step, await this.#performed(step));
        return undefined;
      } catch (error) {
        if (error instanceof Stopped && !this.#lost.signal.aborted) {
          return { kind: 'stopped', step: step.id };
        }
        if (error instanceof DataDiffers) {
          return { kind: 'failed', step: step.id, why: error.message };
        }
        throw error;
      }
    });
  }

  /** What was done, in a sentence. */
  async #performed({ id }: DataStep): Promise<string> {
    switch (id) {
      case 'export':
        return `${counted(await exportData(await this.#copying()))} exported`;
      case 'import': {
        const count = await importData(await this.#copying());
        return `${counted(count)} in the new stack, of which ${count.unchanged ?? 0} were there already`;
      }
      case 'check':
        return `${counted(await checkData(await this.#copying()))} compared, and the same`;
      case 'late-writes': {
        const { conflicts, ...count } = await carryLateWrites(await this.#copying());
        const both =
          conflicts === undefined
            ? ''
            : `; ${conflicts.count} of them were written in the new stack too, which keeps its own: ${conflicts.file}`;
        return `${counted(count)} written late${both}`;
      }
      case 'keep-old':
        return this.#keepOld();
    }
  }

  async #copying(): Promise<Copying> {
    const { dedication, data, file, stop } = this.#options;
    const signals = [this.#lost.signal, ...(stop === undefined ? [] : [stop])];
    return {
      from: await data(dedication.from),
      to: await data(dedication.to),
      file,
      stop: AbortSignal.any(signals),
    };
  }

  async #keepOld(): Promise<string> {
    const { dedication, engine } = this.#options;
    const { account, region } = dedication.from;
    const found = await engine.describe(tenantTarget(dedication, dedication.from));
    if (found.kind === 'absent') {
      throw new DataDiffers(`the old stack is not in account ${account}, ${region} any more`);
    }
    return `the old stack stays in account ${account}, ${region}, in ${found.status}`;
  }

  async #record({ id }: DedicationStep, result: string): Promise<undefined> {
    const { dedication, clock, onProgress } = this.#options;
    const { digest, tenant, from, to } = dedication;
    const wasDone = this.#done.has(id);
    // Whether an append arrived is only known when the ledger is read again.
    while (!this.#done.has(id)) {
      await this.#ledger.assure();
      await this.#ledger.append([
        {
          kind: 'dedication',
          stack: tenantDisplayName(tenant),
          dedication: digest,
          step: id,
          from: from.cell,
          to: to.cell,
          result,
        },
      ]);
    }
    onProgress?.({
      kind: 'done',
      step: id,
      result: wasDone ? `${result}, once more` : result,
      at: clock.now(),
    });
    return undefined;
  }

  /** Does something while nobody else can have the fleet; or answers who has it. */
  async #holding(work: () => Promise<DedicationRun | undefined>): Promise<DedicationRun | undefined> {
    const refusal: LeaseRefusal | undefined = await this.#ledger.take();
    if (refusal !== undefined) {
      return refusal;
    }
    try {
      return await work();
    } finally {
      await this.#ledger.release();
    }
  }
}

/** The stack of the tenant in one of the two cells. */
export function tenantTarget({ tenant }: Dedication, { account, region }: Place): StackTarget {
  return targetIn(`aws://${account}/${region}`, tenantDisplayName(tenant));
}

function counted({ items, objects }: DataCount): string {
  return `${items} ${items === 1 ? 'item' : 'items'} and ${objects} ${objects === 1 ? 'object' : 'objects'}`;
}
