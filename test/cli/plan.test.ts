import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { run } from '../../lib/cli/main';
import { planDigest } from '../../lib/plan/plan-digest';
import { planSchema } from '../../lib/plan/plan-document';
import type { Plan } from '../../lib/plan/plan-document';
import { gitIn, planOf, scratchRepository, sharedShapes } from '../plan/scratch-repository';
import type { ScratchRepository } from '../plan/scratch-repository';
import { PROJECT } from '../render/example-fleet';
import { fakeHost } from './fake-host';

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

/** All that a plan must leave as it is: the work tree and what git keeps, but not what can be made again. */
function kept(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(repository.contents()).filter(([file]) => !file.startsWith('.multiplex/')),
  );
}

describe('multiplex plan', () => {
  test('answers in its first line, with the cause, and leaves work tree and index alone', async () => {
    recolour();
    const status = repository.git('status', '--porcelain');
    const before = kept();
    const host = fakeHost(repository.folder);
    expect(await run(['plan'], host)).toBe(0);
    expect(host.printed.out.split('\n')[0]).toBe(
      '1 stack changes: tenants/rally-north. 11 tenants and 3 cells are byte-identical.',
    );
    expect(host.printed.out).toContain(`because of ${NORTH}: branding.colors.primary "#0b3d91" → "#0b3d92"`);
    expect(host.printed.out).not.toContain('\u001B');
    const readme = readFileSync(join(PROJECT, 'README.md'), 'utf8');
    expect(readme).toContain(host.printed.out.slice(0, host.printed.out.indexOf('\n\nPlan ')));
    expect(host.printed.err).toMatch(/^Compared with [0-9a-f]{12}, where HEAD left main\.\n$/);
    expect(kept()).toEqual(before);
    expect(repository.git('status', '--porcelain')).toBe(status);
  });

  test('shows colours where there are some', async () => {
    recolour();
    const host = { ...fakeHost(repository.folder), hasColors: true };
    await run(['plan'], host);
    expect(host.printed.out.startsWith('\u001B[1m1 stack changes')).toBe(true);
  });

  test('the document keeps to its schema, and its digest is of what it says', async () => {
    recolour();
    const { plan } = await planOf(repository);
    expect(planSchema.parse(plan)).toEqual(plan);
    expect(planDigest(plan)).toBe(plan.digest);
    expect((await planOf(repository)).plan).toEqual(plan);
    repository.edit(NORTH, '#0b3d92', '#0b3d93');
    expect((await planOf(repository)).plan.digest).not.toBe(plan.digest);
  });

  test('its digest is the same in another clone, from another commit with the same files, however they are named', async () => {
    recolour();
    repository.commit();
    const { plan } = await planOf(repository);
    const clone = mkdtempSync(join(tmpdir(), 'multiplex-clone-'));
    try {
      cpSync(repository.folder, clone, { recursive: true });
      gitIn(clone, 'checkout', '--quiet', 'main');
      gitIn(clone, 'commit', '--quiet', '--allow-empty', '--message', 'Nothing.');
      gitIn(clone, 'checkout', '--quiet', '--detach', 'work');
      const args = ['--base', 'main', '--scope', 'tenants/rally-north'];
      const { plan: other } = await planOf({ folder: clone }, ...args);
      expect(other.base.commit).not.toBe(plan.base.commit);
      expect(other.base.why).not.toBe(plan.base.why);
      expect(other.scope.by).not.toBe(plan.scope.by);
      expect(other.digest).toBe(plan.digest);
      const { base, notes, scope } = plan;
      expect({ ...other, base, notes, scope }).toEqual(plan);
    } finally {
      rmSync(clone, { recursive: true });
    }
  });

  test('the unchanged stacks have one digest, which a change of any of them changes', async () => {
    const { plan: idle } = await planOf(repository);
    expect(idle.unchanged).toMatchObject({ count: 15, tenants: 12, cells: 3 });
    recolour();
    repository.commit();
    const { plan: later } = await planOf(repository, '--base', 'HEAD');
    expect(later.unchanged.digest).not.toBe(idle.unchanged.digest);
  });

  test('writes the plan, and a statement whose subjects are the templates', async () => {
    recolour();
    const host = fakeHost(repository.folder);
    expect(await run(['plan', '--out', 'plan.json', '--attest', 'statement.json'], host)).toBe(0);
    const read = (file: string): unknown => JSON.parse(readFileSync(join(repository.folder, file), 'utf8'));
    const plan = read('plan.json') as Plan;
    expect(read('statement.json')).toMatchObject({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: 'tenants/rally-north', digest: { sha256: plan.changed[0]?.template.after } }],
      predicate: { plan: { digest: { sha256: plan.digest } }, verdict: 'clear' },
    });
  });
});

