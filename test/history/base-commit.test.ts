import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { run } from '../../lib/cli/main';
import { fakeHost } from '../cli/fake-host';
import { scratchFleet } from '../cli/scratch-fleet';
import { gitIn, planOf, scratchRepository, sharedShapes } from '../plan/scratch-repository';
import type { ScratchRepository } from '../plan/scratch-repository';

let shapes: string;
let repository: ScratchRepository;

beforeAll(async () => {
  shapes = await sharedShapes();
  repository = scratchRepository(shapes);
});

afterEach(() => {
  repository.restore();
});

afterAll(() => {
  repository.remove();
  rmSync(shapes, { recursive: true });
});

const NORTH = 'tenants/rally-north/tenant.yaml';

function recolour(): void {
  repository.edit(NORTH, '#0b3d91', '#0b3d92');
}

describe('the base', () => {
  async function said(folder: string, ...args: readonly string[]): Promise<string> {
    const host = fakeHost(folder);
    const status = await run(['plan', ...args], host);
    return `${status} ${host.printed.err}`;
  }

  test('on main it is what is committed, and the command says so', async () => {
    repository.git('checkout', '--quiet', 'main');
    recolour();
    expect(await said(repository.folder)).toMatch(/^0 Compared with HEAD \(.*since main is checked out/);
  });

  test('with a detached head it is where that left main', async () => {
    recolour();
    repository.commit();
    repository.git('checkout', '--quiet', '--detach');
    const { plan } = await planOf(repository);
    expect(plan.base.commit).toBe(repository.git('rev-parse', 'main'));
    expect(plan.changed.map(({ stack }) => stack)).toEqual(['tenants/rally-north']);
  });

  test('work on main since then is no part of the change', async () => {
    recolour();
    repository.commit();
    const fork = repository.git('rev-parse', 'main');
    repository.git('checkout', '--quiet', 'main');
    repository.edit('tenants/rally-coast/tenant.yaml', '#006d77', '#006d78');
    repository.commit();
    repository.git('checkout', '--quiet', 'work');
    const { plan } = await planOf(repository);
    expect([plan.base.commit, plan.changed.length]).toEqual([fork, 1]);
    repository.git('branch', '--force', 'main', fork);
  });

  test('without a fleet has everything added', async () => {
    repository.git('checkout', '--quiet', '--orphan', 'bare');
    repository.git('rm', '-r', '--quiet', '--cached', '.');
    repository.git('commit', '--quiet', '--allow-empty', '--message', 'Nothing yet.');
    const { plan, status } = await planOf(repository, '--base', 'HEAD');
    expect([status, plan.base.hasFleet, plan.changed.length]).toEqual([0, false, 15]);
    expect(plan.scope.declared).toEqual(['fleet']);
  });

  test('with an error is named as git names it, and nothing is planned', async () => {
    repository.edit(NORTH, 'tier: premium', 'tier: gold');
    repository.commit();
    repository.edit(NORTH, 'tier: gold', 'tier: premium');
    const id = repository.git('rev-parse', 'HEAD');
    const answer = await said(repository.folder, '--base', 'HEAD');
    expect(answer).toMatch(/^1 /);
    expect(answer).toContain(`${id} BASE-007 the fleet of the base has an error`);
    expect(answer).toContain(`${id}:${NORTH}:6:7 TENANT-014 tier "gold"`);
  });

  test('that is unknown is refused', async () => {
    expect(await said(repository.folder, '--base', 'nowhere')).toMatch(
      /^1 .* BASE-004 "nowhere" is no commit of this clone\. git branch/,
    );
    expect(await said(repository.folder, '--base', '--help')).toContain('BASE-004');
  });

  test('that a shallow clone does not reach says how to bring it', async () => {
    recolour();
    repository.commit();
    const clone = mkdtempSync(join(tmpdir(), 'multiplex-shallow-'));
    try {
      gitIn(
        clone,
        'clone',
        '--quiet',
        '--depth',
        '1',
        '--no-single-branch',
        `file://${repository.folder}`,
        '.',
      );
      expect(await said(clone)).toMatch(/^1 .* BASE-005 .*git fetch --unshallow/);
      expect(await said(clone, '--base', repository.git('rev-parse', 'main~0^{tree}'))).toMatch(
        /^1 .* BASE-004 .*git fetch --unshallow/,
      );
    } finally {
      rmSync(clone, { recursive: true });
    }
  });

  test('of a clone without contents says which file is missing', async () => {
    const clone = mkdtempSync(join(tmpdir(), 'multiplex-partial-'));
    try {
      repository.git('config', 'uploadpack.allowFilter', 'true');
      recolour();
      repository.commit();
      gitIn(clone, 'clone', '--quiet', '--filter=blob:none', `file://${repository.folder}`, '.');
      gitIn(clone, 'remote', 'set-url', 'origin', 'file:///nowhere');
      expect(await said(clone)).toMatch(/^1 [\s\S]* BASE-006 this clone does not have the content/);
    } finally {
      rmSync(clone, { recursive: true });
    }
  });

  test('outside of a repository, or before the first commit, there is none', async () => {
    const fleet = scratchFleet();
    try {
      expect(await said(fleet.folder)).toMatch(/^1 .* BASE-002 /);
      gitIn(fleet.folder, 'init', '--quiet');
      expect(await said(fleet.folder)).toMatch(/^1 .* BASE-003 /);
    } finally {
      fleet.remove();
    }
  });

  test('without git there is none', async () => {
    const path = process.env['PATH'];
    process.env['PATH'] = '/nowhere';
    try {
      expect(await said(repository.folder)).toMatch(/^1 .* BASE-001 git could not be run/);
    } finally {
      process.env['PATH'] = path;
    }
  });
});
