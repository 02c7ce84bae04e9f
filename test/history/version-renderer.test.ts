import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { readFleetFiles } from '../../lib/fleet/read-fleet';
import { findBaseCommit } from '../../lib/history/base-commit';
import { committedSnapshot, workTreeSnapshot } from '../../lib/history/fleet-snapshot';
import { VersionRenderer } from '../../lib/history/version-renderer';
import { readFeatureCatalogues } from '../../lib/release/feature-catalogues';
import { renderFleet, Workshop } from '../../lib/render/render-fleet';
import type { RenderedStack } from '../../lib/render/rendered-stack';
import { exampleFleet, PROJECT } from '../render/example-fleet';
import { scratchRepository, sharedShapes } from '../plan/scratch-repository';
import type { ScratchRepository } from '../plan/scratch-repository';

const NORTH = 'tenants/rally-north';
let shapes: string;
let repository: ScratchRepository;
let pinned: ReadonlyMap<string, RenderedStack>;

beforeAll(async () => {
  shapes = await sharedShapes();
  const { fleet } = await exampleFleet();
  const stacks = await renderFleet(fleet, { rootFolder: PROJECT, cacheFolder: shapes });
  pinned = new Map(stacks.map((stack) => [stack.displayName, stack]));
  repository = scratchRepository(shapes);
});

afterEach(() => {
  repository.restore();
});

afterAll(() => {
  repository.remove();
  rmSync(shapes, { recursive: true });
});

async function renderer(cacheFolder = join(repository.folder, '.multiplex')): Promise<VersionRenderer> {
  const { files } = await readFleetFiles(repository.folder);
  const commit = findBaseCommit(repository.folder, 'main');
  return new VersionRenderer({
    snapshots: [
      () => workTreeSnapshot(files, repository.folder),
      () => committedSnapshot(commit, files, cacheFolder),
    ],
    catalogues: readFeatureCatalogues(),
    maker: new Workshop(join(repository.folder, '.multiplex')),
  });
}

function digestOf(stack: string): string {
  return pinned.get(stack)?.digest ?? '';
}

describe('a stack at another release', () => {
  test('at the release that its file pins, a stack is what the fleet renders', async () => {
    const stacks = await renderer();
    for (const [stack, release] of [
      [NORTH, '2026.11.1'],
      ['cells/us-1', '2026.11.1'],
    ] as const) {
      const rendered = await stacks.render(stack, { release, digest: digestOf(stack) });
      expect(rendered?.template).toBe(pinned.get(stack)?.template);
    }
  });

  test('at another, it is what the fleet renders once its file pins that', async () => {
    const latest = await (await renderer()).renderLatest(NORTH, '2026.11.0');
    expect(latest?.digest).not.toBe(digestOf(NORTH));
    repository.edit(`${NORTH}/tenant.yaml`, 'release: 2026.11.1', 'release: 2026.11.0');
    const again = await (await renderer()).renderLatest(NORTH, '2026.11.0');
    expect(latest?.template).toBe(again?.template);
  });

  test('what was edited since is rendered from what is committed, brand and all', async () => {
    const file = `${NORTH}/brand/theme.css`;
    const before = readFileSync(join(repository.folder, file), 'utf8');
    repository.edit(`${NORTH}/tenant.yaml`, '#0b3d91', '#0b3d92');
    repository.write(file, `${before}\n/* edited */\n`);
    const cacheFolder = mkdtempSync(join(tmpdir(), 'multiplex-committed-'));
    const wanted = { release: '2026.11.1', digest: digestOf(NORTH) };
    const rendered = await (await renderer(cacheFolder)).render(NORTH, wanted);
    expect(rendered?.template).toBe(pinned.get(NORTH)?.template);
    const [brand] = rendered?.archives.filter(({ from }) => from.startsWith(cacheFolder)) ?? [];
    expect(readFileSync(join(brand?.from ?? '', 'theme.css'), 'utf8')).toBe(before);
    rmSync(cacheFolder, { recursive: true });
  });

  test('what no files give any more is not there', async () => {
    const stacks = await renderer();
    expect(await stacks.render(NORTH, { release: '2026.11.1', digest: '0'.repeat(64) })).toBeUndefined();
    expect(await stacks.render('tenants/gone', { release: '2026.11.1', digest: '' })).toBeUndefined();
  });
});
