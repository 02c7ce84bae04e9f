import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { filesDigest } from '../../lib/fleet/files-digest';
import { readFolderFiles } from '../../lib/fleet/read-folder';
import { openArchive } from '../../lib/handlers/zip/zip-archive';
import type { RenderedStack } from '../../lib/render/rendered-stack';
import { writeAssembly } from '../../lib/render/write-assembly';

let scratch: string;

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'multiplex-test-'));
});

afterEach(() => {
  rmSync(scratch, { recursive: true });
});

/** A stack as small as one can be, with one folder to publish. */
function stack(tenant: string, template = '{"Resources":{}}'): RenderedStack {
  const brand = join(scratch, `brand-${tenant}`);
  mkdirSync(brand, { recursive: true });
  writeFileSync(join(brand, 'logo.svg'), `<svg>${tenant}</svg>`);
  const digest = filesDigest(readFolderFiles(brand));
  return {
    displayName: `tenants/${tenant}`,
    stackName: `tenant--${tenant}`,
    template,
    digest: createHash('sha256').update(template).digest('hex'),
    resourceCount: 0,
    manifestVersion: '55.0.0',
    assets: JSON.stringify({
      files: { [digest]: { source: { path: `asset.${digest}.zip`, packaging: 'file' } } },
    }),
    archives: [{ name: `asset.${digest}.zip`, from: brand, digest }],
    artifacts: JSON.stringify({
      [`tenant--${tenant}.assets`]: {
        type: 'cdk:asset-manifest',
        properties: { file: `tenant--${tenant}.assets.json` },
      },
      [`tenant--${tenant}`]: {
        type: 'aws:cloudformation:stack',
        properties: { templateFile: `tenant--${tenant}.template.json` },
        dependencies: [`tenant--${tenant}.assets`],
        displayName: `tenants/${tenant}`,
      },
    }),
  };
}

const EARLIER = new Date('2026-01-01T00:00:00Z');

function ageAll(folder: string): void {
  for (const name of readdirSync(folder)) {
    utimesSync(join(folder, name), EARLIER, EARLIER);
  }
}

function touched(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => statSync(join(folder, name)).mtimeMs !== EARLIER.getTime())
    .sort();
}

test('a manifest names each stack as people do, and points at files that are there', () => {
  const out = join(scratch, 'out');
  writeAssembly(out, [stack('alder'), stack('birch')]);
  const manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8')) as {
    artifacts: Record<string, { displayName?: string; properties: { templateFile?: string; file?: string } }>;
  };
  expect(manifest.artifacts['tenant--alder']).toMatchObject({
    displayName: 'tenants/alder',
    dependencies: ['tenant--alder.assets'],
  });
  for (const { properties } of Object.values(manifest.artifacts)) {
    expect(existsSync(join(out, properties.templateFile ?? properties.file ?? ''))).toBe(true);
  }
});

test('asset manifests hold no path of the machine, and the archives they name are in the assembly', () => {
  const out = join(scratch, 'out');
  writeAssembly(out, [stack('alder')]);
  const text = readFileSync(join(out, 'tenant--alder.assets.json'), 'utf8');
  expect(text).not.toContain(scratch);
  const [name] = readdirSync(out).filter((file) => file.startsWith('asset.'));
  expect(text).toContain(name);
  expect(openArchive(readFileSync(join(out, name ?? '')))).toMatchObject({
    value: [{ path: 'logo.svg' }],
  });
});

test('a second run with nothing changed writes nothing', () => {
  const out = join(scratch, 'out');
  writeAssembly(out, [stack('alder'), stack('birch')]);
  ageAll(out);
  expect(writeAssembly(out, [stack('alder'), stack('birch')])).toMatchObject({ written: 0 });
  expect(touched(out)).toEqual([]);
});

test('a change of one stack rewrites the files of that stack alone', () => {
  const out = join(scratch, 'out');
  writeAssembly(out, [stack('alder'), stack('birch')]);
  ageAll(out);
  writeAssembly(out, [stack('alder'), stack('birch', '{"Resources":{"New":{}}}')]);
  expect(touched(out)).toEqual(['tenant--birch.template.json']);
});

test('a stack that is gone takes its files with it, and a file of somebody else stays', () => {
  const out = join(scratch, 'out');
  writeAssembly(out, [stack('alder'), stack('birch')]);
  writeFileSync(join(out, 'notes.txt'), 'mine');
  writeAssembly(out, [stack('alder')]);
  expect(readdirSync(out).filter((name) => name.includes('birch'))).toEqual([]);
  expect(readdirSync(out).filter((name) => name.startsWith('asset.'))).toHaveLength(1);
  expect(readFileSync(join(out, 'notes.txt'), 'utf8')).toBe('mine');
});

test('a manifest that is damaged or from elsewhere never makes it remove a file outside or of another kind', () => {
  const out = join(scratch, 'out');
  mkdirSync(out);
  writeFileSync(join(scratch, 'precious.template.json'), 'keep');
  writeFileSync(
    join(out, 'manifest.json'),
    JSON.stringify({ artifacts: { '../precious': {}, 'other-stack': {} } }),
  );
  writeFileSync(join(out, 'other-stack.template.json'), 'keep');
  writeAssembly(out, [stack('alder')]);
  expect(existsSync(join(scratch, 'precious.template.json'))).toBe(true);
  expect(existsSync(join(out, 'other-stack.template.json'))).toBe(true);
});

test('an archive left half written by a run that was cut off is written again', () => {
  const out = join(scratch, 'out');
  const first = stack('alder');
  writeAssembly(out, [first]);
  const archive = join(out, first.archives[0]?.name ?? '');
  const whole = readFileSync(archive);
  writeFileSync(archive, whole.subarray(0, 40));
  writeAssembly(out, [first]);
  expect(readFileSync(archive).equals(whole)).toBe(true);
});

test('a folder that changed since it was checked is not published', () => {
  const changed = stack('alder');
  writeFileSync(join(scratch, 'brand-alder', 'logo.svg'), '<svg>other</svg>');
  expect(() => writeAssembly(join(scratch, 'out'), [changed])).toThrow('FILE-022 the folder changed');
  expect(existsSync(join(scratch, 'out', 'manifest.json'))).toBe(false);
});
