import { linesOf, ScratchDeployment } from './scratch-deployment';

/** A fleet is deployed first. */
jest.setTimeout(30_000);

const NORTH = 'tenants/rally-north/tenant.yaml';
const SOUTH = 'tenants/rally-south/tenant.yaml';

let deployment: ScratchDeployment;

beforeAll(async () => {
  deployment = await ScratchDeployment.open();
});

afterEach(() => {
  deployment.restore();
});

afterAll(() => {
  deployment.close();
});

describe('multiplex deploy', () => {
  test('plans one tenant against what is deployed, and makes its change alone', async () => {
    deployment.repository.edit(NORTH, '#0b3d91', '#0b3d92');
    deployment.repository.edit(SOUTH, 'name: Rally South', 'name: Rally Far South');
    const { status, out } = await deployment.run('deploy', 'rally-north');
    expect(status).toBe(0);
    expect(out).toContain('1 stack changes: tenants/rally-north.\n');
    expect(out).toContain('branding.colors.primary "#0b3d91" → "#0b3d92"');
    expect(out).toMatch(/1 stack of 1 is as planned\.\n$/);
    expect(await deployment.differing()).toEqual(['tenants/rally-south']);
  });

  test('does nothing, and records nothing, when nothing changes', async () => {
    const before = await deployment.recorded();
    const { status, out } = await deployment.run('deploy', 'rally-north');
    expect(status).toBe(0);
    expect(out).toMatch(/^Nothing changes\. 1 tenant is byte-identical\.\n[^]*Nothing was to be done\.\n$/);
    expect(await deployment.recorded()).toEqual(before);
    const { out: json } = await deployment.run('deploy', 'rally-north', '--json');
    expect(linesOf(json)).toMatchObject([{ kind: 'ended', results: {} }]);
  });

  test('does not take a tenant to another release', async () => {
    deployment.repository.edit(SOUTH, 'release: 2026.11.1', 'release: 2026.11.0');
    const { status, err } = await deployment.run('deploy', 'rally-south');
    expect(status).toBe(1);
    expect(err).toContain(
      'tenants/rally-south APPLY-006 it runs 2026.11.1 and its file pins 2026.11.0. Pin 2026.11.1 and run npx multiplex rollout start --to 2026.11.0, or npx multiplex rollback rally-south --to 2026.11.0.',
    );
  });

  test('stops at a refusal and says what lets it pass; the reason stays in the ledger', async () => {
    deployment.repository.edit('tenants/vela-stream/tenant.yaml', '  - www.vela.example\n', '');
    const refused = await deployment.run('deploy', 'vela-stream');
    expect(refused.status).toBe(1);
    expect(refused.err).toContain(
      'APPLY-003 the plan is refused: host-removed. Change the tenant, or run npx multiplex deploy vela-stream --override host-removed --reason "…"',
    );
    const reason = 'The client let the domain go.';
    expect(
      await deployment.run('deploy', 'vela-stream', '--override', 'host-removed', '--reason', reason),
    ).toMatchObject({ status: 0 });
    expect((await deployment.recorded()).join('\n')).toContain(`host-removed overridden: "${reason}"`);
  });

  test.each([
    [['deploy', 'nobody'], /^"nobody" is not a stack of this fleet\./],
    [['deploy', 'rally-north', '--override', 'host-removed'], /^An override needs a reason/],
  ])('%j is used wrongly', async (args, message) => {
    const { status, out, err } = await deployment.run(...args);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(message);
  });

  test('an engine whose state cannot be read is named, with the place', async () => {
    deployment.repository.edit(NORTH, '#0b3d91', '#0b3d92');
    deployment.tellEngine('faults.json', [{ stack: 'tenants/rally-north' }]);
    const { status, err } = await deployment.run('deploy', 'rally-north');
    expect(status).toBe(1);
    expect(err).toMatch(/faults\.json ENGINE-003 0\.resource: /);
  });
});
