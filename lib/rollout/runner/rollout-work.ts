import type { RenderedStack } from '../../render/rendered-stack';
import type { Engine, Clock, LedgerRecord, ReviewedChange } from '../ports';
import type { OperationOutcome, RolloutEffect } from '../rollout-event';
import type { Instant } from '../rollout-plan';
import type { RolloutState } from '../rollout-state';
import { BackOff } from './back-off';
import { EngineLine } from './engine-line';
import { judgeSamples } from './judge-samples';
import type { Pace } from './pace';
import type { PinnedFiles, Renderer, Targets } from './renderer';
import { notRendered, unrenderable } from './unrenderable';

export type MoveEffect = Extract<RolloutEffect, { kind: 'move' }>;
type SampleEffect = Extract<RolloutEffect, { kind: 'sample' }>;
type PinEffect = Extract<RolloutEffect, { kind: 'pin' }>;
type EventRecord = Extract<LedgerRecord, { kind: 'rollout-event' }>;
type Found = Extract<EventRecord['event'], { kind: 'found' }>;

export interface RolloutWorkProps {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly files: PinnedFiles;
  readonly renderer: Renderer;
  readonly targets: Targets;
  readonly pace: Pace;
  /** Called when something that was begun has ended. */
  readonly onDone: () => void;
  readonly onTrouble: (what: string, why: string, again: Instant) => void;
}

/** What was asked for and is not answered yet: more to do later, or nothing before a time. */
export type Answer =
  | { readonly kind: 'event'; readonly event: EventRecord['event'] }
  /** It was looked at and is as planned: its intent may be recorded. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'later'; readonly at: Instant | undefined };

/**
 * Performs effects beside the loop that asks for them. An effect is asked for until its answer is recorded: asked the first
 * time its work is begun, asked again it says how far that is.
 */
export class RolloutWork {
  readonly #props: RolloutWorkProps;
  readonly #line: EngineLine;
  readonly #backOff: BackOff;
  readonly #running = new Set<string>();
  readonly #outcomes = new Map<string, OperationOutcome>();
  readonly #looks = new Map<string, Look>();
  readonly #answers = new Map<string, EventRecord['event']>();
  #failure: { readonly error: unknown } | undefined;

  constructor(props: RolloutWorkProps) {
    this.#props = props;
    this.#line = new EngineLine(props);
    this.#backOff = new BackOff(props.pace);
  }

  get isRunning(): boolean {
    return this.#running.size > 0;
  }

