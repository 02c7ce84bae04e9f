import type { Clock } from '../../rollout/ports';
import type { Instant } from '../../rollout/rollout-plan';

/** A clock that runs as that of the machine does, from another time on, and that can be put forward. */
export class TourClock implements Clock {
  readonly #machine: Clock;
  #ahead: number;

  constructor(startsAt: Instant, machine: Clock) {
    this.#machine = machine;
    this.#ahead = startsAt - machine.now();
  }

  now(): Instant {
    return this.#machine.now() + this.#ahead;
  }

  sleepUntil(at: Instant, signal?: AbortSignal): Promise<void> {
    return this.#machine.sleepUntil(at - this.#ahead, signal);
  }

  /** Puts it forward; it never goes back. */
  passTo(at: Instant): void {
    this.#ahead += Math.max(0, at - this.now());
  }
}

const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** 5 January 1970. */
const FIRST_MONDAY = 4 * DAY;

/** Days of notice that the client who wants most of them has. */
export const NOTICE_DAYS = 35;
/** What the roll-out of the tour takes, with some to spare: from Monday noon to Wednesday morning. */
const ROLLOUT_DAYS = 3;

/**
 * When the roll-out of the tour starts: on the last Monday, at noon UTC, from which all of it lies in the past. So
 * nothing in the ledger is of tomorrow, and what is kept of a tour can be gone on with.
 */
function rolloutMonday(now: Instant): Instant {
  const latest = now - ROLLOUT_DAYS * DAY - FIRST_MONDAY;
  return Math.floor(latest / WEEK) * WEEK + FIRST_MONDAY + 12 * HOUR;
}

/** When the tour begins: long enough before its roll-out for every client's notice. */
export function tourStart(now: Instant): Instant {
  return rolloutMonday(now) - NOTICE_DAYS * DAY;
}
