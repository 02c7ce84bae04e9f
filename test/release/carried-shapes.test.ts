import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { TenantInput } from '../../lib/blueprint/input';
import type { MarkedStack } from '../../lib/release/carried-shapes';
import type { GoldenShape } from '../../lib/release/golden-shape';
import { openRelease } from '../../lib/release/open-release';
import { readGolden, readReleaseVersions } from '../../lib/release/read-release';
import type { Release } from '../../lib/release/release';
import { sha256 } from '../../lib/release/release-file';
import { carriedStack } from '../../lib/render/carried-stack';
import { synthesizeShape } from '../../lib/render/golden-shapes';
import { tenantShapes } from '../../lib/render/shape-sources';
import { stampShape } from '../../lib/render/shape/shape';
import { ShapeBook } from '../../lib/render/shape/shape-book';
import { plain } from '../../lib/render/stack-input';
import { PROJECT } from '../render/example-fleet';

const VERSIONS = readReleaseVersions(PROJECT);

/** Each this many shapes, one is synthesised to be compared; `release verify` compares all. */
const SAMPLE_STEP = 23;

let folder: string;

/** A project that has the releases of this one. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'multiplex-releases-'));
  cpSync(join(PROJECT, 'releases'), join(folder, 'releases'), { recursive: true });
  symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

async function open(version: string): Promise<Release> {
  return openRelease(version, join(folder, '.multiplex'), folder);
}

describe.each(VERSIONS)('release %s carries', (version) => {
  const golden = readGolden(PROJECT, version) ?? [];

  test('every shape that it recorded, whatever features a tenant has that show in no template', async () => {
    const release = await open(version);
    for (const shape of golden) {
      expect(release.carried(shape)?.digest).toBe(shape.digest);
      if (shape.kind === 'tenant') {
        const more = withFeatures(shape.input, { 'live-restart': {}, watchlist: {} });
        expect(release.carried(more)?.digest).toBe(shape.digest);
      }
    }
  });

  test('stacks that are in every byte what real synthesis gives, and not their templates alone', async () => {
    const release = await open(version);
    const blueprint = await release.loadBlueprint();
    const sample = golden.filter(({ kind }, index) => kind === 'cell' || index % SAMPLE_STEP === 0);
    for (const shape of sample) {
      const carried = release.carried(shape);
      expect(carried && carriedStack(carried)).toEqual(synthesizeShape(blueprint, shape));
    }
  });

  test('nothing for a stack that is not in all of its structure one of those', async () => {
    const release = await open(version);
    const { input } = tenantShape(golden);
    const others: readonly MarkedStack[] = [
      { kind: 'tenant', input: { ...input, cell: { ...input.cell, region: 'ap-south-1' } } },
      { kind: 'tenant', input: Object.assign({}, input, { later: 'zq00' }) },
      withFeatures(input, { watchlist: { since: 1 } }),
      withFeatures(input, { 'not-a-feature': {} }),
    ];
    for (const other of others) {
      expect(release.carried(other)).toBeUndefined();
    }
  });
});

describe('a shapes.json that is not what was cut', () => {
  const [older = '', version = ''] = VERSIONS;
  const file = (of = version): string => join(folder, 'releases', of, 'shapes.json');
  const edit = (change: (text: string) => string): void => {
    writeFileSync(file(), change(readFileSync(file(), 'utf8')));
  };
  const faults: readonly (readonly [string, () => void])[] = [
    ['is missing', () => rmSync(file())],
    ['is empty', () => writeFileSync(file(), '')],
    ['was cut off', () => edit((text) => text.slice(0, text.length / 2))],
    ['holds a conflict', () => edit((text) => text.replace('{\n', '<<<<<<< ours\n{\n'))],
    ['is of another release', () => cpSync(file(older), file())],
    ['has another value in a template', () => edit((text) => text.replaceAll('http2and3', 'http2'))],
    ['has another role in a manifest', () => edit((text) => text.replaceAll('deploy-role', 'any-role'))],
    [
      'has another value in a template and a seal that fits it',
      () => edit((text) => sealed(text.replaceAll('http2and3', 'http2'))),
    ],
    [
      'names parts that it has not and a seal that fits it',
      () => edit((text) => sealed(text.replaceAll(/\[(\d+,)+\d+\]/g, '[99999]'))),
    ],
    ['is sealed and something else', () => edit((text) => sealed(`${text.slice(0, 80)}\n[]\n`))],
  ];

  function sealed(text: string): string {
    const golden = readFileSync(join(folder, 'releases', version, 'golden.json'), 'utf8');
    const content = text.slice(text.indexOf('\n', 2) + 1);
    return `{\n"seal": "${sha256(`${sha256(golden)}\n${content}`)}",\n${content}`;
  }

  test.each(faults)('changes no byte of a stack, and costs a synthesis: it %s', async (_, damage) => {
    const { input } = withFeatures(tenantShape(readGolden(PROJECT, version)).input, { watchlist: {} });
    const sound = await renderedWith(await open(version), input);
    expect(sound.synthesized).toBe(false);
    damage();
    const damaged = await renderedWith(await open(version), input);
    expect(damaged.synthesized).toBe(true);
    expect(damaged.stack).toEqual(sound.stack);
  });
});

test('the example fleet is rendered without the CDK being loaded', () => {
  const fleet = join(folder, 'fleet');
  mkdirSync(fleet);
  ['fleet.yaml', 'tenants'].forEach((name) =>
    cpSync(join(PROJECT, name), join(fleet, name), { recursive: true }),
  );
  const guard = join(folder, 'guard.cjs');
  writeFileSync(
    guard,
    `const Module = require('node:module');
const load = Module._load;
Module._load = function (name, ...rest) {
  if (/^(aws-cdk-lib|constructs)(\\/|$)/.test(name)) throw new Error('The CDK was loaded.');
  return load.call(this, name, ...rest);
};`,
  );
  const program = join(PROJECT, 'bin', 'multiplex.cjs');
  const args = ['render', '--fleet', fleet, '--out', join(folder, 'out')];
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--require', guard, program, ...args], {
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toContain('15 stacks in');
});

/** A stack rendered with a release, with a cache of its own, and whether anything had to be synthesised for it. */
async function renderedWith(
  release: Release,
  input: TenantInput,
): Promise<{ readonly stack: object; readonly synthesized: boolean }> {
  let synthesized = false;
  const watched: Release = {
    ...release,
    loadBlueprint: async () => {
      synthesized = true;
      return release.loadBlueprint();
    },
  };
  const book = new ShapeBook(mkdtempSync(join(folder, 'cache-')), 'program');
  const shape = await book.shapeOf(tenantShapes(watched), plain(input));
  return { stack: stampShape(shape, plain(input)), synthesized };
}

function tenantShape(golden: readonly GoldenShape[] = []): GoldenShape & { readonly kind: 'tenant' } {
  const shape = golden.find((candidate) => candidate.kind === 'tenant');
  if (shape?.kind !== 'tenant') {
    throw new Error('a release has shapes of tenants');
  }
  return shape;
}

/** The tenant with more features, ordered by name as all are. */
function withFeatures(
  input: TenantInput,
  more: TenantInput['tenant']['features'],
): MarkedStack & { readonly kind: 'tenant' } {
  const features = Object.entries({ ...input.tenant.features, ...more }).toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return {
    kind: 'tenant',
    input: { ...input, tenant: { ...input.tenant, features: Object.fromEntries(features) } },
  };
}
