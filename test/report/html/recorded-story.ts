import { advance } from '../../../lib/rollout/advance';
import { MINUTE } from '../../../lib/rollout/calendar/civil-day';
import type { LedgerEntry, LedgerRecord } from '../../../lib/rollout/ports';
import type { OperationOutcome, RolloutEffect, RolloutEvent } from '../../../lib/rollout/rollout-event';
import type { Instant, RolloutPlan } from '../../../lib/rollout/rollout-plan';
import type { NoticeFacts, RolloutState } from '../../../lib/rollout/rollout-state';
import { intentRecord } from '../../../lib/rollout/runner/intent-record';
import { startRollout } from '../../../lib/rollout/start-rollout';

const MOVE_MINUTES = 12;
const REST_MINUTES = 90;
const DIGEST = 'a'.repeat(64);

/** Digest under which the plan of a story is kept. */
const PLAN_DIGEST = 'b'.repeat(64);

export interface StoryOptions {
  readonly notices?: Readonly<Record<string, NoticeFacts>>;
  /** Stacks whose first move forward fails, each with the reason. */
  readonly failing?: Readonly<Record<string, string>>;
  /** What an operator says after a rest, each time the line is halted. @default nothing, and the story ends there */
  readonly retryReason?: string;
}

/** What the ledger holds of a roll-out that went by its own rules, with a clock that jumps from event to event. */
export function recordedStory(
  plan: RolloutPlan,
  start: Instant,
  options: StoryOptions = {},
): readonly LedgerEntry[] {
  const story = new Story(plan, start, options);
  while (story.step()) {
    // Each step takes the story to the next thing that happens.
  }
  return story.entries;
}

class Story {
  readonly entries: LedgerEntry[] = [];
  readonly #options: StoryOptions;
  readonly #failing: Map<string, string>;
  #state: RolloutState;
  #now: Instant;

  constructor(plan: RolloutPlan, start: Instant, options: StoryOptions) {
    this.#options = options;
    this.#failing = new Map(Object.entries(options.failing ?? {}));
    this.#now = start;
    this.#state = startRollout(plan, options.notices ?? {}, start);
    this.#write({ kind: 'taken', owner: 'local:operator@machine' });
    this.#write({ kind: 'rollout-started', rollout: plan.id, plan: PLAN_DIGEST });
  }

  step(): boolean {
    const { effects } = advance(this.#state, { kind: 'tick' }, this.#now);
    const answered = effects.map((effect) => this.#answer(effect)).some(Boolean);
    return answered || this.#pass(effects);
  }

  /** Whether something happened. */
  #answer(effect: RolloutEffect): boolean {
    const { plan } = this.#state;
    const event = (one: Extract<LedgerRecord, { kind: 'rollout-event' }>['event']): boolean =>
      this.#happen({ kind: 'rollout-event', rollout: plan.id, event: one }, one);
    switch (effect.kind) {
      case 'move':
        return this.#move(effect);
      case 'sample': {
        const { ring, wave } = effect;
        return event({ kind: 'sampled', ring, wave, requests: 5000, bad: [] });
      }
      case 'pin':
        return event({ kind: 'pinned', stack: effect.stack, release: effect.release });
      case 'leave':
        return event({ kind: 'left', stack: effect.stack, why: effect.why, detail: effect.detail });
      case 'end':
        this.#write({ kind: 'rollout-ended', rollout: plan.id, summary: `Everybody is at ${plan.to}.` });
        return false;
      case 'wake':
        return false;
    }
  }

  #move(effect: Extract<RolloutEffect, { kind: 'move' }>): boolean {
    const { stack, token, isIntended, direction, from, to } = effect;
    if (!isIntended) {
      return this.#happen(intentRecord(effect, this.#state, PLAN_DIGEST), { kind: 'intended', stack, token });
    }
    const since = this.#sinceOf(token);
    if (this.#now < since + MOVE_MINUTES * MINUTE) {
      return false;
    }
    const reason = direction === 'forward' ? this.#failing.get(stack) : undefined;
    this.#failing.delete(reason === undefined ? '' : stack);
    const outcome: OperationOutcome =
      reason === undefined
        ? { kind: 'succeeded', digest: to.digest, operation: token }
        : { kind: 'failed', digest: from.digest, operation: token, reason };
    return this.#happen(
      { kind: 'outcome', rollout: this.#state.plan.id, stack, token, outcome },
      { kind: 'settled', stack, token, outcome },
    );
  }

  #pass(effects: readonly RolloutEffect[]): boolean {
    const times = effects.flatMap((effect) => {
      switch (effect.kind) {
        case 'wake':
          return [effect.at];
        case 'move':
          return [this.#sinceOf(effect.token) + MOVE_MINUTES * MINUTE];
        default:
          return [];
      }
    });
    if (times.length > 0) {
      this.#now = Math.min(...times);
      return true;
    }
    return this.#state.halt !== undefined && this.#retry();
  }

  #retry(): boolean {
    const { retryReason: reason } = this.#options;
    if (reason === undefined) {
      return false;
    }
    this.#now += REST_MINUTES * MINUTE;
    const event = { kind: 'retry', by: 'local:operator', reason } as const;
    return this.#happen({ kind: 'rollout-event', rollout: this.#state.plan.id, event }, event);
  }

  #sinceOf(token: string): Instant {
    const intent = this.entries.find(({ record }) => record.kind === 'intent' && record.token === token);
    return intent?.at ?? this.#now;
  }

  #happen(record: LedgerRecord, event: RolloutEvent): true {
    this.#write(record);
    this.#state = advance(this.#state, event, this.#now).state;
    return true;
  }

  #write(record: LedgerRecord): void {
    this.entries.push({
      seq: this.entries.length + 1,
      at: this.#now,
      fleet: this.#state.plan.fleet,
      actor: { caller: 'local:operator', author: 'Operator <operator@example.com>', commit: 'c'.repeat(40) },
      record,
      previous: DIGEST,
      digest: DIGEST,
    });
  }
}
