import { rmSync } from 'node:fs';

import { invariant } from '../../lib/diagnostics/invariant';
import { readFleetFiles } from '../../lib/fleet/read-fleet';
import { movedStates } from '../../lib/history/moved-states';
import type { MovedStates } from '../../lib/history/moved-states';
import { readFeatureCatalogues } from '../../lib/release/feature-catalogues';
import { Workshop } from '../../lib/render/render-fleet';
import { sharedShapes } from '../plan/scratch-repository';
import { exampleFleet, PROJECT } from '../render/example-fleet';

let shapes: string;

beforeAll(async () => {
  shapes = await sharedShapes();
});

afterAll(() => {
  rmSync(shapes, { recursive: true });
});

async function moved(releases: Readonly<Record<string, string>>): Promise<MovedStates> {
  const { fleet } = await exampleFleet();
  const { files } = await readFleetFiles(PROJECT);
  return movedStates(
    {
      rootFolder: PROJECT,
      files,
      fleet,
      catalogues: readFeatureCatalogues(),
      maker: new Workshop(shapes),
    },
    new Map(Object.entries(releases)),
  );
}

describe('a fleet with other releases', () => {
  test('has every stack in both states, and another release only where one was given', async () => {
    const states = await moved({ 'tenants/rally-west': '2026.11.1' });
    invariant(states.kind === 'states', 'the move is sound');
    const { base, after } = states.states;
    expect(after.names).toEqual(base.stacks.names);
    const differing = after.names.filter((name) => after.inputOf(name) !== base.stacks.inputOf(name));
    expect(differing).toEqual(['tenants/rally-west']);
    expect((await base.stacks.render('tenants/rally-west')).release).toBe('2026.11.0');
    expect((await after.render('tenants/rally-west')).release).toBe('2026.11.1');
    expect(states.fleet.tenants.find(({ id }) => id === 'rally-west')?.release).toBe('2026.11.1');
  });

  test('names no file as the cause but that of the stack', async () => {
    const states = await moved({ 'tenants/rally-west': '2026.11.1' });
    invariant(states.kind === 'states', 'the move is sound');
    const { files, base } = states.states;
    const changed = files.tenants.filter(({ id, file }) => {
      const before = base.files?.tenants.find((tenant) => tenant.id === id);
      return JSON.stringify(before?.file) !== JSON.stringify(file);
    });
    expect(changed.map(({ id }) => id)).toEqual(['rally-west']);
  });

  test('is refused where a tenant would be ahead of its cell, as if somebody had written it', async () => {
    expect(await moved({ 'cells/us-2': '2026.11.0', 'tenants/rally-west': '2026.11.1' })).toMatchObject({
      kind: 'unsound',
      diagnostics: [
        { code: 'TENANT-018', place: { file: 'tenants/open-water/tenant.yaml' } },
        { code: 'TENANT-018', place: { file: 'tenants/rally-west/tenant.yaml' } },
      ],
    });
  });
});
