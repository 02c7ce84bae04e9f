import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Plan, StackChange } from '../../lib/plan/plan-document';
import { planOf } from '../plan/scratch-repository';
import { ScratchDeployment } from './scratch-deployment';

/** A fleet is rendered and deployed. */
jest.setTimeout(60_000);

const LAKES = [
  'rally-lakes',
  ...['--name', 'Rally Lakes', '--owner', '@northlight/sports', '--contact', 'operations@example.com'],
  ...['--cell', 'us-1'],
];

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

afterEach(() => {
  deployment.restore();
});

afterAll(() => {
  deployment.close();
});

/** Another repository's workflows may deploy the tenants of one cell. */
function handOver(): void {
  const domain = '    domain: us-1.northlight.example\n';
  deployment.repository.edit(
    'fleet.yaml',
    domain,
    `    access: { github: { repository: northlight/sports } }\n${domain}`,
  );
}

/** A tenant comes, and its folder is committed. */
async function onboard(): Promise<void> {
  await deployment.run('onboard', ...LAKES);
  deployment.repository.git('add', '--all', 'tenants');
}

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

  test('says who may change who may deploy, which is nobody who may deploy', async () => {
    expect(await ran('access', 'northlight-canary')).toMatch(
      /\nstack access--northlight-canary, with these roles +environment cells\/us-1, or whoever takes the bootstrap’s roles of the account\n/,
    );
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

  test('has words for them that shells complete', async () => {
    expect(await ran('complete', '--', 'plan', '--scope', 'access/rally-n')).toBe('access/rally-north\n');
  });

  test('is deployed on this machine, with archives from where their deployers put them', async () => {
    expect(JSON.parse(await ran('plan', '--deployed', '--json'))).toMatchObject({
      changed: [],
      unchanged: { count: 27, tenants: 12, access: 12, cells: 3 },
    });
  });
});

function stacksOf({ changed }: Plan): readonly string[] {
  return changed.map(({ stack, kind }) => `${stack} ${kind}`);
}

function theChange({ changed }: Plan, stack: string): StackChange {
  const change = changed.find((one) => one.stack === stack);
  if (change === undefined) {
    throw new Error(`${stack} does not change`);
  }
  return change;
}

describe('a plan', () => {
  test('names who may deploy as the cause of what changes in roles, which reach one tenant and nobody else', async () => {
    deployment.repository.edit('fleet.yaml', 'northlight/fleet', 'northlight/clients');
    const { plan } = await planOf(deployment);
    expect(plan.changed.every(({ stack }) => stack.startsWith('access/'))).toBe(true);
    expect(plan.changed).toHaveLength(12);
    expect(plan.unchanged).toMatchObject({ count: 15, tenants: 12, cells: 3 });
    const { causes, reach, release, resources } = theChange(plan, 'access/rally-north');
    expect(causes).toMatchObject([{ id: 'fleet.yaml: access.github.repository', effect: 'alone' }]);
    expect(reach).toEqual({ kind: 'access', cell: 'cells/us-1', tenant: 'tenants/rally-north' });
    expect(release).toEqual({ before: '2026.11.2', after: '2026.11.2' });
    expect(resources).toMatchObject([{ logicalId: 'Deploy', type: 'AWS::IAM::Role', change: 'changed' }]);
    const refused = plan.refusals.filter(({ stack }) => stack === 'access/rally-north');
    expect(refused).toMatchObject([{ refusal: 'permission-widened' }]);
  });

  test('of one cell takes the roles of its tenants for part of that cell', async () => {
    handOver();
    const { plan } = await planOf(deployment);
    expect(plan.scope).toMatchObject({ declared: ['cells/us-1'], exceeded: [] });
    expect(stacksOf(plan)).toContain('access/rally-north changed');
    expect(stacksOf(plan)).not.toContain('access/rally-west changed');
  });

  test('lets nobody who means a tenant change who may deploy it', async () => {
    handOver();
    const { plan } = await planOf(deployment, '--scope', 'tenants/rally-north');
    expect(plan.scope.exceeded.map(({ stack }) => stack)).toContain('access/rally-north');
    const meant = await planOf(deployment, '--scope', 'tenants/rally-north', 'access/rally-north');
    expect(meant.plan.scope.exceeded.map(({ stack }) => stack)).not.toContain('access/rally-north');
  });

  test('of a new tenant adds it with its roles and touches nobody, and its folder declares both', async () => {
    await onboard();
    const { status, plan } = await planOf(deployment);
    expect(status).toBe(0);
    expect(stacksOf(plan)).toEqual(['access/rally-lakes added', 'tenants/rally-lakes added']);
    expect(plan.unchanged).toMatchObject({ count: 27 });
    const { out } = await deployment.run('plan');
    expect(out).toMatch(
      /^2 stacks are added: access\/rally-lakes, tenants\/rally-lakes\. 12 tenants, the roles of 12 tenants and 3 cells are byte-identical\.\n/,
    );
    expect(out).toContain('  is what tenants/rally-lakes is deployed with, and nobody else\n');
    expect((await deployment.run('plan', '--markdown')).out).toContain(
      'Is what `tenants/rally-lakes` is deployed with, and nobody else.',
    );
    expect(theChange(plan, 'access/rally-lakes').causes).toMatchObject([
      { id: 'tenants/rally-lakes/tenant.yaml' },
    ]);
    expect(JSON.parse((await deployment.run('affected', '--json')).out)).toEqual({
      include: [
        {
          stack: 'access/rally-lakes',
          kind: 'access',
          id: 'rally-lakes',
          change: 'added',
          cell: 'cells/us-1',
        },
        { stack: 'tenants/rally-lakes', kind: 'tenant', id: 'rally-lakes', change: 'added' },
      ],
    });
  });

  test('of a tenant that goes to another cell moves its roles as well, which its folder does not declare', async () => {
    deployment.repository.edit('tenants/rally-plains/tenant.yaml', 'cell: us-1', 'cell: us-2');
    const { plan } = await planOf(deployment);
    expect(plan.scope.exceeded).toEqual([
      { stack: 'access/rally-plains', causes: ['tenants/rally-plains/tenant.yaml: cell'] },
    ]);
    expect(plan.refusals.filter(({ refusal }) => refusal === 'stack-moved')).toHaveLength(2);
  });

  test('of access that a cell no longer has removes the roles, for that reason', async () => {
    deployment.repository.edit('fleet.yaml', 'access:\n  github: { repository: northlight/fleet }\n', '');
    const { plan } = await planOf(deployment);
    const removed = theChange(plan, 'access/alpenkino');
    expect(removed).toMatchObject({ kind: 'removed', causes: [{ id: 'fleet.yaml: access' }] });
    expect(theChange(plan, 'cells/eu-1').causes).toMatchObject([
      { id: 'fleet.yaml: access', effect: 'alone' },
    ]);
    expect(plan.refusals).toContainEqual(
      expect.objectContaining({
        refusal: 'stack-removed',
        stack: 'access/alpenkino',
        message: 'the roles are removed that tenants/alpenkino is deployed with.',
      }),
    );
  });
});

