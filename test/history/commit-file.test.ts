import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { ProblemError } from '../../lib/diagnostics/problem-error';
import { commitFile } from '../../lib/history/commit-file';
import { gitIn } from '../plan/scratch-repository';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'multiplex-commit-'));
  gitIn(folder, 'init', '--quiet', '--initial-branch', 'main');
  gitIn(folder, 'config', 'user.name', 'test');
  gitIn(folder, 'config', 'user.email', 'test@northlight.example');
  write('north.yaml', 'release: 2026.11.0\n');
  write('south.yaml', 'release: 2026.11.0\n');
  gitIn(folder, 'add', '--all');
  gitIn(folder, 'commit', '--quiet', '--message', 'First.');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(file: string, text: string): void {
  writeFileSync(join(folder, file), text);
}

/** Makes git refuse every commit, wherever the machine's own settings say who commits. Gives the hook to remove. */
function refuseCommits(): string {
  const hook = join(folder, '.git', 'hooks', 'pre-commit');
  writeFileSync(hook, '#!/bin/sh\necho no tests >&2\nexit 1\n', { mode: 0o755 });
  return hook;
}

describe('the commit of one file', () => {
  test('holds that file, and leaves what else is changed or staged as it is', () => {
    write('north.yaml', 'release: 2026.11.1\n');
    write('south.yaml', 'release: 2026.12.0\n');
    write('new.yaml', 'staged\n');
    gitIn(folder, 'add', 'south.yaml', 'new.yaml');
    commitFile(folder, 'north.yaml', 'Move tenants/north to 2026.11.1');
    expect(gitIn(folder, 'log', '-1', '--format=%s', '--name-only')).toBe(
      'Move tenants/north to 2026.11.1\n\nnorth.yaml',
    );
    expect(gitIn(folder, 'status', '--porcelain').split('\n')).toEqual(['A  new.yaml', 'M  south.yaml']);
  });

  test('is not made where there is nothing to commit', () => {
    commitFile(folder, 'north.yaml', 'Nothing.');
    expect(gitIn(folder, 'log', '--format=%s')).toBe('First.');
  });

  test('is refused where a hook does not take it, with what to do', () => {
    refuseCommits();
    write('north.yaml', 'release: 2026.11.1\n');
    expect(() => commitFile(folder, 'north.yaml', 'Move.')).toThrow(
      'north.yaml BASE-010 git does not commit it: no tests. Mend that, or run without --commit and commit by hand.',
    );
  });

  test('is made once, however often it is asked for, and made at last where git did not take it at first', () => {
    const hook = refuseCommits();
    write('north.yaml', 'release: 2026.11.1\n');
    const commit = () => commitFile(folder, 'north.yaml', 'Move tenants/north to 2026.11.1');
    expect(commit).toThrow(ProblemError);
    rmSync(hook);
    commit();
    commit();
    expect(gitIn(folder, 'log', '--format=%s').split('\n')).toEqual([
      'Move tenants/north to 2026.11.1',
      'First.',
    ]);
  });
});
