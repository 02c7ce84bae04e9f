import { merged } from '../../rollout/calendar/intervals';
import type { Interval } from '../../rollout/calendar/intervals';
import { haltText } from '../../rollout/halt-text';
import { calendarOf } from '../../rollout/parts';
import type { LedgerEntry, LedgerRecord } from '../../rollout/ports';
import type { OperationOutcome } from '../../rollout/rollout-event';
import type { Instant, RolloutPlan } from '../../rollout/rollout-plan';
import type { RingFacts, RolloutState } from '../../rollout/rollout-state';
import { RolloutMemory } from '../../rollout/runner/rollout-memory';
import { STANDARD_BRAIN } from '../../rollout/runner/standard-brain';
import { statusOf } from '../../rollout/status';
import { overrideText } from './override-text';
import type { Timeline, TimelineMark, TimelineMove, TimelineRing, TimelineRow } from './timeline';

type Intent = Extract<LedgerRecord, { kind: 'intent' }>;
type Outcome = Extract<LedgerRecord, { kind: 'outcome' }>;

/** The roll-outs of these ids as the entries of a ledger tell them. `planOf` answers with the plan of a digest. */
export async function recordedTimelines(
  entries: readonly LedgerEntry[],
  ids: readonly string[],
  planOf: (digest: string) => Promise<RolloutPlan>,
  now: Instant,
): Promise<readonly Timeline[]> {
  const stories: RolloutStory[] = ids.map((id) => new RolloutStory(id, planOf));
  for (const entry of entries) {
    for (const story of stories) {
      await story.take(entry);
    }
  }
  return stories.flatMap((story) => story.timeline(now) ?? []);
}

/** Follows one roll-out through the ledger and keeps what its state forgets: every attempt, every halt. */
class RolloutStory {
  readonly #id: string;
  readonly #memory: RolloutMemory;
  readonly #marks: TimelineMark[] = [];
  readonly #moves = new Map<string, TimelineMove[]>();
  readonly #open = new Map<string, { readonly intent: Intent; readonly at: Instant }>();
  #endedAt: Instant | undefined;

  constructor(id: string, planOf: (digest: string) => Promise<RolloutPlan>) {
    this.#id = id;
    this.#memory = new RolloutMemory(id, STANDARD_BRAIN, planOf);
  }

  async take(entry: LedgerEntry): Promise<void> {
    const haltedAt = this.#memory.state?.halt?.at;
    await this.#memory.take(entry);
    const { record, at } = entry;
    if ('rollout' in record && record.rollout === this.#id) {
      this.#note(record, at);
    }
    const { state } = this.#memory;
    if (state?.halt !== undefined && state.halt.at !== haltedAt) {
      this.#marks.push({ at: state.halt.at, kind: 'halt', says: `Halted: ${haltText(state, state.halt)}` });
    }
  }

  timeline(now: Instant): Timeline | undefined {
    const { state } = this.#memory;
    if (state === undefined) {
      return undefined;
    }
    const until = this.#endedAt ?? now;
    const running = new Map(this.#moves);
    for (const { intent, at } of this.#open.values()) {
      running.set(intent.stack, [
        ...(running.get(intent.stack) ?? []),
        { kind: 'under-way', from: at, to: until },
      ]);
    }
    const { sentence } = statusOf(state, until);
    return {
      id: this.#id,
      to: state.plan.to,
      kind: 'recorded',
      sentence,
      span: { from: state.startedAt, to: until },
      marks: this.#marks,
      rings: state.plan.rings.map((_, ring) => recordedRing(state, ring, running, until)),
      setAside: state.overrides.map(overrideText),
    };
  }

  #note(record: Exclude<LedgerRecord, { kind: 'dedication' | 'notice' | 'taken' }>, at: Instant): void {
    switch (record.kind) {
      case 'rollout-started':
        this.#marks.push({ at, kind: 'start', says: 'Started' });
        return;
      case 'rollout-ended':
        this.#endedAt = at;
        this.#marks.push({ at, kind: 'end', says: record.summary });
        return;
      case 'intent':
        this.#open.set(record.token, { intent: record, at });
        return;
      case 'outcome':
        this.#settle(record, at);
        return;
      case 'rollout-event':
        if ('by' in record.event) {
          const { kind, by, reason } = record.event;
          const what = kind === 'skip' ? `skip ${record.event.stack}` : kind;
          this.#marks.push({ at, kind: 'operator', says: `${by} said ${what}: ${reason}` });
        }
    }
  }

  #settle({ token, stack, outcome }: Outcome, at: Instant): void {
    const open = this.#open.get(token);
    if (open !== undefined) {
      this.#open.delete(token);
      const moves = this.#moves.get(stack) ?? [];
      this.#moves.set(stack, [...moves, settled(open.intent, outcome, open.at, at)]);
    }
  }
}

function settled({ purpose }: Intent, outcome: OperationOutcome, from: Instant, to: Instant): TimelineMove {
  switch (outcome.kind) {
    case 'succeeded':
      return { kind: purpose === 'rollback' ? 'put-back' : 'moved', from, to };
    case 'failed':
      return { kind: 'failed', from, to, says: outcome.reason };
    case 'not-started':
      return { kind: 'not-started', from, to, says: outcome.reason };
    case 'stuck':
      return { kind: 'stuck', from, to, says: `${outcome.status}. ${outcome.next}` };
  }
}

function recordedRing(
  state: RolloutState,
  index: number,
  moves: ReadonlyMap<string, readonly TimelineMove[]>,
  until: Instant,
): TimelineRing {
  const { ring, waves, bakeMinutes } = state.plan.rings[index] ?? { ring: '', waves: [], bakeMinutes: 0 };
  const facts: RingFacts = state.rings[index] ?? { waves: [] };
  const left = new Map(
    facts.waves.flatMap((wave) =>
      wave.moves.flatMap((move) => (move.kind === 'left' ? [[move.stack, move.detail] as const] : [])),
    ),
  );
  const rows = waves.flatMap((wave) =>
    wave.moves.map(({ stack, calendar }): TimelineRow => {
      const stays = left.get(stack);
      return {
        stack,
        calendar: calendarOf(state.plan, calendar),
        calendarKey: calendar,
        moves: moves.get(stack) ?? [],
        ...(stays === undefined ? {} : { stays }),
      };
    }),
  );
  return {
    ring,
    bakeMinutes,
    rows,
    bakes: bakeMinutes === 0 ? [] : bakes(waves, facts, state.halt?.at ?? until),
  };
}

/** Of the canary alone, and of the whole ring. */
function bakes(
  waves: RolloutPlan['rings'][number]['waves'],
  facts: RingFacts,
  until: Instant,
): readonly Interval[] {
  const canary = waves.flatMap(({ kind }, wave) => {
    const of = facts.waves[wave];
    const [move] = of?.moves ?? [];
    return kind === 'canary' && move?.kind === 'moved' ? [{ from: move.at, to: of?.passedAt ?? until }] : [];
  });
  const isWhole = facts.waves.every(({ moves }) => moves.every(({ kind }) => kind !== 'waiting'));
  const { arrivals, passedAt } = facts;
  const whole = arrivals === undefined || !isWhole ? [] : [{ from: arrivals.last, to: passedAt ?? until }];
  return merged([...canary, ...whole]);
}
