import type { Instant } from '../rollout-plan';
import type { Pace } from './pace';

/** When what failed may be tried again: later with each time, and never given up. */
export class BackOff {
  readonly #pace: Pace;
  readonly #tries = new Map<string, { readonly count: number; readonly again: Instant }>();

  constructor(pace: Pace) {
    this.#pace = pace;
  }

  onFailure(key: string, now: Instant): Instant {
    const count = (this.#tries.get(key)?.count ?? 0) + 1;
    const seconds = Math.min(this.#pace.retrySeconds * 2 ** (count - 1), this.#pace.retrySecondsMax);
    const again = now + seconds * 1_000;
    this.#tries.set(key, { count, again });
    return again;
  }

  onSuccess(key: string): void {
    this.#tries.delete(key);
  }

  /** Undefined when it may be tried now. */
  waitsUntil(key: string, now: Instant): Instant | undefined {
    const again = this.#tries.get(key)?.again;
    return again === undefined || again <= now ? undefined : again;
  }
}
