import { parseFleet } from '../../../lib/fleet/parse-fleet';
import type { ReleaseDescriptions } from '../../../lib/fleet/release-description';
import {
  EXAMPLE_CONTENTS,
  edited,
  exampleCatalogues,
  exampleFiles,
  problemLines,
} from '../../fixtures/fleet-files';

/** The fixture's features, of which the watch list can be had in us-east-1 only. */
const catalogues: ReleaseDescriptions = new Map(
  [...exampleCatalogues].map(([version, release]) => [
    version,
    {
      ...release,
      features: {
        ...release.features,
        watchlist: { summary: 'A list.', region: 'us-east-1', standIn: 'webAclArn' },
      },
    },
  ]),
);

const WEB_ACL =
  'arn:aws:wafv2:us-east-1:111122223333:global/webacl/us-1/44444444-4444-4444-8444-444444444444';

const ELSEWHERE = edited('fleet.yaml', 'region: us-east-1', 'region: us-west-2');
const PROTECTED = ELSEWHERE.replace(
  '    region: us-west-2\n',
  `    region: us-west-2\n    webAclArn: ${WEB_ACL}\n`,
);

function featuresOf(fleetYaml: string): readonly string[] {
  const { fleet } = parseFleet(exampleFiles({ 'fleet.yaml': fleetYaml }), catalogues);
  return Object.keys(fleet?.tenants.find(({ id }) => id === 'rally-south')?.features ?? { none: {} });
}

test('a feature of one Region is on for tenants whose cell is there', () => {
  expect(featuresOf(EXAMPLE_CONTENTS['fleet.yaml'] ?? '')).toContain('watchlist');
});

test('elsewhere the tenant goes without, and the fleet is valid with a warning for each tenant', () => {
  expect(featuresOf(ELSEWHERE)).not.toContain('watchlist');
  const lines = problemLines(exampleFiles({ 'fleet.yaml': ELSEWHERE }), catalogues);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(
    /^tenants\/rally-north\/tenant\.yaml:\d+:7 warning TENANT-025 tier "premium" grants "watchlist"/,
  );
});

test('a cell with what stands in for the feature needs no warning', () => {
  expect(featuresOf(PROTECTED)).not.toContain('watchlist');
  expect(problemLines(exampleFiles({ 'fleet.yaml': PROTECTED }), catalogues)).toEqual([]);
});
