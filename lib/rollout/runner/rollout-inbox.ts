import { LedgerUnavailable } from '../ports';
import type { Clock, Inbox, LedgerRecord, OperatorRequest } from '../ports';
import type { Instant } from '../rollout-plan';
import type { Pace } from './pace';
import type { RolloutMemory } from './rollout-memory';

/** The inbox of one roll-out, looked into now and then. */
export class RolloutInbox {
  readonly #rollout: string;
  readonly #inbox: Inbox;
  readonly #clock: Clock;
  readonly #pace: Pace;
  #pending: readonly OperatorRequest[] = [];
  #looksAt: Instant = -Infinity;

  constructor(rollout: string, props: { readonly inbox: Inbox; readonly clock: Clock; readonly pace: Pace }) {
    this.#rollout = rollout;
    this.#inbox = props.inbox;
    this.#clock = props.clock;
    this.#pace = props.pace;
  }

  /** When it is to be looked into next. */
  get looksAt(): Instant {
    return this.#looksAt;
  }

  get isEmpty(): boolean {
    return this.#pending.length === 0;
  }

  /** Looks into it when it is time, or at once. */
  async look(isAtOnce = false): Promise<void> {
    const now = this.#clock.now();
    if (!isAtOnce && now < this.#looksAt) {
      return;
    }
    this.#looksAt = now + this.#pace.inboxSeconds * 1_000;
    try {
      this.#pending = await this.#inbox.pending(this.#rollout);
    } catch (error) {
      passUnavailable(error);
    }
  }

  /** Records of the requests that the ledger does not hold yet, and that are not in vain. */
  records(memory: RolloutMemory): readonly LedgerRecord[] {
    return this.#pending
      .filter((request) => !isInVain(request, memory) && !memory.hasAnswered(request.id))
      .map(recordOf);
  }

  /** Removes the requests that the ledger holds, or that are in vain. */
  async clear(memory: RolloutMemory): Promise<void> {
    const done = this.#pending.filter(
      (request) => isInVain(request, memory) || memory.hasAnswered(request.id),
    );
    if (done.length === 0) {
      return;
    }
    try {
      await this.#inbox.remove(done);
      this.#pending = this.#pending.filter((request) => !done.includes(request));
    } catch (error) {
      passUnavailable(error);
    }
  }
}

function recordOf({ id, rollout, act }: OperatorRequest): LedgerRecord {
  return act.kind === 'notice'
    ? { ...act, request: id }
    : { kind: 'rollout-event', rollout, event: act, request: id };
}

/** Where there is no such roll-out, or none any more, nobody can do anything to it; what a client said stays true. */
function isInVain({ act }: OperatorRequest, { state, hasEnded }: RolloutMemory): boolean {
  return act.kind !== 'notice' && (state === undefined || hasEnded);
}

/** An inbox that does not answer is looked into again the next time. */
function passUnavailable(error: unknown): void {
  if (!(error instanceof LedgerUnavailable)) {
    throw error;
  }
}
