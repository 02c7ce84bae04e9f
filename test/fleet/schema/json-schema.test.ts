import { load } from 'js-yaml';
import { z } from 'zod';

import type { ReleaseDescriptions } from '../../../lib/fleet/release-description';
import { fleetJsonSchema, tenantJsonSchema, type JsonSchema } from '../../../lib/fleet/schema/json-schema';
import { EXAMPLE_CONTENTS, exampleCatalogues } from '../../fixtures/fleet-files';

const TENANT = load(EXAMPLE_CONTENTS['tenants/rally-north/tenant.yaml'] ?? '');

/** Patterns of JSON Schema are Unicode patterns, but zod reads them without; those that differ are left out here. */
function accepts(schema: JsonSchema, value: unknown): boolean {
  const readable = JSON.stringify(schema).replaceAll('"pattern":"^\\\\P{C}+$",', '');
  return z.fromJSONSchema(JSON.parse(readable)).safeParse(value).success;
}

function withFeatures(features: unknown): unknown {
  return { ...Object(TENANT), features };
}

test('the example files fit the schemas that editors use', () => {
  expect(accepts(fleetJsonSchema(), load(EXAMPLE_CONTENTS['fleet.yaml'] ?? ''))).toBe(true);
  expect(accepts(tenantJsonSchema(exampleCatalogues), TENANT)).toBe(true);
});

test('what has a default may be left out', () => {
  const schema = tenantJsonSchema(exampleCatalogues);
  expect(schema['required']).not.toContain('domains');
  expect(schema['required']).not.toContain('features');
  expect(schema['required']).toContain('tier');
});

test('the features are those with settings, with their settings and what they do', () => {
  const schema = tenantJsonSchema(exampleCatalogues);
  expect(schema).toMatchObject({
    properties: {
      features: {
        type: 'object',
        additionalProperties: false,
        properties: {
          ads: {
            type: 'object',
            description: 'Advertisements from a server of the client’s choice.',
            required: ['host'],
          },
          payments: { type: 'object' },
        },
      },
    },
  });
  expect(accepts(schema, withFeatures({ watchlist: {} }))).toBe(false);
  expect(accepts(schema, withFeatures({ ads: { host: 'ads.example' } }))).toBe(true);
  expect(accepts(schema, withFeatures({ ads: {} }))).toBe(false);
});

test('where releases differ in the settings of a feature, those of any are allowed', () => {
  const settings = (name: string) => ({
    type: 'object',
    properties: { [name]: { type: 'string' } },
    required: [name],
    additionalProperties: false,
  });
  const contract = { version: 'v1', provides: [], reads: [] };
  const catalogues: ReleaseDescriptions = new Map([
    ['2026.10.0', { features: { ads: { summary: 'Old.', settings: settings('host') } }, contract }],
    ['next', { features: { ads: { summary: 'New.', settings: settings('server') } }, contract }],
  ]);
  const schema = tenantJsonSchema(catalogues);
  expect(accepts(schema, withFeatures({ ads: { host: 'x' } }))).toBe(true);
  expect(accepts(schema, withFeatures({ ads: { server: 'x' } }))).toBe(true);
  expect(accepts(schema, withFeatures({ ads: {} }))).toBe(false);
});

test('both schemas have a title and no id, and every field a person writes is described', () => {
  for (const schema of [fleetJsonSchema(), tenantJsonSchema(exampleCatalogues)]) {
    expect(schema).not.toHaveProperty('$id');
    expect(schema['title']).toMatch(/^Multiplex /);
    const fields = Object.entries(Object(schema['properties']));
    expect(fields.filter(([, field]) => !Object.hasOwn(Object(field), 'description'))).toEqual([]);
  }
});

test('the schemas are plain data', () => {
  const schema = tenantJsonSchema(exampleCatalogues);
  expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
});

test('every pattern is one that editors can compile as Unicode', () => {
  const text = JSON.stringify([fleetJsonSchema(), tenantJsonSchema(exampleCatalogues)]);
  const patterns = [...text.matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map(([, pattern]) =>
    JSON.parse(pattern ?? ''),
  );
  expect(patterns.length).toBeGreaterThan(10);
  for (const pattern of patterns) {
    expect(() => new RegExp(pattern, 'u')).not.toThrow();
  }
});
