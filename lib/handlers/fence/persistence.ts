import type { Chance } from '../chance';
import type { Clock } from '../clock';
import { isTransient } from '../service-error';

/** What trying again needs: a clock, some spread, and a signal that ends it. */
export interface Patience {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly signal: AbortSignal;
}

export interface RetryLimits {
  readonly attempts: number;
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
}

/** Six attempts over at most some ten seconds: long enough for a throttled table, short enough for one request. */
const SERVICE_RETRIES: RetryLimits = { attempts: 6, firstDelayMs: 200, longestDelayMs: 5_000 };

/** The delay before attempt `attempt` (the second is 1): doubling, capped, with half of it left to chance. */
export function retryDelayMs(limits: RetryLimits, attempt: number, fraction: number): number {
  const full = Math.min(limits.longestDelayMs, limits.firstDelayMs * 2 ** (attempt - 1));
  return Math.round(full / 2 + (full / 2) * fraction);
}

/**
 * Performs `call` until it succeeds, fails in a way that `mayRetry` calls final, or the limits or the signal end it.
 * The SDK's own retries are off, so this is the only place that waits, and it waits on an injected clock.
 *
 * @throws what the last call threw; the signal's reason once that is aborted.
 */
export async function persist<T>(
  patience: Patience,
  call: () => Promise<T>,
  limits: RetryLimits = SERVICE_RETRIES,
  mayRetry: (error: unknown) => boolean = isTransient,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    patience.signal.throwIfAborted();
    try {
      return await call();
    } catch (error) {
      patience.signal.throwIfAborted();
      if (attempt >= limits.attempts || !mayRetry(error)) {
        throw error;
      }
    }
    await patience.clock.sleep(retryDelayMs(limits, attempt, patience.chance.fraction()), patience.signal);
  }
}
