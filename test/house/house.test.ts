import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';

import { generatedFiles } from '../../lib/cli/schema';
import { trespasses } from './imports';
import { importOverrides } from './lint-rules';
import { ROOMS } from './rooms';

const ROOT = join(__dirname, '..', '..');
const OXLINT = join(ROOT, 'node_modules', '.bin', 'oxlint');

function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .sort();
}

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}

/** Lints one planted file with the project's own configuration and gives the names of the rules that fired. */
function rulesBrokenBy(file: string, source: string): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'multiplex-lint-'));
  try {
    writeFileSync(join(folder, '.oxlintrc.json'), read('.oxlintrc.json'));
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), source);
    const { stdout } = spawnSync(OXLINT, ['--format=json', '.'], { cwd: folder, encoding: 'utf8' });
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string }[] };
    return diagnostics.map(({ code }) => code);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('who may import whom', () => {
  test('every file of the house keeps to its room', () => {
    const files = filesBelow('lib').filter((file) => file.endsWith('.ts'));
    expect(files.flatMap((file) => trespasses(file, read(file)))).toEqual([]);
  });

  test.each([
    ['a type of another room', "import type { X } from '../blueprint/input';"],
    ['a re-export', "export * from '../render/render-fleet';"],
    ['a dynamic import', "const x = import('../cli/main');"],
    ['a way round', "import { x } from '../../lib/cli/main';"],
    ['a folder, which would be a barrel', "import { x } from '../diagnostics';"],
    ['a package that is not of the room', "import { App } from 'aws-cdk-lib';"],
    ['a part of Node', "import { readFileSync } from 'node:fs';"],
  ])('%s is seen by the test and by the linter', (_, source) => {
    expect(trespasses('lib/fleet/planted.ts', source)).toHaveLength(1);
    expect(rulesBrokenBy('lib/fleet/planted.ts', source)).toContain('eslint(no-restricted-imports)');
  });

  test('the linter and the table of rooms say the same', () => {
    const { overrides } = JSON.parse(read('.oxlintrc.json')) as { overrides: unknown[] };
    expect(overrides).toEqual(expect.arrayContaining([...importOverrides()]));
  });

  test('every room of the table is there, and every folder of lib is in the table', () => {
    const folders = readdirSync(join(ROOT, 'lib')).sort();
    expect(folders).toEqual(Object.keys(ROOMS).sort());
  });
});

describe('the size and shape of code', () => {
  test.each([
    [
      'a function over 70 lines',
      'lib/fleet/a.ts',
      `export function f(): void {\n${'  g();\n'.repeat(71)}}\n`,
      'eslint(max-lines-per-function)',
    ],
    [
      'a file over 300 lines',
      'lib/fleet/a.ts',
      Array.from({ length: 301 }, (_, n) => `export const a${n} = 1;\n`).join(''),
      'eslint(max-lines)',
    ],
    ['any', 'lib/fleet/a.ts', 'export const a: any = 1;\n', 'typescript(no-explicit-any)'],
    ['a default export', 'lib/fleet/a.ts', 'export default 1;\n', 'import(no-default-export)'],
    [
      'the clock in a pure room',
      'lib/fleet/a.ts',
      'export const now = Date.now();\n',
      'eslint(no-restricted-globals)',
    ],
    [
      'a focused test',
      'test/a.test.ts',
      "test.only('a', () => { expect(1).toBe(1); });\n",
      'jest(no-focused-tests)',
    ],
    [
      'a skipped test',
      'test/a.test.ts',
      "test.skip('a', () => { expect(1).toBe(1); });\n",
      'jest(no-disabled-tests)',
    ],
  ])('%s is refused', (_, file, source, rule) => {
    expect(rulesBrokenBy(file, source)).toContain(rule);
  });

  test('no rule is switched off in a comment that gives no reason', () => {
    const silenced = [...filesBelow('lib'), ...filesBelow('bin'), ...filesBelow('test')]
      .filter((file) => file.endsWith('.ts') && !file.startsWith('test/house/'))
      .flatMap((file) =>
        read(file)
          .split('\n')
          .filter((line) => /(eslint|oxlint)-disable/.test(line) && !/ -- [A-Z].*\.$/.test(line))
          .map((line) => `${file}: ${line.trim()}`),
      );
    expect(silenced).toEqual([]);
  });

  test('no file or folder has a name that says nothing', () => {
    const empty = /^(utils?|helpers?|common|types|index|misc|manager)$/;
    const named = filesBelow('lib').flatMap((file) => file.replace(/\.ts$/, '').split('/'));
    expect(named.filter((name) => empty.test(name))).toEqual([]);
  });

  test('every feature is one file that exports a feature of its own name', () => {
    for (const file of filesBelow('lib/blueprint/features')) {
      expect(read(file)).toContain(`name: '${basename(file, '.ts')}'`);
    }
  });

  test('every local import is of the style that names the file, so that no barrel is needed', () => {
    expect(filesBelow('lib').filter((file) => basename(file) === 'index.ts')).toEqual([]);
  });
});

test('every generated file is what the code would write now', async () => {
  for (const [file, text] of Object.entries(await generatedFiles())) {
    expect({ file, text: read(file) }).toEqual({ file, text });
  }
});
