import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { load } from 'js-yaml';

import { compiledTenantFileSchema, tenantFileSchema } from '../../../lib/fleet/schema/tenant-file';
import { SeededRandom } from '../../bench/fleet/seeded-random';
import { PROJECT } from '../../render/example-fleet';

const SEED = 20_261_123;
const EDITS = 5_000;

const EXAMPLES = readdirSync(join(PROJECT, 'tenants')).map((id) =>
  load(readFileSync(join(PROJECT, 'tenants', id, 'tenant.yaml'), 'utf8')),
);

/** What stands in the place of a part, or is added to it. */
const ODD: readonly unknown[] = [
  null,
  true,
  0,
  -1.5,
  2_000_000_000,
  '',
  'live',
  '#0b3d91',
  '#0B3D91',
  'a@b.example',
  '02:00',
  '2026-11-23',
  'x'.repeat(300),
  '\u0000',
  [],
  {},
  ['live', 'live'],
  [{}],
  { id: 'live', title: 'Live' },
  JSON.parse('{"__proto__": {"name": "x"}}'),
];

/** The value with one part of it replaced, removed, doubled or given a member that it has not. */
function edited(value: unknown, random: SeededRandom): unknown {
  const isPart = typeof value !== 'object' || value === null || random.integer(0, 4) === 0;
  const keys = isPart ? [] : Object.keys(value);
  if (isPart || keys.length === 0) {
    return random.pick(ODD);
  }
  const key = random.pick(keys);
  const part = (value as Readonly<Record<string, unknown>>)[key];
  if (Array.isArray(value)) {
    return random.integer(0, 3) === 0
      ? [...(value as readonly unknown[]), part]
      : value.map((one: unknown, index) => (String(index) === key ? edited(one, random) : one));
  }
  const { [key]: _, ...others } = value as Record<string, unknown>;
  switch (random.integer(0, 5)) {
    case 0:
      return others;
    case 1:
      return { ...value, [`${key}s`]: part };
    default:
      return { ...value, [key]: edited(part, random) };
  }
}

test(`the compiled schema takes and gives what the schema does (seed ${SEED})`, () => {
  const random = new SeededRandom(SEED);
  let taken = 0;
  for (let edit = 0; edit < EDITS; edit += 1) {
    const value = edited(random.pick(EXAMPLES), random);
    const [whole, compiled] = [tenantFileSchema, compiledTenantFileSchema()].map((schema) =>
      schema.safeParse(value),
    );
    // Equal in the order of keys as well.
    expect(JSON.stringify(compiled?.data)).toBe(JSON.stringify(whole?.data));
    expect(compiled?.data).toEqual(whole?.data);
    expect(compiled?.error?.issues).toEqual(whole?.error?.issues);
    taken += whole?.success === true ? 1 : 0;
  }
  expect(taken).toBeGreaterThan(EDITS / 20);
  expect(taken).toBeLessThan(EDITS / 2);
});
