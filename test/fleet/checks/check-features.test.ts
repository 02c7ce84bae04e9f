import { parseFleet } from '../../../lib/fleet/parse-fleet';
import {
  edited,
  exampleCatalogues,
  exampleFiles,
  exampleWith,
  problemLines,
} from '../../fixtures/fleet-files';

const TENANT = 'tenants/rally-north/tenant.yaml';
const ADS = '  ads:\n    host: ads.spotlane.example';

function featuresOf(id: string, files = exampleFiles()): Readonly<Record<string, unknown>> | undefined {
  return parseFleet(files, exampleCatalogues).fleet?.tenants.find((tenant) => tenant.id === id)?.features;
}

test('a tenant has what its tier grants, and what needs settings only when it sets them, with defaults', () => {
  expect(featuresOf('rally-north')).toEqual({
    ads: { host: 'ads.spotlane.example', breaksPerHour: 4 },
    chapters: {},
    watchlist: {},
  });
  expect(featuresOf('rally-south')).toEqual({ watchlist: {} });
});

test('features are ordered by name', () => {
  expect(Object.keys(featuresOf('rally-north') ?? {})).toEqual(['ads', 'chapters', 'watchlist']);
});

test('a feature that the tier grants and the release lacks is simply not on', () => {
  const files = exampleWith(TENANT, 'release: 2026.11.0', 'release: 2026.10.0');
  expect(problemLines(files)).toEqual([]);
  expect(Object.keys(featuresOf('rally-north', files) ?? {})).toEqual(['ads', 'watchlist']);
});

test('settings of a feature that exists nowhere are refused, with what was probably meant', () => {
  expect(problemLines(exampleWith(TENANT, ADS, '  payment: {}'))).toEqual([
    `${TENANT}:28:3 TENANT-020 feature "payment" does not exist. Did you mean "payments"? Use one of: ads, payments.`,
  ]);
});

test('a name that every JavaScript object seems to have is not taken for a feature', () => {
  const [line] = problemLines(exampleWith(TENANT, ADS, '  constructor: {}'));
  expect(line).toContain('TENANT-020 feature "constructor" does not exist.');
});

test('settings of a feature that a newer release has are refused, with the first that has it', () => {
  const text = edited(TENANT, ADS, '  chapters: {}').replace('2026.11.0', '2026.10.0');
  expect(problemLines(exampleFiles({ [TENANT]: text }))).toEqual([
    `${TENANT}:28:3 TENANT-021 feature "chapters" is not part of release "2026.10.0". Remove the settings, or move the tenant to 2026.11.0, the first release that has it.`,
  ]);
});

test('settings of a feature that the tier does not grant are refused, with the tiers that do', () => {
  expect(problemLines(exampleWith(TENANT, 'tier: premium', 'tier: foundational'))).toEqual([
    `${TENANT}:28:3 TENANT-022 feature "ads" is not granted by tier "foundational". Remove the settings, or use a tier that grants it: premium, enterprise.`,
  ]);
});

test('settings of a feature that no tier grants are refused, and say so', () => {
  const fleet = edited('fleet.yaml', '[ads, chapters, payments]', '[chapters, payments]');
  expect(problemLines(exampleFiles({ 'fleet.yaml': fleet }))).toEqual([
    `${TENANT}:28:3 TENANT-022 feature "ads" is not granted by tier "premium". Remove the settings; no tier grants it.`,
  ]);
});

test('settings for a feature that takes none are refused', () => {
  expect(problemLines(exampleWith(TENANT, ADS, '  watchlist: {}'))).toEqual([
    `${TENANT}:28:3 TENANT-023 feature "watchlist" takes no settings. Remove it here; it is on as soon as the tier grants it.`,
  ]);
});

test('settings are checked by the schema of the release, each fault at its own place', () => {
  const settings = '  ads: { host: "https://x", breakPerHour: 4 }\n  payments: { currency: usd }';
  expect(problemLines(exampleWith(TENANT, ADS, settings))).toEqual([
    `${TENANT}:28:16 TENANT-024 features.ads.host "https://x" does not have the right form. Host name of the provider. It matches /^[a-z0-9.-]+$/.`,
    `${TENANT}:28:29 TENANT-024 key "breakPerHour" is not known in features.ads. Did you mean "breaksPerHour"? Use one of: breaksPerHour.`,
    `${TENANT}:29:3 TENANT-024 features.payments.host is missing. Add "host:". Host name of the provider.`,
    `${TENANT}:29:25 TENANT-024 features.payments.currency "usd" is not a value that it takes. Did you mean "USD"? Use one of: EUR, USD.`,
  ]);
});

