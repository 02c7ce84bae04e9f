import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { diagnosticText } from '../../lib/diagnostics/render';
import type { FileEntry, FleetFiles } from '../../lib/fleet/fleet-files';
import { BRAND_FILE_BYTES_MAX, BRAND_FILES_MAX, FLEET_FILE_BYTES_MAX } from '../../lib/fleet/limits';
import { parseFleet } from '../../lib/fleet/parse-fleet';
import { readFleetFiles } from '../../lib/fleet/read-fleet';
import { EXAMPLE_CONTENTS, exampleCatalogues, exampleFiles } from '../fixtures/fleet-files';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'multiplex-read-'));
  for (const [path, content] of Object.entries(EXAMPLE_CONTENTS)) {
    write(path, content);
  }
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

async function problems(): Promise<string[]> {
  const { files, diagnostics } = await readFleetFiles(root);
  return [...diagnostics, ...parseFleet(files, exampleCatalogues).diagnostics].map(diagnosticText);
}

test('what is read from disk is what the same files in memory are', async () => {
  const { files, diagnostics } = await readFleetFiles(root);
  expect(diagnostics).toEqual([]);
  expect(asText(files)).toBe(asText(exampleFiles()));
});

/** Node's buffers and plain arrays of bytes print differently; what they hold is compared. */
function asText(files: FleetFiles): string {
  const text = (entry: FileEntry | undefined) =>
    entry?.kind === 'file' ? { ...entry, bytes: Buffer.from(entry.bytes).toString() } : entry;
  const tenants = files.tenants.map((tenant) => ({
    ...tenant,
    file: text(tenant.file),
    brand: tenant.brand.map(text),
  }));
  return JSON.stringify({ fleet: text(files.fleet), tenants }, undefined, 2);
}

test('a folder without a fleet is a problem, not a crash', async () => {
  rmSync(root, { recursive: true });
  mkdirSync(root);
  expect(await problems()).toEqual([
    'fleet.yaml FILE-001 the file does not exist. Run this in the root of a fleet.',
  ]);
});

test('a tenant folder without a tenant.yaml is refused, and so is a misspelt one', async () => {
  write('tenants/rally-west/tenant.yml', 'name: Rally West\n');
  expect(await problems()).toEqual([
    'tenants/rally-west/tenant.yml FILE-006 this does not belong in the folder of a tenant. Did you mean "tenant.yaml"? Use one of: tenant.yaml, brand.',
    'tenants/rally-west/tenant.yaml FILE-001 the file does not exist. Add it, or remove the folder.',
  ]);
});

test('files among the tenant folders are refused, and dot files ignored', async () => {
  write('tenants/notes.txt', 'x');
  write('tenants/.gitkeep', '');
  write('tenants/rally-north/.cache', '');
  expect(await problems()).toEqual([
    'tenants/notes.txt FILE-006 this is not the folder of a tenant. Move it out of tenants/, which holds one folder for each tenant.',
  ]);
});

test('links are refused wherever they are, and never followed', async () => {
  symlinkSync(join(root, 'tenants/rally-north'), join(root, 'tenants/rally-link'));
  rmSync(join(root, 'tenants/rally-south/brand'), { recursive: true });
  symlinkSync('../rally-north/brand', join(root, 'tenants/rally-south/brand'));
  rmSync(join(root, 'tenants/rally-north/brand/logo.svg'));
  symlinkSync('/etc/hostname', join(root, 'tenants/rally-north/brand/logo.svg'));
  symlinkSync('nowhere', join(root, 'tenants/rally-north/brand/dangling.svg'));
  const codes = (await problems()).map((line) => line.split(' ').slice(0, 2).join(' '));
  expect(codes).toEqual([
    'tenants/rally-link FILE-003',
    'tenants/rally-north/brand/dangling.svg BRAND-003',
    'tenants/rally-north/brand/logo.svg BRAND-003',
    'tenants/rally-south/brand BRAND-003',
    'tenants/rally-south/tenant.yaml:13:9 BRAND-001',
    'tenants/rally-south/tenant.yaml:14:12 BRAND-001',
  ]);
});

test('a fleet file or tenant file that is a link is refused', async () => {
  rmSync(join(root, 'fleet.yaml'));
  symlinkSync('/etc/hostname', join(root, 'fleet.yaml'));
  rmSync(join(root, 'tenants/rally-south/tenant.yaml'));
  symlinkSync('../rally-north/tenant.yaml', join(root, 'tenants/rally-south/tenant.yaml'));
  expect((await problems()).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
    'fleet.yaml FILE-003',
    'tenants/rally-south/tenant.yaml FILE-003',
  ]);
});

test('a folder where a file belongs, and a file where a folder belongs, are refused', async () => {
  rmSync(join(root, 'fleet.yaml'));
  mkdirSync(join(root, 'fleet.yaml'));
  rmSync(join(root, 'tenants'), { recursive: true });
  write('tenants', 'x');
  expect((await problems()).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
    'tenants FILE-004',
    'fleet.yaml FILE-004',
  ]);
});

test('files over their size are not read, and said to be too large', async () => {
  write('fleet.yaml', '#'.repeat(FLEET_FILE_BYTES_MAX + 1));
  write('tenants/rally-north/brand/hero.png', new Uint8Array(BRAND_FILE_BYTES_MAX + 1));
  const { files } = await readFleetFiles(root);
  expect(files.fleet).toEqual({ kind: 'large', path: 'fleet.yaml', size: FLEET_FILE_BYTES_MAX + 1 });
  expect(files.tenants[0]?.brand).toContainEqual({
    kind: 'large',
    path: 'hero.png',
    size: BRAND_FILE_BYTES_MAX + 1,
  });
  expect((await problems()).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
    'fleet.yaml FILE-002',
    'tenants/rally-north/brand/hero.png BRAND-006',
  ]);
});

test('a folder with too many files is listed only as far as it takes to say so', async () => {
  for (let index = 0; index < 3 * BRAND_FILES_MAX; index += 1) {
    write(`tenants/rally-north/brand/a/p${index}.css`, '');
  }
  const { files } = await readFleetFiles(root);
  expect(files.tenants[0]?.brand).toHaveLength(BRAND_FILES_MAX + 1);
  expect((await problems())[0]).toContain('tenants/rally-north/brand BRAND-008');
});

test('what the operating system refuses to read is a problem, with its reason', async () => {
  const { files, diagnostics } = await readFleetFiles(join(root, 'x'.repeat(300)));
  const found = [...diagnostics, ...parseFleet(files, exampleCatalogues).diagnostics].map(diagnosticText);
  expect(found).toEqual([
    'tenants FILE-005 this could not be read: ENAMETOOLONG. Check that you may read it.',
    'fleet.yaml FILE-005 this could not be read: ENAMETOOLONG. Check that you may read it.',
  ]);
});
