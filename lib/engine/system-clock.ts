import type { Clock } from '../rollout/ports';

/** The longest that a timer of Node.js takes; a longer one would ring at once. */
const TIMER_MILLISECONDS_MAX = 2 ** 31 - 1;

/** The time of this machine. */
export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  sleepUntil: async (at, signal) => {
    for (let left = at - Date.now(); left > 0 && !isAborted(signal); left = at - Date.now()) {
      await timer(Math.min(left, TIMER_MILLISECONDS_MAX), signal);
    }
  },
};

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

function timer(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(running);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const running = setTimeout(end, Math.max(milliseconds, 0));
    signal?.addEventListener('abort', end);
  });
}
