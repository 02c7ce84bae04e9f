import type { Clock } from '../clock';

/** Time kept back to send an answer, with retries, before Lambda ends the process. */
export const ANSWER_RESERVE_MS = 10_000;
/** A function with a short timeout keeps back no more than this share of what it has. */
const ANSWER_RESERVE_SHARE_MAX = 1 / 3;
/** How long a stopped piece of work may take to notice before the answer is sent without it. */
const SETTLE_MS = 1_000;

/** The moment at which work must stop, so that there is still time to answer. Milliseconds since 1970. */
export function workDeadline(now: number, remainingMs: number): number {
  return now + remainingMs - Math.min(ANSWER_RESERVE_MS, remainingMs * ANSWER_RESERVE_SHARE_MAX);
}

/**
 * Runs `work` until `deadline` and gives its result, or `expired` when time ran out. At the deadline the signal that
 * `work` was given aborts first and the work gets a moment to settle; only then does this resolve. Whatever the work
 * comes to later is dropped, and with the signal aborted it writes nothing more.
 *
 * `work` must not reject.
 */
export async function withinTime<T>(
  clock: Clock,
  deadline: number,
  work: (signal: AbortSignal) => Promise<T>,
  expired: T,
): Promise<T> {
  const stop = new AbortController();
  const finished = new AbortController();
  const working = work(stop.signal);
  const alarm = clock.alarm(deadline, finished.signal).then(() => expired);
  const first = await Promise.race([working.then((result) => ({ result })), alarm.then(() => undefined)]);
  finished.abort();
  stop.abort(new Error('ran out of time'));
  if (first !== undefined) {
    return first.result;
  }
  const settling = new AbortController();
  await Promise.race([working, clock.sleep(SETTLE_MS, settling.signal)]);
  settling.abort();
  return expired;
}
