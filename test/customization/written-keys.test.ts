import fc from 'fast-check';

import { isCustomized, keyName, writtenKeys } from '../../lib/customization/written-keys';
import type { TenantDefaults } from '../../lib/customization/written-keys';
import { schemaKeys } from '../../lib/fleet/schema/key-default';
import { tenantFileSchema } from '../../lib/fleet/schema/tenant-file';
import type { JsonMapping } from '../../lib/plan/causes/fleet-source';

const DEFAULTS: TenantDefaults = {
  maintenance: {
    timeZone: 'America/New_York',
    window: { days: ['tue', 'wed'], from: '02:00', to: '06:00' },
    quietHours: [],
    noticeDays: 3,
  },
  features: {
    ads: {
      summary: 'Advertising.',
      settings: {
        type: 'object',
        properties: {
          host: { type: 'string' },
          breaksPerHour: { type: 'integer', default: 4 },
          counter: { type: 'string' },
        },
        required: ['host'],
        additionalProperties: false,
      },
    },
  },
};

const REQUIRED = {
  name: 'Rally North',
  owners: ['@northlight/sports'],
  cell: 'us-1',
  tier: 'premium',
  ring: 'early',
  release: '2026.11.0',
  branding: {
    colors: { primary: '#0b3d91', accent: '#ffb703', background: '#0a0f1c', text: '#f5f7fa' },
    logo: 'brand/logo.svg',
    favicon: 'brand/favicon.svg',
    homepage: [{ title: 'On now', category: 'live' }],
  },
  catalogue: { categories: [{ id: 'live', title: 'Live' }] },
  contacts: [{ role: 'operations', email: 'operations@rally-north.example' }],
};

/** `key: default → own` of every key in which the tenant differs. */
function customized(value: JsonMapping): readonly string[] {
  return writtenKeys(value, DEFAULTS)
    .optional.filter(isCustomized)
    .map((key) => `${keyName(key)}: ${JSON.stringify(key.default)} → ${JSON.stringify(key.own)}`);
}

test('every key of a tenant is either one that must be there or one with a default', () => {
  const keys = schemaKeys(tenantFileSchema);
  const required = keys.filter((key) => key.default.kind === 'required').map(({ path }) => path.join('.'));
  expect(required).toEqual([
    ...['name', 'owners', 'cell', 'tier', 'ring', 'release'],
    ...['primary', 'accent', 'background', 'text'].map((color) => `branding.colors.${color}`),
    ...['branding.logo', 'branding.favicon', 'branding.homepage', 'catalogue.categories', 'contacts'],
  ]);
});

test('a tenant that has nothing but what must be there has no customisation, whatever is written', () => {
  const text = fc.string({ minLength: 1 });
  const tenants = fc.record({
    name: text,
    owners: fc.array(text),
    cell: text,
    tier: text,
    ring: text,
    release: text,
    branding: fc.record({
      colors: fc.record({ primary: text, accent: text, background: text, text }),
      logo: text,
      favicon: text,
      homepage: fc.array(fc.record({ title: text, category: text })),
    }),
    catalogue: fc.record({ categories: fc.array(fc.record({ id: text, title: text })) }),
    contacts: fc.array(fc.record({ role: text, email: text })),
  });
  fc.assert(
    fc.property(tenants, (tenant) => {
      const keys = writtenKeys(tenant, DEFAULTS);
      expect(keys).toEqual({ identity: 15, optional: [] });
    }),
  );
});

test('what is written is compared with what the fleet and the release would give', () => {
  const value = {
    ...REQUIRED,
    domains: ['watch.rally.example'],
    maintenance: { timeZone: 'America/Chicago', noticeDays: 14 },
    features: { ads: { host: 'ads.example', breaksPerHour: 6, counter: 'count.example' } },
    hold: { reason: 'A final.' },
  };
  expect(customized(value)).toEqual([
    'domains: [] → ["watch.rally.example"]',
    'features.ads: undefined → {"host":"ads.example"}',
    'features.ads.breaksPerHour: 4 → 6',
    'features.ads.counter: undefined → "count.example"',
    'maintenance.timeZone: "America/New_York" → "America/Chicago"',
    'maintenance.noticeDays: 3 → 14',
    'hold: undefined → {"reason":"A final."}',
  ]);
});

test('a default that is written out is no customisation, however it is ordered', () => {
  const value = {
    ...REQUIRED,
    domains: [],
    maintenance: { noticeDays: 3, window: { to: '06:00', from: '02:00', days: ['tue', 'wed'] }, freezes: [] },
    features: { ads: { host: 'ads.example', breaksPerHour: 4 } },
  };
  expect(customized(value)).toEqual(['features.ads: undefined → {"host":"ads.example"}']);
});

test('a feature that a release does not have is one key', () => {
  const value = { ...REQUIRED, features: { karaoke: { host: 'sing.example', loud: true } } };
  expect(customized(value)).toEqual(['features.karaoke: undefined → {"host":"sing.example","loud":true}']);
});
