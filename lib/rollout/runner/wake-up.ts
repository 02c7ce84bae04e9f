import type { Clock } from '../ports';
import type { Instant } from '../rollout-plan';

/** Lets one sleep until a time or until it is rung, whichever is first. What rings meanwhile is not missed. */
export class WakeUp {
  readonly #clock: Clock;
  #isRung = false;
  #sleep: AbortController | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  readonly ring = (): void => {
    this.#isRung = true;
    this.#sleep?.abort();
  };

  async sleepUntil(at: Instant): Promise<void> {
    if (!this.#isRung) {
      const sleep = new AbortController();
      this.#sleep = sleep;
      await this.#clock.sleepUntil(at, sleep.signal);
    }
    this.#isRung = false;
  }
}
