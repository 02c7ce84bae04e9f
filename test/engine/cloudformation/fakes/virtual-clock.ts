import type { Clock } from '../../../../lib/rollout/ports';

/** Time that passes only when somebody waits for it, and that other things can be due at. */
export class VirtualClock implements Clock {
  private time = Date.UTC(2026, 10, 2, 9);
  private due: { readonly at: number; readonly work: () => void }[] = [];

  now(): number {
    return this.time;
  }

  async sleepUntil(at: number): Promise<void> {
    for (;;) {
      const [next] = this.due.filter((each) => each.at <= at).sort((left, right) => left.at - right.at);
      if (next === undefined) {
        break;
      }
      this.due = this.due.filter((each) => each !== next);
      this.time = Math.max(this.time, next.at);
      next.work();
    }
    this.time = Math.max(this.time, at);
    return Promise.resolve();
  }

  /** Does the work once so many seconds have passed. */
  after(seconds: number, work: () => void): void {
    this.due.push({ at: this.time + seconds * 1_000, work });
  }

  pass(seconds: number): Promise<void> {
    return this.sleepUntil(this.time + seconds * 1_000);
  }
}
