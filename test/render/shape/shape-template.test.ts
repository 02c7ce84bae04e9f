import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loadFleet } from '../../../lib/cli/load-fleet';
import { invariant } from '../../../lib/diagnostics/invariant';
import type { Fleet } from '../../../lib/fleet/fleet';
import { Workshop } from '../../../lib/render/render-fleet';
import { ShapeTemplate } from '../../../lib/render/shape/shape-template';
import type { Json } from '../../../lib/render/shape/slots';
import { cutStencil, stamp, StampValues } from '../../../lib/render/shape/stencil';
import type { Mark } from '../../../lib/render/shape/stencil';
import { tenantInputs } from '../../../lib/render/stack-input';
import { writeBenchFleet } from '../../bench/fleet/write-bench-fleet';

let folder: string;
let fleet: Fleet;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'multiplex-templates-'));
  writeBenchFleet(folder, 60);
  const loaded = await loadFleet({ cwd: folder }, '.');
  invariant(loaded.fleet !== undefined, 'the fleet is sound');
  fleet = loaded.fleet;
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function at(value: Json, route: readonly (string | number)[]): Json {
  return route.reduce<Json>((part, key) => (part as Record<string, Json>)[key] ?? null, value);
}

test('a filled template is the stamped one, parsed', async () => {
  const maker = new Workshop(join(folder, '.multiplex'));
  const inputOf = tenantInputs(fleet, folder);
  const templates = new Map<string, ShapeTemplate | undefined>();
  for (const tenant of fleet.tenants) {
    const odd = { ...tenant, name: 'A "name" \\ with\nlines and ${odd} things \u0001' };
    for (const one of [tenant, odd]) {
      const { rendered, stamped } = await maker.stampTenant(one.release, inputOf(one));
      const { shape, values } = stamped;
      const template = templates.get(shape.id) ?? ShapeTemplate.of(shape);
      templates.set(shape.id, template);
      const result = template?.fill(values);
      expect(result?.template).toEqual(JSON.parse(rendered.template));
      expect(Object.keys((result?.template ?? {}) as object)).toEqual(
        Object.keys(JSON.parse(rendered.template) as object),
      );
      expect(result?.frame.places.map((place) => at(result.template, place))).toEqual(result?.filled);
      expect(result?.frame.places.length).toBeGreaterThan(50);
    }
  }
  expect(templates.size).toBeGreaterThan(3);
});

const MARKS: readonly Mark[] = [
  { kind: 'text', mark: 'zqtextqz' },
  { kind: 'number', mark: '7310000001' },
  { kind: 'list', mark: 'zqlistqz' },
  { kind: 'whole', mark: 'zqwholeqz' },
];

function filled(marked: Json, values: readonly Json[]): readonly (Json | undefined)[] {
  const template = cutStencil(JSON.stringify(marked, undefined, 1), MARKS);
  const none = { texts: [''], holes: [] };
  const shape = { id: 'x', slots: [], template, assets: none, artifacts: none, facts: none };
  return [
    ShapeTemplate.of(shape)?.fill(values).template,
    JSON.parse(stamp(template, new StampValues(values))) as Json,
  ];
}

test('values stand inside texts and in their place, whatever they are', () => {
  const marked = {
    Text: ['a zqtextqz b zqtextqz', 'zqtextqz', 'every 7310000001 days'],
    Number: { Days: 7_310_000_001 },
    List: ['zqlistqz'],
    Whole: 'zqwholeqz',
    Body: '{"inner":"zqtextqz"}',
    Same: { Always: [1, true, null, 'text'] },
  };
  for (const values of [
    ['x', 3, ['a', 'b'], { any: ['thing', { Ref: 'x' }] }],
    ['"\\\n\u2028', 0, [], 'text'],
    ['', -1.5, [{ a: null }], null],
  ]) {
    const [quick, parsed] = filled(marked, values);
    expect(quick).toEqual(parsed);
  }
});

test('a value in the name of a member is left to be parsed', () => {
  expect(filled({ 'x-zqtextqz': 1 }, ['x', 1, [], null])[0]).toBeUndefined();
});
