import { EngineUnavailable } from '../../rollout/ports';
import type { Clock } from '../../rollout/ports';

/** How often CloudFormation is asked whether an operation has ended, and for how long. */
export interface PollPace {
  readonly firstSeconds: number;
  readonly slowestSeconds: number;
  /** Minutes until an operation of ours is left alone, to be taken up again under its token. */
  readonly operationMinutesMax: number;
  /** Minutes that somebody else's operation is waited for. */
  readonly othersMinutesMax: number;
}

/**
 * A distribution takes 45 minutes or more when CloudFront is slow, which promises no time. An update that fails takes
 * that twice, there and back, and a fourth part is for the rest of the stack. Users see a handful of calls a second
 * before CloudFormation, which publishes no rate either, throttles an account; at 15 seconds, 50 stacks ask 3 times.
 */
export const POLL_PACE: PollPace = {
  firstSeconds: 1,
  slowestSeconds: 15,
  operationMinutesMax: 60,
  othersMinutesMax: 10,
};

/** Each wait is this much longer than the one before; after a refusal for calling too often, twice as long. */
const GROWTH = 1.5;
const GROWTH_THROTTLED = 2;

/** Polls in a row that may come to nothing before whoever waits is told. */
const LOST_POLLS_MAX = 5;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Waits between two looks, longer and longer, up to an end. */
export class Waiting {
  private readonly clock: Clock;
  private readonly pace: PollPace;
  private readonly end: number;
  private readonly tooLong: string;
  private seconds: number;
  private lost = 0;

  /** @param tooLong What is said when the time is over. */
  constructor(clock: Clock, pace: PollPace, minutesMax: number, tooLong: string) {
    this.clock = clock;
    this.pace = pace;
    this.end = clock.now() + minutesMax * MINUTE;
    this.tooLong = tooLong;
    this.seconds = pace.firstSeconds;
  }

  /** @throws EngineUnavailable when the time is over. */
  async next(growth = GROWTH): Promise<void> {
    const now = this.clock.now();
    if (now >= this.end) {
      throw new EngineUnavailable(this.tooLong, false);
    }
    await this.clock.sleepUntil(now + this.seconds * SECOND);
    this.seconds = Math.min(this.seconds * growth, this.pace.slowestSeconds);
  }

  /** Looks, and goes on waiting when the look comes to nothing, unless that happens again and again. */
  async look<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      const seen = await work();
      this.lost = 0;
      return seen;
    } catch (error) {
      this.lost += 1;
      if (!(error instanceof EngineUnavailable) || this.lost > LOST_POLLS_MAX) {
        throw error;
      }
      await this.next(error.isThrottled ? GROWTH_THROTTLED : GROWTH);
      return undefined;
    }
  }
}
