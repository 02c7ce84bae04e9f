import { parseFleet } from '../../../lib/fleet/parse-fleet';
import { tenantDifferences } from '../../../lib/report/html/tenant-differences';
import { exampleCatalogues, exampleFiles } from '../../fixtures/fleet-files';

const FLEET = parseFleet(exampleFiles(), exampleCatalogues).fleet;

function settingsOf(
  id: string,
  read: typeof tenantDifferences,
): Readonly<Record<string, readonly unknown[]>> {
  const tenant = FLEET?.tenants.find((one) => one.id === id);
  if (FLEET === undefined || tenant === undefined) {
    throw new Error(`${id} is a tenant of the example fleet.`);
  }
  return Object.fromEntries(
    read(FLEET, tenant, exampleCatalogues).map(({ key, standard, own }) => [key, [standard, own]]),
  );
}

test('a tenant that sets nothing differs in nothing', () => {
  expect(settingsOf('rally-south', tenantDifferences)).toEqual({});
});

test('what a tenant sets stands beside what it would be otherwise', () => {
  expect(settingsOf('rally-north', tenantDifferences)).toEqual({
    'features.ads.host': [undefined, 'ads.spotlane.example'],
    'features.payments': ['on', 'off: it is not set up'],
    release: ['next', '2026.11.0'],
    domains: ['rally-north.us-1.northlight.example', 'www.rally-north.example, watch.rally-north.example'],
    certificateArn: [
      'that of its cell',
      'arn:aws:acm:us-east-1:111122223333:certificate/22222222-2222-4222-8222-222222222222',
    ],
    'maintenance.timeZone': ['America/New_York', 'America/Chicago'],
    'maintenance.noticeDays': ['3 days', '7 days'],
  });
});

test('a setting that its release has a default for differs only when it is another one', () => {
  const settings = { type: 'object', properties: { host: {}, breaksPerHour: { default: 4 } } };
  const features = { ads: { summary: '', settings } };
  const contract = { version: 'v1', provides: [], reads: [] };
  const catalogues = new Map([['2026.11.0', { features, contract }]]);
  const differing = [4, 6].map((breaksPerHour) => {
    const [north] = FLEET?.tenants ?? [];
    return FLEET === undefined || north === undefined
      ? []
      : tenantDifferences(FLEET, { ...north, features: { ads: { breaksPerHour } } }, catalogues).flatMap(
          ({ key, standard, own }) => (key.startsWith('features.ads') ? [[key, standard, own]] : []),
        );
  });
  expect(differing).toEqual([[], [['features.ads.breaksPerHour', '4', '6']]]);
});
