import type { Instant } from '../rollout-plan';

/**
 * Calls that an engine takes at the same time, found out by trying: one more after as many answers as it stands, half as
 * many when it asks for less. CloudFormation does not publish its limit; seven updates at once usually pass and ten
 * do not.
 */
export class EngineLimit {
  #most = FIRST;
  #answers = 0;
  #halvedAt = -Infinity;

  get most(): number {
    return this.#most;
  }

  onAnswer(): void {
    this.#answers += 1;
    if (this.#answers >= this.#most) {
      this.#answers = 0;
      this.#most = Math.min(this.#most + 1, MOST);
    }
  }

  /** Calls that were under way together are refused together, which is one refusal. */
  onThrottled(now: Instant): void {
    if (now - this.#halvedAt >= HALVING_MS) {
      this.#halvedAt = now;
      this.#answers = 0;
      this.#most = Math.max(Math.floor(this.#most / 2), 1);
    }
  }
}

const FIRST = 6;
const MOST = 256;
const HALVING_MS = 5_000;
