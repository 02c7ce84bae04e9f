import { EngineUnavailable } from '../ports';
import type {
  Clock,
  Engine,
  HealthSample,
  HealthTarget,
  ReviewedChange,
  StackDescription,
  StackTarget,
} from '../ports';
import type { OperationOutcome } from '../rollout-event';
import type { Instant } from '../rollout-plan';
import { BackOff } from './back-off';
import { EngineLimit } from './engine-limit';
import type { Pace } from './pace';
import { within } from './within';

export interface EngineLineProps {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly pace: Pace;
  /** Called when a call got no answer, with the time at which it may be made again. */
  readonly onTrouble: (what: string, why: string, again: Instant) => void;
}

/**
 * The queue in front of an engine: as many calls at a time as it stands, and a pause after one that got no answer.
 * Such a call answers `undefined`, and whoever made it asks again when {@link waitsUntil} says so.
 */
export class EngineLine {
  readonly #props: EngineLineProps;
  readonly #limit = new EngineLimit();
  readonly #backOff: BackOff;

  constructor(props: EngineLineProps) {
    this.#props = props;
    this.#backOff = new BackOff(props.pace);
  }

  /** Calls that the engine stands at the same time, as far as is known. */
  get most(): number {
    return this.#limit.most;
  }

  /** Undefined when the call of this key may be made now. */
  waitsUntil(key: string, now: Instant): Instant | undefined {
    return this.#backOff.waitsUntil(key, now);
  }

  apply(change: ReviewedChange): Promise<OperationOutcome | undefined> {
    return this.#call(change.token, this.#props.pace.applySeconds, () => this.#props.engine.apply(change));
  }

  describe(target: StackTarget): Promise<StackDescription | undefined> {
    return this.#call(target.stack, this.#props.pace.answerSeconds, () =>
      this.#props.engine.describe(target),
    );
  }

  sampleHealth(key: string, targets: readonly HealthTarget[]): Promise<readonly HealthSample[] | undefined> {
    return this.#call(key, this.#props.pace.answerSeconds, () => this.#props.engine.sampleHealth(targets));
  }

  async #call<Value>(key: string, seconds: number, call: () => Promise<Value>): Promise<Value | undefined> {
    try {
      const answer = await within(this.#props.clock, seconds, call(), undefined);
      if (answer === undefined) {
        this.#hold(key, `no answer after ${seconds} seconds`);
      } else {
        this.#limit.onAnswer();
        this.#backOff.onSuccess(key);
      }
      return answer;
    } catch (error) {
      if (!(error instanceof EngineUnavailable)) {
        throw error;
      }
      if (error.isThrottled) {
        this.#limit.onThrottled(this.#props.clock.now());
      }
      this.#hold(key, error.message);
      return undefined;
    }
  }

  #hold(key: string, why: string): void {
    const again = this.#backOff.onFailure(key, this.#props.clock.now());
    this.#props.onTrouble(key, why, again);
  }
}
