import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { loadFleet } from '../../lib/cli/load-fleet';
import { invariant } from '../../lib/diagnostics/invariant';
import { readFleetFile } from '../../lib/fleet/read-fleet';
import { readFeatureCatalogues } from '../../lib/release/feature-catalogues';
import { assembleFleet } from '../../lib/render/assemble-fleet';
import type { Assembled } from '../../lib/render/assemble-fleet';
import { Shard } from '../../lib/render/assemble/shard';
import type { Bucket, NeededShape, ShardTask } from '../../lib/render/assemble/shard';
import { renderFleet, Workshop } from '../../lib/render/render-fleet';
import type { Shape } from '../../lib/render/shape/shape';
import { writeAssembly } from '../../lib/render/write-assembly';
import { writeBenchFleet } from '../bench/fleet/write-bench-fleet';
import { exampleFleet, PROJECT } from './example-fleet';

/** More than one thread is given work from this size on. */
const MANY_TENANTS = 420;

const MINUTE_MILLISECONDS = 60_000;

const CATALOGUES = readFeatureCatalogues();

let root: string;

/** The shapes of the example fleet, so that not every test makes them anew. */
let shapes: string;

beforeAll(async () => {
  shapes = mkdtempSync(join(tmpdir(), 'multiplex-shapes-'));
  const { fleet } = await exampleFleet();
  await renderFleet(fleet, { rootFolder: PROJECT, cacheFolder: shapes });
});

afterAll(() => {
  rmSync(shapes, { recursive: true });
});

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'multiplex-assemble-'));
  // What has only just changed is not kept, and every file of a test has.
  const now = Date.now();
  jest.spyOn(Date, 'now').mockReturnValue(now + MINUTE_MILLISECONDS);
});

afterEach(() => {
  jest.restoreAllMocks();
  rmSync(root, { recursive: true });
});

function copyExample(): void {
  cpSync(join(PROJECT, 'fleet.yaml'), join(root, 'fleet.yaml'));
  cpSync(join(PROJECT, 'tenants'), join(root, 'tenants'), { recursive: true });
  cpSync(shapes, join(root, '.multiplex'), { recursive: true });
}

function assemble(outdir: string): Promise<Assembled> {
  return assembleFleet({
    rootFolder: root,
    cacheFolder: join(root, '.multiplex'),
    outdir: join(root, outdir),
    catalogues: CATALOGUES,
  });
}

function filesOf(assembled: Assembled): number {
  return assembled.kind === 'written' ? assembled.written + assembled.kept : 0;
}

/** Every file below a folder with its bytes. */
function contents(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return Object.fromEntries(
    names.map((name) => [name.slice(join(root, folder).length), readFileSync(name, 'latin1')]),
  );
}

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(join(root, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(root, file), text.replace(from, to));
}

/** The long way, without threads or anything kept of tenants and files: the reference. */
async function assembleLongWay(outdir: string, cacheFolder = shapes): Promise<void> {
  const { fleet } = await loadFleet({ cwd: root }, '.');
  const stacks = fleet === undefined ? [] : await renderFleet(fleet, { rootFolder: root, cacheFolder });
  writeAssembly(join(root, outdir), stacks);
}

test('it writes what loading, rendering and writing one after the other write, to the byte', async () => {
  copyExample();
  await assemble('out');
  await assembleLongWay('reference', mkdtempSync(join(root, 'fresh-')));
  expect(contents('out')).toEqual(contents('reference'));
});

test('a second run with nothing changed writes nothing, and tells of the same stacks', async () => {
  copyExample();
  const first = await assemble('out');
  const before = contents('out');
  expect(await assemble('out')).toEqual({ ...first, written: 0, kept: filesOf(first) });
  expect(contents('out')).toEqual(before);
});

