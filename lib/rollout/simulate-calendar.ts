import { invariant } from '../diagnostics/invariant';
import { advance } from './advance';
import { MINUTE } from './calendar/civil-day';
import { theMove } from './move-index';
import { calendarOf, ringPlanOf } from './parts';
import type { RolloutEffect, RolloutEvent } from './rollout-event';
import type { Instant, LeftStack, RolloutPlan } from './rollout-plan';
import type { HaltFact, NoticeFacts, RolloutState } from './rollout-state';
import { startRollout } from './start-rollout';
import { isOperating } from './unrest';
import { turnReason, type TurnReason } from './turn-reason';

/** Minutes that a move is taken to last where nobody measured it: CloudFront usually has a change everywhere by then. */
export const MINUTES_PER_MOVE = 10;

/** How a roll-out would go if every move succeeded and viewers came as they should. */
export interface RolloutCalendar {
  /** In the order of their times. */
  readonly moves: readonly PlannedTurn[];
  readonly rings: readonly RingTimes[];
  /** Whom it would leave where they are, besides those that its plan leaves. */
  readonly left: readonly LeftStack[];
  /** Present where it would halt all the same, because nobody can be the canary. */
  readonly halt?: HaltFact;
  readonly endsAt: Instant;
}

interface PlannedTurn {
  readonly stack: string;
  readonly ring: string;
  /** From 1, within its ring. */
  readonly wave: number;
  readonly at: Instant;
  /** Time zone of its window. */
  readonly timeZone: string;
  readonly why: TurnReason;
}

/** Of a ring that is reached. */
interface RingTimes {
  readonly ring: string;
  readonly startsAt: Instant;
  /** When it has baked. */
  readonly passesAt?: Instant;
}

export interface Assumptions {
  /** Minutes that each move takes. */
  readonly minutesPerMove: number;
  readonly notices: Readonly<Record<string, NoticeFacts>>;
}

/** Drives the very rules that decide a roll-out with a clock that jumps from event to event. */
export function simulateCalendar(plan: RolloutPlan, now: Instant, assumptions: Assumptions): RolloutCalendar {
  const run = new CalendarRun(startRollout(plan, assumptions.notices, now), now, assumptions.minutesPerMove);
  return run.toEnd().calendar();
}

/**
 * What remains of a roll-out that is under way: the turns of those who are not on the way yet. One that is stopped is taken
 * as resumed as soon as everything is at rest.
 */
export function remainingCalendar(
  state: RolloutState,
  now: Instant,
  minutesPerMove: number,
): RolloutCalendar {
  return new CalendarRun(state, now, minutesPerMove).toEnd().resume().toEnd().calendar();
}

class CalendarRun {
  #state: RolloutState;
  #now: Instant;
  readonly #moveTime: number;
  readonly #turns: PlannedTurn[] = [];

  constructor(state: RolloutState, now: Instant, minutesPerMove: number) {
    this.#state = state;
    this.#now = now;
    this.#moveTime = minutesPerMove * MINUTE;
  }

  toEnd(): this {
    while (this.#step()) {
      // Each step takes the run to the next time at which something happens.
    }
    return this;
  }

  /** Changes nothing where it is not stopped. */
  resume(): this {
    const event = { kind: 'resume', by: '', reason: '' } as const;
    this.#state = advance(this.#state, event, this.#now).state;
    return this;
  }

  /** Does what is due, or lets time pass until something is; false when nothing ever will be. */
  #step(): boolean {
    const { effects } = advance(this.#state, { kind: 'tick' }, this.#now);
    const events = effects.flatMap((effect) => this.#answer(effect) ?? []);
    for (const event of events) {
      this.#state = advance(this.#state, event, this.#now).state;
    }
    return events.length > 0 || this.#passTime(effects);
  }

  calendar(): RolloutCalendar {
    const { plan, rings, halt } = this.#state;
    const moves = rings.flatMap(({ waves }) => waves.flatMap((wave) => wave.moves));
    return {
      moves: this.#turns,
      rings: rings.flatMap(({ startedAt, passedAt }, index) =>
        startedAt === undefined
          ? []
          : [
              {
                ring: ringPlanOf(plan, index).ring,
                startsAt: startedAt,
                ...(passedAt === undefined ? {} : { passesAt: passedAt }),
              },
            ],
      ),
      left: moves
        .filter((facts) => facts.kind === 'left')
        .map(({ stack, why, detail }) => ({ stack, why, detail })),
      ...(halt === undefined ? {} : { halt }),
      endsAt: this.#now,
    };
  }

  #answer(effect: RolloutEffect): RolloutEvent | undefined {
    switch (effect.kind) {
      case 'move':
        return effect.isIntended ? this.#settle(effect) : this.#intend(effect);
      case 'sample': {
        const { ring, wave } = effect;
        const requests = ringPlanOf(this.#state.plan, ring).minimumRequests;
        return { kind: 'sampled', ring, wave, requests, bad: [] };
      }
      case 'pin':
        return { kind: 'pinned', stack: effect.stack, release: effect.release };
      case 'leave':
        return { kind: 'left', stack: effect.stack, why: effect.why, detail: effect.detail };
      case 'wake':
      case 'end':
        return undefined;
    }
  }

  #intend({ stack, token, direction }: Extract<RolloutEffect, { kind: 'move' }>): RolloutEvent {
    const event = { kind: 'intended', stack, token } as const;
    if (direction === 'back') {
      return event;
    }
    const found = theMove(this.#state, stack);
    const { planned, place } = found;
    const { plan } = this.#state;
    this.#turns.push({
      stack,
      ring: planned.ringPlan.ring,
      wave: place.wave + 1,
      at: this.#now,
      timeZone: calendarOf(plan, planned.move.calendar).maintenance.timeZone,
      why: turnReason(this.#state, found, this.#now),
    });
    return event;
  }

  #settle({ stack, token, to }: Extract<RolloutEffect, { kind: 'move' }>): RolloutEvent | undefined {
    return this.#now < this.#endOf(stack)
      ? undefined
      : {
          kind: 'settled',
          stack,
          token,
          outcome: { kind: 'succeeded', digest: to.digest, operation: token },
        };
  }

  #endOf(stack: string): Instant {
    const { facts } = theMove(this.#state, stack);
    invariant(isOperating(facts), 'only what was intended is waited for');
    return facts.since + this.#moveTime;
  }

  #passTime(effects: readonly RolloutEffect[]): boolean {
    const times = effects.flatMap((effect) => {
      switch (effect.kind) {
        case 'wake':
          return [effect.at];
        case 'move':
          return [this.#endOf(effect.stack)];
        default:
          return [];
      }
    });
    if (times.length === 0) {
      return false;
    }
    this.#now = Math.min(...times);
    return true;
  }
}
