import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ProblemError } from '../../lib/diagnostics/problem-error';
import { findBaseCommit } from '../../lib/history/base-commit';
import { baseProgramStacks } from '../../lib/history/base-program';
import { checkReleases } from '../../lib/history/program-changes';
import type { Plan } from '../../lib/plan/plan-document';
import { readPackageVersion } from '../../lib/release/package-versions';
import { PROJECT } from '../render/example-fleet';
import { gitIn } from '../plan/scratch-repository';

const COPIED = ['bin', 'lib', 'releases', 'schema', 'package.json', 'package-lock.json', 'tsconfig.json'];

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'multiplex-history-'));
  gitIn(folder, 'init', '--quiet', '--initial-branch', 'main');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(file: string, text: string): void {
  writeFileSync(join(folder, file), text);
}

function edit(file: string, change: (text: string) => string): void {
  const text = readFileSync(join(folder, file), 'utf8');
  const edited = change(text);
  expect(edited).not.toBe(text);
  write(file, edited);
}

function commit(): void {
  gitIn(folder, 'add', '--all');
  gitIn(folder, 'commit', '--quiet', '--message', 'A change.');
}

function codesOf(work: () => unknown): readonly string[] {
  try {
    work();
    return [];
  } catch (error) {
    return error instanceof ProblemError ? error.diagnostics.map(({ code }) => code) : [String(error)];
  }
}

function planned(): { readonly status: number | null; readonly out: string; readonly err: string } {
  const args = [join(folder, 'bin', 'multiplex.cjs'), 'plan', '--json'];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  return { status, out: stdout, err: stderr };
}

/** Installs a CDK that only calls itself newer, as `npm install` would. */
function upgradeCdk(before: string, after: string): void {
  const name = 'aws-cdk-lib';
  const [from, to] = [join(PROJECT, 'node_modules'), join(folder, 'node_modules')];
  rmSync(to);
  linkAllBut(name, from, to);
  linkAllBut('package.json', join(from, name), join(to, name));
  const about = readFileSync(join(from, name, 'package.json'), 'utf8');
  writeFileSync(
    join(to, name, 'package.json'),
    about.replace(`"version": "${before}"`, `"version": "${after}"`),
  );
  expect(readPackageVersion(folder, name)).toBe(after);
  for (const file of ['package.json', 'package-lock.json']) {
    edit(file, (text) => text.replaceAll(before, after));
  }
}

function linkAllBut(spared: string, from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from).filter((one) => one !== spared)) {
    symlinkSync(join(from, entry), join(to, entry));
  }
}

/** This project with one tenant in one cell. */
function copyProject(): void {
  [...COPIED, 'fleet.yaml', 'tenants/rally-north', '.gitignore'].forEach((path) =>
    cpSync(join(PROJECT, path), join(folder, path), { recursive: true }),
  );
  edit('fleet.yaml', (text) => text.replace(/ {2}us-2:[\s\S]*?(?=tiers:)/, ''));
  symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
}

test('code that renders otherwise than at the base is seen, though no stack pins it and no release changed', () => {
  copyProject();
  commit();
  edit('lib/render/stack-input.ts', (text) => text.replace('${tenant.id}.${cell.domain}', 'tv-$&'));
  const { status, out, err } = planned();
  expect({ status, err }).toMatchObject({ status: 1 });
  const { changed, refusals, unchanged } = JSON.parse(out) as Plan;
  expect(changed.map(({ stack }) => stack)).toEqual(['tenants/rally-north']);
  expect(changed[0]?.causes).toMatchObject([{ id: 'lib/render/stack-input.ts', effect: 'alone' }]);
  expect(unchanged.cells).toBe(1);
  // The renderer is nobody's: whatever it changes is more than was meant.
  expect(refusals.map(({ refusal }) => refusal)).toEqual(
    expect.arrayContaining(['scope-exceeded', 'host-removed']),
  );
  expect(existsSync(join(folder, '.multiplex', 'base'))).toBe(true);
  expect(gitIn(folder, 'status', '--porcelain')).toBe('M lib/render/stack-input.ts');
});

describe('a CDK upgrade', () => {
  const BEFORE = readPackageVersion(PROJECT, 'aws-cdk-lib') ?? '';
  const AFTER = '2.999.0';

  test('that changes no template is an empty plan, since a release gives what it gave when it was cut', () => {
    copyProject();
    commit();
    upgradeCdk(BEFORE, AFTER);
    const { status, out, err } = planned();
    expect({ status, err }).toMatchObject({ status: 0 });
    const { changed, refusals, unchanged, scope, notes } = JSON.parse(out) as Plan;
    expect({ changed, refusals, scope }).toEqual({
      changed: [],
      refusals: [],
      scope: { declared: [], by: 'files', exceeded: [] },
    });
    expect(unchanged).toMatchObject({ count: 2, tenants: 1, cells: 1 });
    expect(notes).toEqual([expect.stringContaining('The code that renders has changed')]);
  });

  test('is refused where the base has a stack without a release, whose templates nobody can make again', () => {
    copyProject();
    edit('fleet.yaml', (text) => text.replaceAll(/release: .*/g, 'release: next'));
    commit();
    upgradeCdk(BEFORE, AFTER);
    const { status, err } = planned();
    expect(status).toBe(1);
    expect(err).toContain(`a stack of it pins next, and it was made for aws-cdk-lib ${BEFORE}`);
    expect(err).toContain('BASE-009');
  });
});

test('a base whose program cannot be run is refused, and leaves nothing behind', () => {
  write('fleet.yaml', 'name: northlight\n');
  commit();
  const base = findBaseCommit(folder, 'HEAD');
  expect(codesOf(() => baseProgramStacks(base, folder))).toEqual(['BASE-009']);
  expect(existsSync(join(folder, '.multiplex', 'base', base.commit))).toBe(false);
});

test('a release that is not what it was at the base is refused, and so is one that is gone', () => {
  cpSync(join(PROJECT, 'releases'), join(folder, 'releases'), { recursive: true });
  commit();
  const base = findBaseCommit(folder, 'HEAD');
  expect(codesOf(() => checkReleases(base, folder))).toEqual([]);
  edit('releases/2026.11.0/release.json', (text) => `${text}\n`);
  rmSync(join(folder, 'releases', '2026.11.1'), { recursive: true });
  expect(codesOf(() => checkReleases(base, folder))).toEqual(['BASE-008', 'BASE-008']);
});
