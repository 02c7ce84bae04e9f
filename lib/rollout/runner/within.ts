import type { Clock } from '../ports';

/** What the promise resolves to, or `late` when it has not after that many seconds. Then its rejection is nobody's. */
export async function within<Value, Late>(
  clock: Clock,
  seconds: number,
  promise: Promise<Value>,
  late: Late,
): Promise<Value | Late> {
  const sleep = new AbortController();
  try {
    return await Promise.race([
      promise,
      clock.sleepUntil(clock.now() + seconds * 1_000, sleep.signal).then(() => late),
    ]);
  } finally {
    sleep.abort();
  }
}
