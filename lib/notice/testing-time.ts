import { DAY, MINUTE } from '../rollout/calendar/civil-day';
import type { Instant } from '../rollout/rollout-plan';
import type { TestingTime } from '../rollout/told-slot';

const HOUR = 60 * MINUTE;

/** What a client finds needs an answer before its own move. */
const ANSWER_TIME = DAY;

/** Less than that is no time to try anything in. */
const TESTING_TIME_MIN = 4 * HOUR;

/** The tenant that goes first, which others may look at. */
export interface TestCanary {
  readonly stack: string;
  readonly host: string;
  /** From when on it runs the release. */
  readonly from: Instant;
}

/**
 * When a client can try a release: on the canary where that leaves it long enough, otherwise on a preview; until a day
 * before its own move where that leaves it long enough, otherwise until the move. Undefined where nothing is left.
 *
 * @param toldAt When the client knows of it.
 */
export function testingTime(
  stack: string,
  slotFrom: Instant,
  canary: TestCanary | undefined,
  toldAt: Instant,
): TestingTime | undefined {
  const begins = nextHour(toldAt);
  const answered = slotFrom - ANSWER_TIME;
  if (canary !== undefined && canary.stack !== stack) {
    const from = Math.max(begins, nextHour(canary.from));
    if (answered - from >= TESTING_TIME_MIN) {
      return { on: 'canary', host: canary.host, from, to: answered };
    }
  }
  const to = answered - begins >= TESTING_TIME_MIN ? answered : slotFrom;
  return to - begins >= TESTING_TIME_MIN ? { on: 'preview', from: begins, to } : undefined;
}

function nextHour(at: Instant): Instant {
  return Math.ceil(at / HOUR) * HOUR;
}
