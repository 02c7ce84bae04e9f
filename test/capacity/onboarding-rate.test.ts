import { horizonEnd } from '../../lib/capacity/horizon';
import { addMonths } from '../../lib/capacity/months';
import { arrivalOf, parseRate, rateOf, tenantsBy } from '../../lib/capacity/onboarding-rate';
import type { KnownRate } from '../../lib/capacity/onboarding-rate';
import { invariant } from '../../lib/diagnostics/invariant';

const NOW = Date.parse('2026-11-22T12:00:00Z');

function at(date: string): number {
  return Date.parse(`${date}T12:00:00Z`);
}

function rate(text: string): KnownRate {
  const parsed = parseRate(text);
  invariant(parsed !== undefined, `${text} is a rate`);
  return parsed;
}

describe('the rate of a history', () => {
  test('longer than a year is that of its last twelve months', () => {
    const dates = [at('2024-01-01'), at('2025-11-21'), at('2025-12-01'), at('2026-06-01'), at('2026-11-01')];
    expect(rateOf(dates, NOW)).toEqual({
      kind: 'history',
      tenants: 3,
      days: 365,
      since: at('2025-11-22'),
    });
  });

  test('shorter than a year leaves out those that it began with', () => {
    const began = [at('2026-08-14'), at('2026-08-14'), at('2026-08-14')];
    expect(rateOf([...began, at('2026-09-01'), at('2026-10-01')], NOW)).toEqual({
      kind: 'history',
      tenants: 2,
      // 100 days and the half of today.
      days: 100.5,
      since: Date.parse('2026-08-14T00:00:00Z'),
    });
  });

  test('of one day is no rate, and of none neither', () => {
    expect(rateOf([at('2026-08-14'), at('2026-08-14')], NOW).kind).toBe('unknown');
    expect(rateOf([], NOW)).toEqual({ kind: 'unknown', why: 'no tenant was ever committed' });
  });

  test('in which nobody came for a year is none a day, and nobody arrives', () => {
    const none = rateOf([at('2024-01-01'), at('2024-02-01')], NOW);
    invariant(none.kind === 'history', 'two days make a history');
    expect(none.tenants).toBe(0);
    expect(arrivalOf(1, none, NOW)).toBeUndefined();
    expect(tenantsBy(at('2030-01-01'), none, NOW)).toBe(0);
  });
});

test.each([
  ['1/week', 7],
  ['7/week', 1],
  ['12/year', 365.2425 / 12],
  ['1/month', 365.2425 / 12],
  ['0.5/week', 14],
])('at %s the next tenant comes after %d days', (text, days) => {
  const arrival = arrivalOf(1, rate(text), NOW) ?? 0;
  expect((arrival - NOW) / 86_400_000).toBeCloseTo(days, 6);
});

test('tenants that come by then are counted whole', () => {
  // 13.9 days at one a week.
  expect(tenantsBy(NOW + 13.9 * 86_400_000, rate('1/week'), NOW)).toBe(1);
  expect(tenantsBy(NOW + 14 * 86_400_000, rate('1/week'), NOW)).toBe(2);
});

test.each(['4', '4/day', '-1/month', 'x/month', '4 /month', '/month', '1e3/week'])(
  '%s is no rate',
  (text) => {
    expect(parseRate(text)).toBeUndefined();
  },
);

test.each([
  ['90d', '2027-02-20'],
  ['2w', '2026-12-06'],
  ['12m', '2027-11-22'],
  ['2y', '2028-11-22'],
])('a horizon of %s ends on %s', (text, date) => {
  expect(horizonEnd(text, NOW)).toBe(at(date));
});

test.each(['0m', '12', 'm', '21y', '12 m', '1.5y', '99999y'])('%s is no horizon', (text) => {
  expect(horizonEnd(text, NOW)).toBeUndefined();
});

test.each([
  ['2027-01-31', 1, '2027-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2026-12-31', 2, '2027-02-28'],
  ['2026-03-31', -1, '2026-02-28'],
  ['2026-01-15', -1, '2025-12-15'],
])('%s and %d months is %s: a month that is too short ends on its last day', (from, months, to) => {
  expect(addMonths(at(from), months)).toBe(at(to));
});
