import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ScratchDeployment } from './scratch-deployment';

/** A fleet is rendered and deployed. */
jest.setTimeout(60_000);

let deployment: ScratchDeployment;

/** The example, with roles of their own for its tenants, and the canary at the first release that knows of them. */
beforeAll(async () => {
  deployment = await ScratchDeployment.open(({ edit }) => {
    for (const _ of ['us-1', 'us-2', 'eu-1']) {
      edit('fleet.yaml', 'release: 2026.11.1', 'release: 2026.11.2');
    }
    edit('fleet.yaml', '\ntiers:', '\naccess:\n  github: { repository: northlight/fleet }\n\ntiers:');
    edit('tenants/northlight-canary/tenant.yaml', 'release: 2026.11.1', 'release: 2026.11.2');
  });
});

afterAll(() => {
  deployment.close();
});

async function ran(...args: readonly string[]): Promise<string> {
  const { status, out, err } = await deployment.run(...args);
  expect([status, err]).toEqual([0, '']);
  return out;
}

function artifact(stack: string): {
  readonly displayName: string;
  readonly properties: Record<string, unknown>;
} {
  const manifest = JSON.parse(readFileSync(join(deployment.folder, 'cdk.out', 'manifest.json'), 'utf8')) as {
    artifacts: Record<string, { displayName: string; properties: Record<string, unknown> }>;
  };
  return manifest.artifacts[stack] ?? { displayName: 'there is none', properties: {} };
}

describe('a fleet that says who may deploy its tenants', () => {
  test('has a stack for the deployers of each, by the name that cdk knows it under', async () => {
    const { stacks } = JSON.parse(await ran('render', '--json')) as {
      stacks: readonly { displayName: string }[];
    };
    const names = stacks.map(({ displayName }) => displayName);
    expect(names.filter((name) => name.startsWith('access/'))).toHaveLength(12);
    expect(names).toHaveLength(3 + 12 + 12);
    expect(artifact('access--rally-north')).toMatchObject({
      displayName: 'access/rally-north',
      properties: { assumeRoleArn: expect.stringContaining('role/cdk-hnb659fds-deploy-role-') as unknown },
    });
  });

  test('has a tenant deployed with its own roles, from its own prefix', async () => {
    await ran('render', 'tenants/northlight-canary', 'access/northlight-canary');
    const roles =
      'arn:aws:iam::111122223333:role/multiplex/northlight/us-1/deployers/tenant--northlight-canary';
    expect(artifact('tenant--northlight-canary').properties).toMatchObject({
      assumeRoleArn: `${roles}--deploy`,
      cloudFormationExecutionRoleArn: `${roles}--execution`,
      stackTemplateAssetObjectUrl: expect.stringMatching(
        /\/tenants\/northlight-canary\/[0-9a-f]{64}\.json$/,
      ) as unknown,
    });
  });

  test('has one at an older release deployed as before', async () => {
    await ran('render', 'rally-north');
    expect(artifact('tenant--rally-north').properties).toMatchObject({
      assumeRoleArn: expect.stringContaining('role/cdk-hnb659fds-deploy-role-') as unknown,
    });
  });

  test('stamps the same bytes as synthesis, and is proved', async () => {
    expect(await ran('render', '--verify')).toContain('27 stacks synthesised as well: the same bytes.');
    expect(await ran('prove', 'access/northlight-canary')).toMatch(/^Isolated: /);
  });

  test('is deployed on this machine, with archives from where their deployers put them', async () => {
    expect(JSON.parse(await ran('plan', '--deployed', '--json'))).toMatchObject({
      changed: [],
      unchanged: { count: 15, tenants: 12, cells: 3 },
    });
  });
});
