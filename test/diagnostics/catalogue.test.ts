import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { CATALOGUE } from '../../lib/diagnostics/catalogue';
import {
  BRAND_BYTES_MAX,
  BRAND_FILE_BYTES_MAX,
  BRAND_FILES_MAX,
  BRAND_PATH_LENGTH_MAX,
  CELL_TENANTS_MAX,
  SVG_DEPTH_MAX,
  YAML_ALIASES_MAX,
  YAML_DEPTH_MAX,
  YAML_PROBLEMS_MAX,
  YAML_VALUES_MAX,
} from '../../lib/fleet/limits';

const ROOT = join(__dirname, '..', '..');
const CODE = /[A-Z]+-[0-9]{3}/g;

function codesNamedIn(folder: string, skip: RegExp): ReadonlySet<string> {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  const sources = files.filter((file) => file.endsWith('.ts') && !skip.test(file));
  return new Set(sources.flatMap((file) => readFileSync(join(ROOT, folder, file), 'utf8').match(CODE) ?? []));
}

test('every code has a prefix and three digits, a title and a meaning that is a sentence', () => {
  for (const [code, { title, meaning }] of Object.entries(CATALOGUE)) {
    expect(code).toMatch(/^[A-Z]+-[0-9]{3}$/);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(meaning).toMatch(/^[A-Z`\p{L}].*\.$/u);
  }
});

test('every code is reported by some code', () => {
  const named = codesNamedIn('lib', /diagnostics[/\\]codes-/);
  expect(Object.keys(CATALOGUE).filter((code) => !named.has(code))).toEqual([]);
});

test('every code has a test that sees it', () => {
  const named = codesNamedIn('test', /diagnostics[/\\]catalogue\.test\.ts$/);
  expect(Object.keys(CATALOGUE).filter((code) => !named.has(code))).toEqual([]);
});

test('a limit that a meaning names is the limit in force', () => {
  expect(CATALOGUE['FLEET-015'].meaning).toContain(`at most ${CELL_TENANTS_MAX} tenants`);
  expect(CATALOGUE['FILE-012'].meaning).toContain(`At most ${YAML_PROBLEMS_MAX} `);
  expect(CATALOGUE['FILE-017'].meaning).toContain(`at most ${YAML_ALIASES_MAX} aliases`);
  expect(CATALOGUE['FILE-019'].meaning).toContain(`at most ${YAML_VALUES_MAX.toLocaleString('en')}.`);
  expect(CATALOGUE['FILE-020'].meaning).toContain(`more than ${YAML_DEPTH_MAX} levels`);
  expect(CATALOGUE['BRAND-006'].meaning).toContain(`${BRAND_FILE_BYTES_MAX / 1024} KiB`);
  expect(CATALOGUE['BRAND-007'].meaning).toContain(`${BRAND_BYTES_MAX / 1024 / 1024} MiB`);
  expect(CATALOGUE['BRAND-008'].meaning).toContain(`at most ${BRAND_FILES_MAX} files`);
  expect(CATALOGUE['BRAND-010'].meaning).toContain(`${BRAND_PATH_LENGTH_MAX} characters`);
  expect(CATALOGUE['BRAND-029'].meaning).toContain(`more than ${SVG_DEPTH_MAX} levels`);
});