test('settings that are left empty are refused', () => {
  expect(problemLines(exampleWith(TENANT, ADS, '  ads:'))).toEqual([
    `${TENANT}:28:3 TENANT-024 features.ads is empty, not a mapping. Write a mapping.`,
  ]);
});

test('with an unknown tier, settings are still checked, and nothing is said of grants', () => {
  const text = edited(TENANT, ADS, '  ads: { host: 7 }').replace('tier: premium', 'tier: gold');
  const codes = problemLines(exampleFiles({ [TENANT]: text })).map((line) => line.split(' ')[1]);
  expect(codes).toEqual(['TENANT-014', 'TENANT-024']);
});

test('nothing is said of grants while a tier below is invalid or unknown', () => {
  const invalid = edited('fleet.yaml', 'features: [watchlist]', 'feature: [watchlist]');
  expect(problemLines(exampleFiles({ 'fleet.yaml': invalid })).map((line) => line.split(' ')[1])).toEqual([
    'SCHEMA-001',
  ]);
  const fleet = edited('fleet.yaml', '[ads, chapters, payments]', '[chapters]').replace(
    'extends: foundational',
    'extends: foundation',
  );
  expect(problemLines(exampleFiles({ 'fleet.yaml': fleet })).map((line) => line.split(' ')[1])).toEqual([
    'FLEET-020',
  ]);
});

describe('a setting that only another release takes', () => {
  const settings = (keys: Readonly<Record<string, unknown>>) => ({
    summary: 'Advertisements.',
    settings: {
      type: 'object',
      properties: { host: { type: 'string' }, ...keys },
      required: ['host'],
      additionalProperties: false,
    },
  });
  const few = { breaksPerHour: { type: 'integer', maximum: 4 } };
  const many = { breaksPerHour: { type: 'integer', maximum: 12 }, backupHost: { type: 'string' } };
  const catalogues = new Map(
    [...exampleCatalogues].map(([version, release]) => [
      version,
      {
        ...release,
        features: { ...release.features, ads: settings(version === '2026.10.0' ? few : many) },
      },
    ]),
  );
  const older = (ads: string): ReturnType<typeof exampleFiles> =>
    exampleFiles({ [TENANT]: edited(TENANT, ADS, ads).replace('2026.11.0', '2026.10.0') });

  test('is refused with the first release that takes it, be it a key or a value', () => {
    const ads = '  ads: { host: ads.example, breaksPerHour: 8, backupHost: spare.example }';
    expect(problemLines(older(ads), catalogues)).toEqual([
      `${TENANT}:28:44 TENANT-026 features.ads.breaksPerHour 8 is over the most that it takes. Release 2026.11.0 is the first one that takes it: change it here, or move the tenant there.`,
      `${TENANT}:28:47 TENANT-026 key "backupHost" is not known in features.ads. Release 2026.11.0 is the first one that takes it: change it here, or move the tenant there.`,
    ]);
  });

  test('is an ordinary mistake when no release takes it', () => {
    const [line] = problemLines(older('  ads: { host: ads.example, breaksPerHour: 80 }'), catalogues);
    expect(line).toContain('TENANT-024 features.ads.breaksPerHour 80 is over the most that it takes.');
  });

  test('is refused with the last release that took it, when newer ones no longer do', () => {
    const newer = new Map(
      [...catalogues].map(([version, release]) => [
        version,
        version === '2026.10.0'
          ? { ...release, features: { ...release.features, ads: settings(many) } }
          : { ...release, features: { ...release.features, ads: settings(few) } },
      ]),
    );
    const [line] = problemLines(
      exampleWith(TENANT, ADS, '  ads: { host: ads.example, backupHost: spare.example }'),
      newer,
    );
    expect(line).toContain(
      'TENANT-026 key "backupHost" is not known in features.ads. Release 2026.10.0 is the last one',
    );
  });
});
