import type { ReleaseDescriptions } from '../../../lib/fleet/release-description';
import { exampleCatalogues, exampleFiles, exampleWith, problemLines } from '../../fixtures/fleet-files';

const TENANT = 'tenants/rally-north/tenant.yaml';

test('an unknown cell is refused, with the cells there are', () => {
  expect(problemLines(exampleWith(TENANT, 'cell: us-1', 'cell: us-2'))).toEqual([
    `${TENANT}:3:7 TENANT-013 cell "us-2" is not a cell of this fleet. Did you mean "us-1"? Use one of: us-1.`,
  ]);
});

test('an unknown tier is refused, with the tiers there are', () => {
  expect(problemLines(exampleWith(TENANT, 'tier: premium', 'tier: gold'))).toEqual([
    `${TENANT}:4:7 TENANT-014 tier "gold" is not a tier of this fleet. Use one of: foundational, premium, enterprise.`,
  ]);
});

test('a misspelt ring is refused, and the ring that was meant is named', () => {
  expect(problemLines(exampleWith(TENANT, 'ring: general', 'ring: genral'))).toEqual([
    `${TENANT}:5:7 TENANT-015 ring "genral" is not a ring of this fleet. Did you mean "general"? Use one of: canary, general.`,
  ]);
});

test('an unknown release is refused, with the releases that may be pinned', () => {
  expect(problemLines(exampleWith(TENANT, 'release: 2026.11.0', 'release: 2026.11.1'))).toEqual([
    `${TENANT}:6:10 TENANT-016 release "2026.11.1" is not a release of this project. Did you mean "2026.11.0"? Use one of: 2026.10.0, 2026.11.0, next.`,
  ]);
});

test('a name that every JavaScript object seems to have is not taken for a tier', () => {
  const [line] = problemLines(exampleWith(TENANT, 'tier: premium', 'tier: constructor'));
  expect(line).toContain('TENANT-014 tier "constructor" is not a tier of this fleet.');
});

test('the release next is refused outside the first ring as soon as there is a release', () => {
  expect(problemLines(exampleWith(TENANT, 'release: 2026.11.0', 'release: next'))).toEqual([
    `${TENANT}:6:10 TENANT-017 release "next" is for tenants of the first ring, "canary"; this one is in ring "general". Pin one of: 2026.10.0, 2026.11.0.`,
  ]);
});

test('everybody may pin next while it is the only release', () => {
  const onlyNext: ReleaseDescriptions = new Map(
    [...exampleCatalogues].filter(([version]) => version === 'next'),
  );
  const files = exampleWith(TENANT, 'release: 2026.11.0', 'release: next');
  const codes = problemLines(files, onlyNext).map((line) => line.split(' ')[1]);
  expect(codes).toEqual([]);
});

test('a tenant of the first ring may pin next', () => {
  expect(problemLines(exampleFiles())).toEqual([]);
});
