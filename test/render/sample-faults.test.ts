import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { synthesizeCell, synthesizeTenant } from '../../lib/blueprint/blueprint';
import type { Blueprint } from '../../lib/release/release';
import { shapeSamples } from '../../lib/render/golden-shapes';
import { findSampleFaults } from '../../lib/render/sample-faults';
import { exampleFleet } from './example-fleet';

const SOUND: Blueprint = { synthesizeCell, synthesizeTenant };

/** Misspells a property of every distribution. */
const MISSPELT: Blueprint = {
  synthesizeCell,
  synthesizeTenant: (input, outdir) => {
    synthesizeTenant(input, outdir);
    const file = readdirSync(outdir).find((name) => name.endsWith('.template.json')) ?? '';
    const text = readFileSync(join(outdir, file), 'utf8');
    writeFileSync(join(outdir, file), text.replace('"HttpVersion"', '"HttpVersio"'));
  },
};

test('stacks as the blueprint makes them keep the rules of the CDK', async () => {
  const { fleet } = await exampleFleet();
  expect(await findSampleFaults(SOUND, shapeSamples(fleet.cells.slice(0, 1), {}, SOUND))).toEqual([]);
});

test('what breaks a rule in many kinds of stacks is reported once, with the resource and the property', async () => {
  const { fleet } = await exampleFleet();
  const faults = await findSampleFaults(MISSPELT, shapeSamples(fleet.cells.slice(0, 1), {}, SOUND));
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatchObject({ code: 'RENDER-001', value: 'F3002' });
  expect(faults[0]?.message).toMatch(/breaks rule F3002 of the CDK at EdgeDistribution\w+: .*HttpVersio/);
});
