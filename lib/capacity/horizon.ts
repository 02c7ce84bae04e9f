import { DAY } from '../rollout/calendar/civil-day';
import type { Instant } from '../rollout/rollout-plan';
import { addMonths } from './months';

/** How a horizon is written, in the words of every message about one. */
export const HORIZON_RULE = 'a number of days, weeks, months or years, such as 90d, 26w, 12m or 2y';

const HORIZON_YEARS_MAX = 20;

/** When a horizon such as `12m` ends; undefined where it is not one, or ends in more than 20 years. */
export function horizonEnd(text: string, now: Instant): Instant | undefined {
  const [, digits, unit] = /^([1-9][0-9]{0,4})([dwmy])$/.exec(text) ?? [];
  if (digits === undefined || unit === undefined) {
    return undefined;
  }
  const number = Number(digits);
  const end =
    unit === 'd' || unit === 'w'
      ? now + number * (unit === 'w' ? 7 : 1) * DAY
      : addMonths(now, number * (unit === 'y' ? 12 : 1));
  return end <= addMonths(now, HORIZON_YEARS_MAX * 12) ? end : undefined;
}
