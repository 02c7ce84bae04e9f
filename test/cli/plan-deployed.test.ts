import type { Plan } from '../../lib/plan/plan-document';
import { ScratchDeployment } from './scratch-deployment';

/** A fleet is deployed first. */
jest.setTimeout(30_000);

const NORTH = 'tenants/rally-north/tenant.yaml';

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

async function planned(
  ...args: readonly string[]
): Promise<{ readonly status: number; readonly plan: Plan }> {
  const { status, out, err } = await deployment.run('plan', '--deployed', '--json', ...args);
  expect(err).toBe('');
  return { status, plan: JSON.parse(out) as Plan };
}

describe('multiplex plan --deployed', () => {
  test('everything is added where nothing is deployed', async () => {
    const { plan } = await planned('--scope', 'fleet', '--state', '.multiplex/nothing');
    expect(plan.changed.map(({ kind }) => kind)).toEqual(Array.from({ length: 15 }, () => 'added'));
    expect(plan).toMatchObject({ verdict: 'clear', unchanged: { count: 0 } });
  });

  test('nothing changes where the working tree is deployed', async () => {
    const { status, plan } = await planned();
    expect(status).toBe(0);
    expect(plan).toMatchObject({ changed: [], unchanged: { count: 15, tenants: 12, cells: 3 } });
    expect(plan.notes).toEqual(['Compared with what the engine "local" has of northlight.']);
  });

  test('names causes where what is deployed is what the base gives', async () => {
    deployment.repository.edit(NORTH, '#0b3d91', '#0b3d92');
    const { plan } = await planned();
    expect(plan.changed).toMatchObject([
      {
        stack: 'tenants/rally-north',
        kind: 'changed',
        environment: 'aws://111122223333/us-east-1',
        resources: [{ causes: [`${NORTH}: branding.colors.primary`] }],
      },
    ]);
  });

  test('tells what is deployed from other files, and still what it changes', async () => {
    deployment.repository.edit(NORTH, '#0b3d91', '#0b3d92');
    await deployment.run('deploy', 'rally-north');
    deployment.repository.restore();
    const { plan } = await planned('--scope', 'tenants/rally-north');
    expect(plan.notes[1]).toBe(
      'tenants/rally-north is deployed from other files than these and those of the base, so that causes cannot be named.',
    );
    const [change] = plan.changed;
    expect(change?.release).toEqual({ before: '2026.11.1', after: '2026.11.1' });
    expect(change?.resources).toMatchObject([
      {
        properties: [
          { path: 'Properties.Configuration.branding.colors.primary', before: '#0b3d92', after: '#0b3d91' },
        ],
      },
    ]);
  });

  test('a tenant that was removed from the files is a stack that would be removed', async () => {
    deployment.repository.delete('tenants/rally-north');
    const { status, plan } = await planned();
    expect(status).toBe(1);
    expect(plan.changed).toMatchObject([{ stack: 'tenants/rally-north', kind: 'removed' }]);
    expect(plan.refusals).toMatchObject([{ refusal: 'stack-removed', stack: 'tenants/rally-north' }]);
  });

  test('a stack that only the ledger knows is named, and not touched', async () => {
    deployment.repository.delete('tenants/rally-north');
    deployment.repository.commit();
    const { status, plan } = await planned('--base', 'HEAD');
    expect(status).toBe(0);
    expect(plan.changed).toEqual([]);
    expect(plan.notes[1]).toBe(
      'tenants/rally-north is recorded as deployed, and neither in the working tree nor in the base.',
    );
  });

  test('a tenant that was taken out of the engine is added again', async () => {
    deployment.repository.delete('tenants/rally-north');
    await deployment.run(
      ...['plan', '--deployed', '--out', 'plan.json', '--override', 'stack-removed', '--reason', 'It left.'],
    );
    expect(await deployment.run('apply', 'plan.json')).toMatchObject({ status: 0 });
    expect(await planned()).toMatchObject({ status: 0, plan: { changed: [], notes: [expect.anything()] } });
    deployment.repository.restore();
    const { plan } = await planned('--scope', 'tenants/rally-north');
    expect(plan.changed).toMatchObject([{ stack: 'tenants/rally-north', kind: 'added' }]);
  });
});
