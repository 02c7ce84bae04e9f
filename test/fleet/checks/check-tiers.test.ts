import { exampleWith, problemLines } from '../../fixtures/fleet-files';

const FLEET = 'fleet.yaml';

test('a fleet without tiers is refused', () => {
  const tiers = `tiers:
  foundational:
    features: [watchlist]
  premium:
    extends: foundational
    features: [ads, chapters, payments]
  enterprise:
    extends: premium
    features: [dashboard]
`;
  expect(problemLines(exampleWith(FLEET, tiers, 'tiers: {}\n'))[0]).toBe(
    'fleet.yaml:12:1 FLEET-002 the fleet has no tier. Add one, such as "foundational".',
  );
});

test('a tier that extends an unknown tier is refused, with what was probably meant', () => {
  expect(problemLines(exampleWith(FLEET, 'extends: premium', 'extends: premim'))).toEqual([
    'fleet.yaml:19:14 FLEET-020 tier "enterprise" extends "premim", which is not a tier of this fleet. Did you mean "premium"? Use one of: foundational, premium.',
  ]);
});

test('tiers that extend each other in a circle are refused once, with the route', () => {
  const looped = '    extends: enterprise\n    features: [watchlist]';
  expect(problemLines(exampleWith(FLEET, '    features: [watchlist]', looped))).toEqual([
    'fleet.yaml:14:14 FLEET-021 tiers extend each other in a circle: foundational → enterprise → premium → foundational. Remove "extends" from one of them.',
  ]);
});

test('a tier that extends itself is a circle of one', () => {
  expect(problemLines(exampleWith(FLEET, 'extends: premium', 'extends: enterprise'))).toEqual([
    'fleet.yaml:19:14 FLEET-021 tiers extend each other in a circle: enterprise → enterprise. Remove "extends" from one of them.',
  ]);
});

test('a feature of a tier that no release has is refused, with what was probably meant', () => {
  expect(problemLines(exampleWith(FLEET, '[dashboard]', '[dashbord]'))).toEqual([
    'fleet.yaml:20:16 FLEET-022 tier "enterprise" grants "dashbord", which is not a feature of any release. Did you mean "dashboard"? Use one of: watchlist, dashboard, ads, payments, chapters.',
  ]);
});

test('a feature listed twice, or inherited already, is a warning', () => {
  expect(problemLines(exampleWith(FLEET, '[dashboard]', '[dashboard, dashboard, watchlist]'))).toEqual([
    'fleet.yaml:20:27 warning FLEET-023 tier "enterprise" lists "dashboard" twice. Remove one of the two.',
    'fleet.yaml:20:38 warning FLEET-024 tier "enterprise" lists "watchlist", which it inherits already. Remove it here.',
  ]);
});