describe('what is kept for the next run changes nothing but time', () => {
  const damages: readonly (readonly [string, (path: string) => void])[] = [
    ['missing', (path) => rmSync(path)],
    ['empty', (path) => writeFileSync(path, '')],
    ['cut off', (path) => writeFileSync(path, readFileSync(path).subarray(0, -1))],
    ['changed inside', (path) => writeFileSync(path, readFileSync(path, 'latin1').replace('Rally', 'Relly'))],
    ['another file', (path) => writeFileSync(path, '{"tenants":[]}')],
  ];

  test.each(damages)('when every file of it is %s', async (_, damage) => {
    copyExample();
    await assemble('out');
    const before = contents('out');
    for (const path of Object.keys(contents('.multiplex'))) {
      damage(join(root, '.multiplex', path));
    }
    await assemble('out');
    expect(contents('out')).toEqual(before);
  });

  test('when a file stands where its folder should be', async () => {
    copyExample();
    rmSync(join(root, '.multiplex'), { recursive: true });
    writeFileSync(join(root, '.multiplex'), '');
    await expect(assemble('out')).resolves.toMatchObject({ kind: 'written' });
  });
});

describe('after a run, it sees', () => {
  const edits: readonly (readonly [string, () => void])[] = [
    ['a letter changed for another', () => edit('tenants/rally-north/tenant.yaml', '#0b3d91', '#0b3d92')],
    ['a drawing changed', () => edit('tenants/rally-north/brand/logo.svg', '#', ' #')],
    ['a file more', () => writeFileSync(join(root, 'tenants/rally-north/brand/new.css'), 'a { color: red }')],
    ['a file in a folder more', () => writeBrandFolder()],
    ['a file less', () => removeFavicon()],
    ['a file under another name', () => renameTheme()],
    ['the fleet changed', () => edit('fleet.yaml', 'features: [watchlist]', 'features: []')],
    ['a tenant less', () => rmSync(join(root, 'tenants/rally-north'), { recursive: true })],
    ['a tenant more', () => copyTenant()],
  ];

  test.each(edits)('%s', async (_, change) => {
    copyExample();
    await assemble('out');
    change();
    const assembled = await assemble('out');
    await assembleLongWay('reference');
    expect(assembled.kind).toBe('written');
    expect(contents('out')).toEqual(contents('reference'));
  });

  function writeBrandFolder(): void {
    mkdirSync(join(root, 'tenants/rally-north/brand/more'));
    writeFileSync(join(root, 'tenants/rally-north/brand/more/new.css'), 'a { color: red }');
  }

  function removeFavicon(): void {
    rmSync(join(root, 'tenants/rally-north/brand/favicon.svg'));
    edit('tenants/rally-north/tenant.yaml', 'brand/favicon.svg', 'brand/logo.svg');
  }

  function renameTheme(): void {
    const folder = join(root, 'tenants/rally-north/brand');
    writeFileSync(join(folder, 'other.css'), readFileSync(join(folder, 'theme.css')));
    rmSync(join(folder, 'theme.css'));
    edit('tenants/rally-north/tenant.yaml', 'brand/theme.css', 'brand/other.css');
  }

  function copyTenant(): void {
    cpSync(join(root, 'tenants/rally-north'), join(root, 'tenants/rally-lakes'), { recursive: true });
  }
});

test('what the checks made of a tenant is kept, unless a file of it has only just changed', async () => {
  copyExample();
  await assemble('out');
  const kept = (): string => Object.values(contents('.multiplex/reviews')).join('');
  expect(kept()).toContain('Rally North');
  jest.restoreAllMocks();
  edit('tenants/rally-north/tenant.yaml', '#0b3d91', '#0b3d92');
  await assemble('out');
  expect(kept()).not.toContain('Rally North');
  expect(kept()).toContain('Rally East');
});

test('a file of the assembly that somebody changed is written again', async () => {
  copyExample();
  await assemble('out');
  const before = contents('out');
  edit('out/tenant--rally-north.template.json', 'AWS::S3::Bucket', 'AWS::S3::Basket');
  await assemble('out');
  expect(contents('out')).toEqual(before);
});

