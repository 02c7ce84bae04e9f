import { invariant } from '../../diagnostics/invariant';
import type { LedgerEntry, LedgerRecord } from '../ports';
import type { RolloutEvent } from '../rollout-event';
import type { Instant, RolloutPlan } from '../rollout-plan';
import type { NoticeFacts, RolloutState } from '../rollout-state';
import type { Brain } from './brain';

export type IntentRecord = Extract<LedgerRecord, { kind: 'intent' }>;
type NoticeRecord = Extract<LedgerRecord, { kind: 'notice' }>;

/** What the ledger's entries say about one roll-out; nothing else is remembered of it. */
export class RolloutMemory {
  readonly #id: string;
  readonly #brain: Brain;
  readonly #getPlan: (digest: string) => Promise<RolloutPlan>;
  readonly #open = new Map<string, IntentRecord>();
  readonly #answered = new Set<string>();
  readonly #others = new Set<string>();
  /** What clients were told before the roll-out started, by release and by stack. */
  readonly #notices = new Map<string, Record<string, NoticeFacts>>();
  #state: RolloutState | undefined;
  #planDigest: string | undefined;
  #hasEnded = false;

  constructor(id: string, brain: Brain, getPlan: (digest: string) => Promise<RolloutPlan>) {
    this.#id = id;
    this.#brain = brain;
    this.#getPlan = getPlan;
  }

  get state(): RolloutState | undefined {
    return this.#state;
  }

  /** Digest of the document that is the plan. */
  get planDigest(): string | undefined {
    return this.#planDigest;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Intents without an outcome, by their token. */
  get open(): ReadonlyMap<string, IntentRecord> {
    return this.#open;
  }

  /** Another roll-out that was started and has not ended. */
  get other(): string | undefined {
    return [...this.#others][0];
  }

  hasAnswered(request: string): boolean {
    return this.#answered.has(request);
  }

  async take({ at, record }: LedgerEntry): Promise<void> {
    switch (record.kind) {
      case 'taken':
      case 'dedication':
        return;
      case 'rollout-started':
        return this.#start(record.rollout, record.plan, at);
      case 'rollout-ended':
        return this.#end(record.rollout);
      case 'notice':
        return this.#notice(record, at);
      case 'intent':
      case 'outcome':
      case 'rollout-event':
        if (record.rollout === this.#id) {
          this.#happen(record, at);
        }
    }
  }

  async #start(rollout: string, digest: string, at: Instant): Promise<void> {
    if (rollout !== this.#id) {
      this.#others.add(rollout);
      return;
    }
    const plan = await this.#getPlan(digest);
    this.#planDigest = digest;
    this.#state = this.#brain.start(plan, this.#notices.get(plan.to) ?? {}, at);
  }

  #end(rollout: string): void {
    if (rollout === this.#id) {
      this.#hasEnded = true;
    }
    this.#others.delete(rollout);
  }

  /** Clients are told before a roll-out is started as well. */
  #notice({ stack, release, act, told, request }: NoticeRecord, at: Instant): void {
    this.#answer(request);
    const notBefore = told?.slot.from;
    if (this.#state === undefined) {
      const notices = this.#notices.get(release) ?? {};
      notices[stack] = this.#brain.noticed(notices[stack], act, at, notBefore);
      this.#notices.set(release, notices);
    } else if (this.#state.plan.to === release) {
      this.#advance({ kind: 'notice', stack, act, ...(notBefore === undefined ? {} : { notBefore }) }, at);
    }
  }

  #happen(
    record: Extract<LedgerRecord, { kind: 'intent' | 'outcome' | 'rollout-event' }>,
    at: Instant,
  ): void {
    switch (record.kind) {
      case 'intent':
        this.#open.set(record.token, record);
        return this.#advance({ kind: 'intended', stack: record.stack, token: record.token }, at);
      case 'outcome': {
        const { stack, token, outcome } = record;
        this.#open.delete(token);
        return this.#advance({ kind: 'settled', stack, token, outcome }, at);
      }
      case 'rollout-event':
        this.#answer(record.request);
        return this.#advance(record.event, at);
    }
  }

  #answer(request: string | undefined): void {
    if (request !== undefined) {
      this.#answered.add(request);
    }
  }

  #advance(event: RolloutEvent, at: Instant): void {
    invariant(this.#state !== undefined, 'nothing happens to a roll-out before it starts');
    this.#state = this.#brain.advance(this.#state, event, at).state;
  }
}
