import type { Clock, LedgerRecord } from '../ports';
import type { RolloutEffect, RolloutEvent } from '../rollout-event';
import type { Instant } from '../rollout-plan';
import type { RolloutState } from '../rollout-state';
import type { Brain } from './brain';
import { intentRecord } from './intent-record';
import type { RolloutInbox } from './rollout-inbox';
import type { RolloutMemory } from './rollout-memory';
import type { Answer, MoveEffect, RolloutWork } from './rollout-work';

interface RolloutStepProps {
  readonly id: string;
  readonly brain: Brain;
  readonly clock: Clock;
  readonly memory: RolloutMemory;
  readonly inbox: RolloutInbox;
  readonly work: RolloutWork;
}

/** What a roll-out does next. */
interface Step {
  /** Written together; there is nothing else to be done until they are. */
  readonly records: readonly LedgerRecord[];
  /** When there is something to be done that waits for a time. */
  readonly wakeAt: Instant | undefined;
  /** Whether operations were intended whose outcome is not known. */
  readonly isUnderWay: boolean;
}

/** A step while it is put together, and the calls that there is room for in it. */
interface OpenStep extends Step {
  readonly records: LedgerRecord[];
  wakeAt: Instant | undefined;
  isUnderWay: boolean;
  room: number;
}

/**
 * One pass: what is known is recorded first; only then the brain is asked, and what it asks for is begun. So a decision never
 * misses a failure that the process knows of already.
 */
export class RolloutStep {
  readonly #props: RolloutStepProps;

  constructor(props: RolloutStepProps) {
    this.#props = props;
  }

  /** @param stoppedBy Who wants to stop: nothing new is begun, and a pause is recorded. */
  next(state: RolloutState, stoppedBy: string | undefined): Step {
    const known = this.#known(state, stoppedBy);
    return known.length > 0
      ? { records: known, wakeAt: undefined, isUnderWay: true }
      : this.#asked(state, stoppedBy !== undefined);
  }

  #known(state: RolloutState, stoppedBy: string | undefined): readonly LedgerRecord[] {
    const { memory, inbox } = this.#props;
    return [
      ...this.#outcomes(),
      ...inbox.records(memory),
      ...(stoppedBy === undefined ? [] : this.#pause(state, stoppedBy)),
    ];
  }

  /** Once: who is stopped does not argue with an operator who resumes, nor with a roll-out that is over. */
  #pause({ pause, abort }: RolloutState, by: string): readonly LedgerRecord[] {
    const { id, memory } = this.#props;
    const request = `stop-of-${by}`;
    return pause !== undefined || abort !== undefined || memory.hasAnswered(request)
      ? []
      : [
          {
            kind: 'rollout-event',
            rollout: id,
            event: { kind: 'pause', by, reason: 'The run was stopped.' },
            request,
          },
        ];
  }

  /** Outcomes that the ledger does not hold yet. */
  #outcomes(): readonly LedgerRecord[] {
    const { id, memory, work } = this.#props;
    return [...work.outcomes].flatMap(([token, outcome]): LedgerRecord[] => {
      const intent = memory.open.get(token);
      if (intent === undefined) {
        work.forget(token);
        return [];
      }
      return [{ kind: 'outcome', rollout: id, stack: intent.stack, token, outcome }];
    });
  }

  #asked(state: RolloutState, isStopping: boolean): Step {
    const { brain, clock, work } = this.#props;
    const { effects } = brain.advance(state, { kind: 'tick' }, clock.now());
    const step: OpenStep = { records: [], wakeAt: undefined, isUnderWay: false, room: 0 };
    for (const effect of effects) {
      if (effect.kind === 'move' && effect.isIntended) {
        step.isUnderWay = true;
        this.#add(step, work.apply(effect));
      }
    }
    step.room = work.free;
    for (const effect of isStopping ? [] : effects) {
      if (effect.kind === 'move' && !effect.isIntended) {
        this.#intend(step, effect, state);
      } else if (effect.kind === 'end') {
        step.records.push(...this.#end(state));
      } else if (effect.kind !== 'move') {
        this.#add(step, this.#answer(effect, state));
      }
    }
    return step;
  }

  /** An intent is recorded when its move can begin at once, and not when the engine has its hands full. */
  #intend(step: OpenStep, effect: MoveEffect, state: RolloutState): void {
    const hasRoom = step.room > 0;
    const answer = effect.direction === 'back' ? READY : this.#props.work.look(effect, hasRoom);
    if (answer.kind === 'event') {
      this.#add(step, answer);
    } else if (hasRoom) {
      step.room -= 1;
      if (answer.kind === 'ready') {
        step.records.push(intentRecord(effect, state, this.#props.memory.planDigest));
      }
    }
    if (answer.kind === 'later') {
      this.#add(step, answer);
    }
  }

  #add(step: OpenStep, answer: Answer): void {
    if (answer.kind === 'event') {
      step.records.push(this.#event(answer.event));
    } else if (answer.kind === 'later' && answer.at !== undefined) {
      step.wakeAt = Math.min(answer.at, step.wakeAt ?? Infinity);
    }
  }

  #answer(effect: Exclude<RolloutEffect, { kind: 'move' | 'end' }>, state: RolloutState): Answer {
    const { work } = this.#props;
    switch (effect.kind) {
      case 'sample':
        return work.sample(effect, state);
      case 'pin':
        return work.pin(effect);
      case 'wake':
        return { kind: 'later', at: effect.at };
      case 'leave': {
        const { stack, why, detail } = effect;
        return { kind: 'event', event: { kind: 'left', stack, why, detail } };
      }
    }
  }

  #end(state: RolloutState): readonly LedgerRecord[] {
    const { id, brain, clock, work } = this.#props;
    return work.isRunning
      ? []
      : [{ kind: 'rollout-ended', rollout: id, summary: brain.summarize(state, clock.now()) }];
  }

  #event(event: Exclude<RolloutEvent, { kind: 'tick' | 'intended' | 'settled' | 'notice' }>): LedgerRecord {
    return { kind: 'rollout-event', rollout: this.#props.id, event };
  }
}

const READY: Answer = { kind: 'ready' };