  /** Calls that the engine may be asked now. */
  get free(): number {
    return Math.max(this.#line.most - this.#running.size, 0);
  }

  /** Outcomes that are known, by token. */
  get outcomes(): ReadonlyMap<string, OperationOutcome> {
    return this.#outcomes;
  }

  forget(token: string): void {
    this.#outcomes.delete(token);
  }

  /** Throws what broke beside the loop: only our own faults get here. */
  check(): void {
    if (this.#failure !== undefined) {
      throw this.#failure.error;
    }
  }

  /** Performs a move whose intent is recorded. */
  apply(effect: MoveEffect): Answer {
    const { token } = effect;
    return this.#outcomes.has(token)
      ? LATER
      : this.#onLine(token, this.free > 0, async () => {
          const outcome = await this.#perform(effect);
          if (outcome !== undefined) {
            this.#outcomes.set(token, outcome);
          }
        });
  }

  /** Looks whether a stack is as the plan says, before its move is intended; only later when there is no room. */
  look(effect: MoveEffect, hasRoom: boolean): Answer {
    const { stack } = effect;
    const now = this.#props.clock.now();
    const look = this.#looks.get(stack);
    if (look !== undefined && look.until > now) {
      return look.found === 'ready'
        ? READY
        : { kind: 'event', event: { kind: 'found', stack, as: look.found } };
    }
    return this.#onLine(stack, hasRoom, async () => {
      const seen = await this.#find(effect);
      if (seen !== undefined) {
        const until = this.#props.clock.now() + this.#props.pace.lookSeconds * 1_000;
        this.#looks.set(stack, { ...seen, until });
      }
    });
  }

  sample(effect: SampleEffect, state: RolloutState): Answer {
    const key = `sample ${effect.ring}/${effect.wave}`;
    return this.#once(key, () =>
      this.#onLine(key, true, async () => {
        const targets = effect.stacks.map(({ stack, since }) => ({ ...this.#props.targets(stack), since }));
        const samples = await this.#line.sampleHealth(key, targets);
        if (samples !== undefined) {
          const { ring, wave } = effect;
          const requests = samples.reduce((sum, sample) => sum + sample.requests, 0);
          const bad = judgeSamples(samples, state.plan.policy);
          this.#answers.set(key, { kind: 'sampled', ring, wave, requests, bad });
        }
      }),
    );
  }

  pin({ stack, release }: PinEffect): Answer {
    const key = `pin ${stack} ${release}`;
    const again = this.#backOff.waitsUntil(key, this.#props.clock.now());
    return this.#once(key, () =>
      again === undefined
        ? this.#begin(key, async () => {
            try {
              await this.#props.files.pin(stack, release);
              this.#answers.set(key, { kind: 'pinned', stack, release });
            } catch (error) {
              const next = this.#backOff.onFailure(key, this.#props.clock.now());
              this.#props.onTrouble(key, String(error), next);
            }
          })
        : { kind: 'later', at: again },
    );
  }

  /** An answer is given once: if it does not reach the ledger, it is found out anew. */
  #once(key: string, otherwise: () => Answer): Answer {
    const event = this.#answers.get(key);
    if (event === undefined) {
      return otherwise();
    }
    this.#answers.delete(key);
    return { kind: 'event', event };
  }

  #onLine(key: string, hasRoom: boolean, work: () => Promise<void>): Answer {
    const again = this.#line.waitsUntil(key, this.#props.clock.now());
    if (again !== undefined) {
      return { kind: 'later', at: again };
    }
    return hasRoom ? this.#begin(key, work) : LATER;
  }

  #begin(key: string, work: () => Promise<void>): Answer {
    if (!this.#running.has(key)) {
      this.#running.add(key);
      void this.#run(key, work);
    }
    return LATER;
  }

  async #run(key: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#failure ??= { error };
    }
    this.#running.delete(key);
    this.#props.onDone();
  }

  async #perform(effect: MoveEffect): Promise<OperationOutcome | undefined> {
    const { stack, token, from, to } = effect;
    const target = this.#props.targets(stack);
    const rendered = this.#takeLooked(stack, to.digest) ?? (await this.#props.renderer.render(stack, to));
    const isLate = effect.onlyIfStarted === true || rendered === undefined;
    const change: ReviewedChange = {
      ...target,
      kind: 'put',
      token,
      expected: from.digest,
      to,
      rendered: rendered ?? notRendered(target, to),
      ...(isLate && { onlyIfStarted: true }),
    };
    const outcome = await this.#line.apply(change);
    const isLost = outcome?.kind === 'not-started' && rendered === undefined && effect.direction === 'back';
    return isLost ? unrenderable(token, to) : outcome;
  }

  /** What was rendered to see whether it can be; it is needed once. */
  #takeLooked(stack: string, digest: string): RenderedStack | undefined {
    const rendered = this.#looks.get(stack)?.rendered;
    this.#looks.delete(stack);
    return rendered?.digest === digest ? rendered : undefined;
  }

  async #find({ stack, from, to }: MoveEffect): Promise<Omit<Look, 'until'> | undefined> {
    const description = await this.#line.describe(this.#props.targets(stack));
    if (description === undefined || description.kind === 'absent') {
      return description && { found: 'removed' };
    }
    if (description.digest === from.digest) {
      const rendered = await this.#props.renderer.render(stack, to);
      return rendered === undefined ? { found: 'edited' } : { found: 'ready', rendered };
    }
    return { found: description.digest === to.digest ? 'at-target' : 'edited' };
  }
}

/** What a stack was found as, which may be acted upon until then. */
interface Look {
  readonly found: Found['as'] | 'ready';
  readonly rendered?: RenderedStack;
  readonly until: Instant;
}

const READY: Answer = { kind: 'ready' };
const LATER: Answer = { kind: 'later', at: undefined };
