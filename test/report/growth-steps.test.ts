import type { ForecastStep } from '../../lib/capacity/forecast';
import type { Meter } from '../../lib/capacity/meter';
import { growthSteps } from '../../lib/report/growth-steps';

const SITE = { account: '111122223333', region: 'us-east-1' };
const POLICIES: Meter = {
  quota: 'responseHeadersPolicies',
  place: { kind: 'account', account: SITE.account },
  limit: 20,
  used: 20,
};

function full(cell: string, at: number): ForecastStep {
  return { kind: 'full', at, cell, site: SITE, meter: POLICIES, next: 'Ask AWS for more.' };
}

test('cells that one quota closes together stand together, with the advice once', () => {
  const steps: readonly ForecastStep[] = [
    ...['us-1', 'us-2', 'us-3', 'us-4', 'us-5'].map((cell) => full(cell, 0)),
    { kind: 'raised', at: 1, meter: POLICIES, next: 'Ask AWS for more.' },
    { kind: 'opened', at: 7, cell: 'new cell 1', site: SITE, on: Date.parse('2027-02-03T04:05:06Z') },
  ];
  expect(growthSteps(steps, false)).toBe(`As tenants come:
  today: us-1, us-2, us-3 and 2 more are full, by 20 of 20 response headers policies in account 111122223333
      Ask AWS for more.
  for number 1: more than 20 response headers policies are needed in account 111122223333
  for number 7, about 2027-02-03: new cell 1 is needed, as in account 111122223333 and us-east-1
`);
});

test('of many steps the first are shown, and all where they are asked for', () => {
  const steps = Array.from({ length: 14 }, (_, index) => full('us-1', index));
  expect(growthSteps(steps, false)).toContain('  … and 4 more; --all shows them.\n');
  expect(growthSteps(steps, true)).toContain('with 13 more: us-1 is full');
});

test('where nothing happens nothing is said', () => {
  expect(growthSteps([], false)).toBe('');
});