describe('a new tenant with roles of its own', () => {
  test('is not deployed before them, and who deploys tenants is told who makes them', async () => {
    await onboard();
    const before = await deployment.recorded();
    const refused = await deployment.run('deploy', 'rally-lakes');
    expect(refused.status).toBe(1);
    expect(refused.err).toContain(
      'access/rally-lakes APPLY-010 the roles that the tenant is deployed with are not there. Let whoever looks after account 111122223333 make them first: npx multiplex deploy access/rally-lakes',
    );
    expect(await deployment.recorded()).toEqual(before);
    expect(await deployment.run('deploy', 'access/rally-lakes')).toMatchObject({ status: 0 });
    expect(await deployment.run('deploy', 'rally-lakes')).toMatchObject({ status: 0 });
    expect(await deployment.differing()).toEqual([]);
    expect(await ran('audit', 'access/rally-lakes')).toMatch(/access\/rally-lakes: .*\n.*: succeeded/);
  });

  test('comes after them when the plan of both is applied', async () => {
    await onboard();
    await deployment.run('plan', '--deployed', '--scope', 'fleet', '--out', 'plan.json');
    const { out } = await deployment.run('apply', 'plan.json', '--json');
    const started = [...out.matchAll(/"started","stack":"([^"]+)"/g)].map(([, stack]) => stack);
    expect(started).toEqual(['access/rally-lakes', 'tenants/rally-lakes']);
  });
});

describe('a tenant that moves to a cell of its own', () => {
  test('takes roles there before its stack, and the plan of that is about nobody else', async () => {
    const { status, out } = await deployment.run(
      ...['dedicate', 'northlight-canary', '--account', '222233334444', '--region', 'us-east-1'],
      ...['--hosted-zone-id', 'Z0444444444444444444', '--certificate-arn'],
      'arn:aws:acm:us-east-1:222233334444:certificate/66666666-6666-4666-8666-666666666666',
      ...['--override', 'accounts-left', 'host-removed', '--reason', 'It is ours.'],
    );
    expect(status).toBe(0);
    expect(out).toContain('2 access: Makes access/northlight-canary there');
    expect((await deployment.run('plan')).status).toBe(0);
    expect((await deployment.run('apply', 'dedications/northlight-canary.json')).status).toBe(0);
    expect(await deployment.differing()).toEqual([]);
  });
});

describe('a roll-out to a release at which tenants are deployed with roles of their own', () => {
  const START = [
    ...['rollout', 'start', '--to', '2026.11.2', '--only', 'rally-north', '--yes', '--stay', '0'],
    // It gets a bucket with a name that its roles are limited to.
    ...['--set-aside', 'window', 'notice', '--override', 'data-replaced', '--reason', 'Roles of its own.'],
  ];

  test('does not start while those of somebody who moves are not as the files say', async () => {
    handOver();
    const before = await deployment.recorded();
    const { status, err } = await deployment.run(...START);
    expect(status).toBe(1);
    expect(err).toContain(
      'access/rally-north ROLLOUT-012 the roles that the tenant is moved with are not there, or not as fleet.yaml says. Make them first: npx multiplex deploy access/rally-north; or leave the tenant out: --only',
    );
    expect(await deployment.recorded()).toEqual(before);
  });

  test('moves tenants and leaves the roles where they are', async () => {
    const earlier = (await deployment.recorded()).length;
    expect(await deployment.run(...START)).toMatchObject({ status: 0 });
    const made = (await deployment.recorded()).slice(earlier).filter((what) => what.includes('succeeded'));
    expect(made).toEqual([expect.stringMatching(/^tenants\/rally-north: succeeded/)]);
  });
});
