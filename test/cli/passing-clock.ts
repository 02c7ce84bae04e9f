import type { Clock } from '../../lib/rollout/ports';

/** Real time in which disks and databases may answer, and the most that passes in it: 5,400 seconds are a second and a half. */
const QUIET_MILLISECONDS = 5;
const PASSES_MILLISECONDS_MAX = 20_000;

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Time that passes while somebody waits for it, much faster than it would, and slowly enough for disks and databases. */
export class PassingClock implements Clock {
  private time: number;
  private sleepers: Sleeper[] = [];
  private isArmed = false;

  constructor(start = Date.UTC(2026, 10, 2, 9)) {
    this.time = start;
  }

  now(): number {
    return this.time;
  }

  passUntil(at: number): void {
    this.time = Math.max(this.time, at);
  }

  sleepUntil(at: number, signal?: AbortSignal): Promise<void> {
    if (at <= this.time || signal?.aborted === true) {
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const wake = (): void => {
        signal?.removeEventListener('abort', wake);
        this.sleepers = this.sleepers.filter((sleeper) => sleeper.wake !== wake);
        resolve();
      };
      signal?.addEventListener('abort', wake);
      this.sleepers.push({ at, wake });
      this.arm();
    });
  }

  private arm(): void {
    if (!this.isArmed && this.sleepers.length > 0) {
      this.isArmed = true;
      setTimeout(() => this.pass(), QUIET_MILLISECONDS).unref();
    }
  }

  private pass(): void {
    this.isArmed = false;
    const next = Math.min(...this.sleepers.map(({ at }) => at));
    this.passUntil(Math.min(next, this.time + PASSES_MILLISECONDS_MAX));
    this.sleepers.filter(({ at }) => at <= this.time).forEach(({ wake }) => wake());
    this.arm();
  }
}
