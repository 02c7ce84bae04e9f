import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { onboardingDates } from '../../lib/history/onboarding-dates';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'multiplex-dates-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function git(...args: readonly string[]): void {
  gitAt('2026-01-01T00:00:00Z', ...args);
}

function gitAt(date: string, ...args: readonly string[]): void {
  const settings = ['user.name=test', 'user.email=test@northlight.example', 'commit.gpgsign=false'];
  const flags = settings.flatMap((setting) => ['-c', setting]);
  const env = { ...process.env, GIT_COMMITTER_DATE: date, GIT_AUTHOR_DATE: date };
  execFileSync('git', [...flags, ...args], { cwd: folder, env, stdio: 'pipe' });
}

/** Commits the file of a tenant, or of several. */
function commit(date: string, ...tenants: readonly string[]): void {
  for (const tenant of tenants) {
    mkdirSync(join(folder, 'fleet', 'tenants', tenant, 'brand'), { recursive: true });
    writeFileSync(join(folder, 'fleet', 'tenants', tenant, 'tenant.yaml'), `name: ${tenant} at ${date}\n`);
  }
  git('add', '--all');
  gitAt(date, 'commit', '--quiet', '--message', 'A change.');
}

function dates(): Readonly<Record<string, string>> | string {
  const known = onboardingDates(join(folder, 'fleet'));
  return known.kind === 'unknown'
    ? known.why
    : Object.fromEntries(
        [...known.dates]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([id, at]) => [id, new Date(at).toISOString().slice(0, 10)]),
      );
}

test('a tenant came with the commit that first had its file, whatever was done to it later', () => {
  git('init', '--quiet', '--initial-branch', 'main');
  commit('2026-02-01T00:00:00Z', 'alpha', 'beta');
  commit('2026-03-01T00:00:00Z', 'gamma');
  commit('2026-04-01T00:00:00Z', 'alpha');
  git('rm', '-r', '--quiet', 'fleet/tenants/beta');
  gitAt('2026-05-01T00:00:00Z', 'commit', '--quiet', '--message', 'A change.');
  commit('2026-06-01T00:00:00Z', 'beta');
  expect(dates()).toEqual({ alpha: '2026-02-01', beta: '2026-02-01', gamma: '2026-03-01' });
});

test('a tenant came when its branch was merged, and not when it was written', () => {
  git('init', '--quiet', '--initial-branch', 'main');
  commit('2026-02-01T00:00:00Z', 'alpha');
  git('checkout', '--quiet', '-b', 'work');
  commit('2026-02-02T00:00:00Z', 'beta');
  git('checkout', '--quiet', 'main');
  gitAt('2026-03-05T00:00:00Z', 'merge', '--quiet', '--no-ff', '--message', 'Merge.', 'work');
  expect(dates()).toEqual({ alpha: '2026-02-01', beta: '2026-03-05' });
});

test('without a repository, without a commit and in a clone that is cut off, nothing is known', () => {
  mkdirSync(join(folder, 'fleet'));
  expect(dates()).toBe('the fleet is in no git repository');
  git('init', '--quiet', '--initial-branch', 'main');
  expect(dates()).toBe('the repository has no commit yet');
  commit('2026-02-01T00:00:00Z', 'alpha');
  commit('2026-03-01T00:00:00Z', 'beta');
  const cut = join(folder, 'cut');
  git('clone', '--quiet', '--depth', '1', `file://${folder}`, cut);
  expect(onboardingDates(join(cut, 'fleet'))).toEqual({
    kind: 'unknown',
    why: 'the history of this clone is cut off',
  });
});
