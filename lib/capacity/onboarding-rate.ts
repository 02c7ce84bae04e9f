import { DAY } from '../rollout/calendar/civil-day';
import type { Instant } from '../rollout/rollout-plan';
import { addMonths, MONTH_DAYS } from './months';

/** How fast tenants come. */
export type OnboardingRate =
  /** As somebody said. */
  | { readonly kind: 'given'; readonly tenants: number; readonly days: number }
  /** As the history has it: how many came after `since`, of those that are there today. */
  | { readonly kind: 'history'; readonly tenants: number; readonly days: number; readonly since: Instant }
  | { readonly kind: 'unknown'; readonly why: string };

/** A rate that is known; it may be of no tenants. */
export type KnownRate = Exclude<OnboardingRate, { kind: 'unknown' }>;

/** How a rate is written, in the words of every message about one. */
export const RATE_RULE = 'tenants a week, month or year, such as 4/month';

/** How far back the history counts: what came before says little about today. */
const WINDOW_MONTHS = 12;

const UNIT_DAYS: Readonly<Record<string, number>> = {
  week: 7,
  month: MONTH_DAYS,
  year: 12 * MONTH_DAYS,
};

/** Reads a rate such as `4/month`; undefined where it is not one. */
export function parseRate(text: string): KnownRate | undefined {
  const [, number = '', unit = ''] = /^([0-9]{1,5}(?:\.[0-9]{1,3})?)\/(week|month|year)$/.exec(text) ?? [];
  const days = UNIT_DAYS[unit];
  return days === undefined ? undefined : { kind: 'given', tenants: Number(number), days };
}

/**
 * How fast tenants came in the last twelve months. Of a history that is shorter, those of its first day are what it began
 * with, and no growth.
 *
 * @param dates When each tenant of today came.
 */
export function rateOf(dates: readonly Instant[], now: Instant): OnboardingRate {
  const days = dates.map((at) => Math.floor(at / DAY));
  if (new Set(days).size < 2) {
    const why =
      dates.length === 0
        ? 'no tenant was ever committed'
        : 'every tenant came on the same day, so there is no rate';
    return { kind: 'unknown', why };
  }
  const firstDay = Math.min(...days);
  const windowStart = addMonths(now, -WINDOW_MONTHS);
  const isShort = firstDay * DAY >= windowStart;
  const since = isShort ? firstDay * DAY : windowStart;
  const came = isShort ? days.filter((day) => day > firstDay) : dates.filter((at) => at > windowStart);
  return { kind: 'history', tenants: came.length, days: Math.max(1, (now - since) / DAY), since };
}

/** When so many more tenants will be there; undefined where nobody comes. */
export function arrivalOf(
  tenants: number,
  { tenants: came, days }: KnownRate,
  now: Instant,
): Instant | undefined {
  return came === 0 ? undefined : now + ((tenants * days) / came) * DAY;
}

/** How many more tenants are there by then. */
export function tenantsBy(at: Instant, { tenants, days }: KnownRate, now: Instant): number {
  return Math.floor((((at - now) / DAY) * tenants) / days);
}
