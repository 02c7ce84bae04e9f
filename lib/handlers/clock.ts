/** Time, as the provisioner needs it. Everything that waits takes a signal, so that nothing outlives its request. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves after `milliseconds`, or as soon as `signal` aborts. Never rejects. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** Resolves at the moment `at` (milliseconds since 1970), or as soon as `signal` aborts. Never rejects. */
  alarm(at: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: waitFor,
  alarm: (at, signal) => waitFor(at - Date.now(), signal),
};

function waitFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      return resolve();
    }
    const finish = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, Math.max(0, milliseconds));
    signal.addEventListener('abort', finish);
  });
}
