import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describeFeatures } from '../../lib/blueprint/describe-features';
import { synthesizeCell, synthesizeTenant } from '../../lib/blueprint/blueprint';
import type { CellInput, TenantInput } from '../../lib/blueprint/input';
import { compileRelease } from '../../lib/release/compile-release';
import { describeBlueprint, loadCompiledBlueprint } from '../../lib/release/compiled-blueprint';
import type { GoldenShape } from '../../lib/release/golden-shape';
import { describeNextRelease } from '../../lib/release/next-release';
import { goldenShape, shapeSamples, synthesizeShape } from '../../lib/render/golden-shapes';
import { markedInput } from '../../lib/render/shape/marked-input';
import type { Json } from '../../lib/render/shape/slots';
import { cellInput, tenantInput } from '../../lib/render/stack-input';
import { CELL_SHAPES, TENANT_SHAPES } from '../blueprint/inputs';
import { PROJECT, exampleFleet } from './example-fleet';

const BLUEPRINT = { synthesizeCell, synthesizeTenant };

let shapes: readonly GoldenShape[];

beforeAll(async () => {
  const { fleet } = await exampleFleet();
  shapes = shapeSamples(fleet.cells, describeFeatures(), BLUEPRINT).map((sample) =>
    goldenShape(BLUEPRINT, sample),
  );
});

function marked<Input extends object>(input: Input): Input {
  return markedInput(input as Json).input as Input;
}

test('no two shapes have the same name or the same template', () => {
  expect(new Set(shapes.map(({ name }) => name)).size).toBe(shapes.length);
  expect(new Set(shapes.map(({ digest }) => digest)).size).toBe(shapes.length);
});

test('every stack of the example fleet is of a shape that is listed', async () => {
  const { fleet } = await exampleFleet();
  const digests = new Set(shapes.map(({ digest }) => digest));
  const ofCells = fleet.cells.map((cell): CellInput =>
    marked(cellInput(fleet, cell, { folder: '/handlers', digest: 'd' })),
  );
  const ofTenants = fleet.tenants.map((tenant): TenantInput => marked(tenantInput(fleet, tenant, PROJECT)));
  for (const input of ofCells) {
    expect(digests).toContain(synthesizeShape(BLUEPRINT, { name: '', kind: 'cell', input }).digest);
  }
  for (const input of ofTenants) {
    expect(digests).toContain(synthesizeShape(BLUEPRINT, { name: '', kind: 'tenant', input }).digest);
  }
});

test('what a shape records is what the renderer would mark, so that a release stays vouched for', () => {
  for (const { input } of shapes) {
    expect(marked<object>(input)).toEqual(input);
  }
});

test('a feature that leaves the template as it is makes no shape of its own', () => {
  const names = shapes.map(({ name }) => name).join('\n');
  expect(names).toContain('dashboard');
  expect(names).not.toContain('watchlist');
  expect(names).not.toContain('live-restart');
});

test('a feature of one Region makes shapes there alone', () => {
  const withAcl = shapes.filter(({ name }) => name.endsWith('web-acl'));
  expect(withAcl.length).toBeGreaterThan(0);
  expect(withAcl.every(({ name }) => name.startsWith('tenant in us-east-1, '))).toBe(true);
});

test('settings with a key that may be left out make a shape with it and one without', async () => {
  const { fleet } = await exampleFleet();
  const catalogue = {
    ads: {
      summary: 'Advertising.',
      settings: {
        type: 'object',
        properties: {
          host: { type: 'string' },
          breaksPerHour: { type: 'integer', default: 4 },
          // No blueprint needs it to tell the shapes apart by name; this one does not look at it.
          backup: { type: 'string' },
        },
        required: ['host'],
      },
    },
  };
  const names = shapeSamples(fleet.cells.slice(0, 1), catalogue, BLUEPRINT).map(({ name }) => name);
  expect(names.filter((name) => name.endsWith(', ads'))).toHaveLength(2);
  expect(names.filter((name) => name.endsWith(', ads with backup'))).toHaveLength(2);
});

test('the compiled blueprint gives the bytes of its sources, and says the same of itself', async () => {
  const folder = mkdtempSync(join(PROJECT, '.multiplex', 'compiled-'));
  try {
    const file = join(folder, 'blueprint.js');
    writeFileSync(file, (await compileRelease(PROJECT))['blueprint.js']);
    const compiled = loadCompiledBlueprint(file);
    expect(describeBlueprint(compiled)).toEqual(await describeNextRelease());
    for (const [name, input] of Object.entries(CELL_SHAPES)) {
      const shape = { name, kind: 'cell', input } as const;
      expect(synthesizeShape(compiled, shape)).toEqual(synthesizeShape(BLUEPRINT, shape));
    }
    for (const [name, input] of Object.entries(TENANT_SHAPES)) {
      const shape = { name, kind: 'tenant', input } as const;
      expect(synthesizeShape(compiled, shape)).toEqual(synthesizeShape(BLUEPRINT, shape));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