describe('a fleet with an error is not rendered, and what an earlier run wrote stays', () => {
  const errors: readonly (readonly [string, () => void])[] = [
    ['in one tenant', () => edit('tenants/rally-north/tenant.yaml', 'tier: premium', 'tier: gold')],
    ['in the fleet', () => edit('fleet.yaml', 'order: 1', 'order: one')],
    [
      'in a cell',
      () =>
        edit(
          'fleet.yaml',
          'webAclArn: arn:aws:wafv2:us-east-1:444455556666',
          'webAclArn: arn:aws:wafv2:us-east-1:999955556666',
        ),
    ],
    ['between two tenants', () => claimTwice()],
    ['in a brand', () => writeFileSync(join(root, 'tenants/rally-north/brand/logo.svg'), '<svg>')],
    ['beside a tenant', () => writeFileSync(join(root, 'tenants/notes.txt'), 'x')],
    ['beside the file of a tenant', () => writeFileSync(join(root, 'tenants/rally-north/notes.txt'), 'x')],
  ];

  test.each(errors)('%s', async (_, damage) => {
    copyExample();
    await assemble('out');
    const before = contents('out');
    damage();
    expect(await assemble('out')).toEqual({ kind: 'unsound' });
    expect(contents('out')).toEqual(before);
  });

  function claimTwice(): void {
    const own = [
      'domains: [tv.example.com]',
      'certificateArn: arn:aws:acm:us-east-1:111122223333:certificate/33333333-3333-4333-8333-333333333333',
      '',
    ].join('\n');
    for (const id of ['rally-north', 'rally-east']) {
      const file = join(root, 'tenants', id, 'tenant.yaml');
      const text = readFileSync(file, 'utf8').replace(/^(domains|certificateArn):.*\n(  -.*\n)*/gm, '');
      writeFileSync(file, `${text}${own}`);
    }
  }
});

test('many tenants are rendered by threads, to the same bytes', async () => {
  writeBenchFleet(root, MANY_TENANTS);
  const program = join(PROJECT, 'bin', 'multiplex.cjs');
  const args = ['render', '--fleet', root, '--out', join(root, 'out')];
  const { status, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  await assembleLongWay('reference');
  expect(contents('out')).toEqual(contents('reference'));
});

test('two parts of a fleet, each rendered by itself, make the files of the whole', async () => {
  copyExample();
  await assembleLongWay('reference');
  const ids = readdirSync(join(root, 'tenants')).sort();
  const workshop = new Workshop(shapes);
  const stacks: string[] = [];
  mkdirSync(join(root, 'out'));
  for (const [name, part] of Object.entries({ first: ids.slice(0, 5), second: ids.slice(5) })) {
    const needed: NeededShape[] = [];
    const shard = new Shard(taskOf({ name, ids: part }));
    expect(shard.review({ onShape: (shape) => void needed.push(shape) })).toMatchObject({
      isSound: true,
      warnings: [],
    });
    const made = new Map<string, Shape>();
    for (const { name: shape, release, input } of needed) {
      made.set(shape, await workshop.tenantShape(release, input));
    }
    stacks.push(...shard.write(made).stacks.map(({ displayName }) => displayName));
  }
  expect(stacks).toEqual(ids.map((id) => `tenants/${id}`));
  expect(contents('reference')).toMatchObject(contents('out'));
  expect(Object.keys(contents('out'))).toHaveLength(3 * ids.length);
});

function taskOf(bucket: Bucket): ShardTask {
  const fleetFile = readFleetFile(root);
  invariant(fleetFile !== undefined, 'the example has a fleet file');
  return {
    rootFolder: root,
    cacheFolder: join(root, '.multiplex'),
    outdir: join(root, 'out'),
    program: 'any',
    fleetFile,
    catalogues: CATALOGUES,
    buckets: [bucket],
  };
}