describe('the scope', () => {
  test('what is changed beyond it is named with its cause, and refused', async () => {
    recolour();
    const { status, plan } = await planOf(repository, '--scope', 'tenants/rally-south');
    expect(status).toBe(1);
    expect(plan.scope).toEqual({
      declared: ['tenants/rally-south'],
      by: 'option',
      exceeded: [{ stack: 'tenants/rally-north', causes: [`${NORTH}: branding.colors.primary`] }],
    });
    expect(plan.refusals).toMatchObject([{ refusal: 'scope-exceeded', code: 'PLAN-010' }]);
  });

  test.each([['tenants/rally-north'], ['cells/us-1'], ['fleet']])('%s holds the change', async (scope) => {
    recolour();
    expect((await planOf(repository, '--scope', scope)).status).toBe(0);
  });

  test('is read from the changed files: a change of the fleet that was meant for one tenant', async () => {
    repository.edit('fleet.yaml', 'features: [watchlist]', 'features: []');
    const meant = await planOf(repository);
    expect(meant.plan.scope).toMatchObject({ declared: ['fleet'], by: 'files', exceeded: [] });
    const { status, plan } = await planOf(repository, '--scope', 'tenants/rally-north');
    expect([status, plan.scope.exceeded.length]).toEqual([1, 11]);
  });

  test('a name that is nobody’s is a wrong use', async () => {
    const { status, err } = await planOf(repository, '--scope', 'tenants/rally-nort');
    expect(status).toBe(2);
    expect(err).toContain('Did you mean "tenants/rally-north"');
  });
});

describe('an override', () => {
  const remove = (): void => repository.delete('tenants/open-water');

  test('with its reason lets a refusal pass, and both are part of the plan', async () => {
    remove();
    const refused = await planOf(repository);
    const reason = 'The client has left.';
    const flags = ['--override', 'stack-removed=tenants/open-water', '--reason', reason];
    const { status, plan } = await planOf(repository, ...flags);
    expect([refused.status, status]).toEqual([1, 0]);
    expect(plan.verdict).toBe('clear');
    expect(plan.refusals).toMatchObject([{ code: 'PLAN-008', reason }]);
    expect(plan.overrides).toEqual([{ refusal: 'stack-removed', stack: 'tenants/open-water', reason }]);
    expect(plan.digest).not.toBe(refused.plan.digest);
  });

  test('of another stack, or of what is not refused, lets nothing pass', async () => {
    remove();
    const flags = ['--override', 'stack-removed=tenants/rally-north', '--reason', 'x'];
    const { status, plan } = await planOf(repository, ...flags);
    expect(status).toBe(1);
    expect(plan.refusals.map(({ code }) => code)).toEqual(['PLAN-008', 'PLAN-011']);
  });

  test.each([
    [['--override', 'stack-removed'], 'An override needs a reason'],
    [['--override', 'stack-remove', '--reason', 'x'], 'Did you mean "stack-removed"'],
    [['--override', 'isolation-broken', '--reason', 'x'], 'is no refusal that can be overridden'],
    [['--override', 'scope-exceeded', '--reason', 'x'], 'is no refusal that can be overridden'],
  ])('%j is a wrong use', async (flags, message) => {
    const { status, err } = await planOf(repository, ...flags);
    expect(status).toBe(2);
    expect(err).toContain(message);
  });
});

describe('multiplex affected', () => {
  test('lists the stacks to deploy, as lines and as a matrix', async () => {
    recolour();
    repository.edit('tenants/rally-coast/tenant.yaml', '#006d77', '#006d78');
    const [text, json] = [fakeHost(repository.folder), fakeHost(repository.folder)];
    expect(await run(['affected'], text)).toBe(0);
    expect(text.printed.out).toBe('tenants/rally-coast\ntenants/rally-north\n');
    expect(await run(['affected', '--json'], json)).toBe(0);
    expect(JSON.parse(json.printed.out)).toEqual({
      include: [
        { stack: 'tenants/rally-coast', kind: 'tenant', id: 'rally-coast', change: 'changed' },
        { stack: 'tenants/rally-north', kind: 'tenant', id: 'rally-north', change: 'changed' },
      ],
    });
  });

  test('says nothing to deploy for what is removed, and exits as the plan does', async () => {
    repository.delete('tenants/open-water');
    const host = fakeHost(repository.folder);
    expect(await run(['affected', '--json'], host)).toBe(1);
    expect(JSON.parse(host.printed.out)).toEqual({ include: [] });
  });
});
