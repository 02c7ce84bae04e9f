import { TENANT_SHAPES, cell, tenantInput } from '../../blueprint/inputs';
import { json, tenantTemplate } from '../../blueprint/synthesized';
import { exampleFleet, withAccess } from '../../render/example-fleet';
import { deployedRoles } from './deployed-cell';
import type { DeployedRoles } from './deployed-cell';
import { KNOWN_TYPES, callsFor, contextOf } from './resource-needs';

const TENANT = 'rally-north';

let roles: DeployedRoles;

beforeAll(async () => {
  const all = await deployedRoles(withAccess((await exampleFleet()).fleet));
  roles = all.find(({ tenant }) => tenant === TENANT) ?? fail();
}, 60_000);

const ACCESS = { principals: ['arn:aws:iam::999900001111:role/platform/deployer'] };

describe.each(Object.entries(TENANT_SHAPES))('of the stack of a tenant, %s', (_, shape) => {
  const template = json(
    tenantTemplate(tenantInput({ ...shape, cell: cell({ ...shape.cell, access: ACCESS }) })),
  );
  const types = [...new Set(Object.values(template.Resources).map(({ Type }) => Type))].sort();

  test.each(types)('the execution role makes, changes and deletes %s', (type) => {
    const refused = callsFor(type, TENANT)
      .filter((call) => {
        const request = { action: call.action, resource: call.on, context: contextOf(call, TENANT) };
        return roles.execution.allowing(request).length === 0;
      })
      .map(({ action, when }) => `${action} ${when}`);
    expect(refused).toEqual([]);
  });
});

test('what every type of resource needs is known, and no more is', () => {
  const types = Object.values(TENANT_SHAPES).flatMap((shape) =>
    Object.values(json(tenantTemplate(shape)).Resources).map(({ Type }) => Type),
  );
  expect([...KNOWN_TYPES].sort()).toEqual([...new Set(types)].sort());
});

test('the deploy role publishes, changes the stack with its own execution role, and watches it', () => {
  const stack = `arn:aws:cloudformation:us-east-1:111122223333:stack/tenant--${TENANT}/0a1b2c3d`;
  const assets = 'arn:aws:s3:::cdk-hnb659fds-assets-111122223333-us-east-1';
  const execution = `arn:aws:iam::111122223333:role/multiplex/northlight/us-1/deployers/tenant--${TENANT}--execution`;
  const calls: readonly (readonly [string, string, Readonly<Record<string, string>>?])[] = [
    ['ssm:GetParameter', 'arn:aws:ssm:us-east-1:111122223333:parameter/cdk-bootstrap/hnb659fds/version'],
    [
      'ssm:GetParameters',
      'arn:aws:ssm:us-east-1:111122223333:parameter/multiplex/northlight/cells/us-1/v1/table-name',
    ],
    ['s3:GetBucketLocation', assets],
    ['s3:ListBucket', assets, { 's3:prefix': `tenants/${TENANT}/${'a'.repeat(64)}.zip` }],
    ['s3:PutObject', `${assets}/tenants/${TENANT}/${'a'.repeat(64)}.zip`],
    ['s3:GetObject', `${assets}/tenants/${TENANT}/${'b'.repeat(64)}.json`],
    ['cloudformation:CreateChangeSet', stack, { 'cloudformation:rolearn': execution }],
    ['cloudformation:DeleteStack', stack],
    ['cloudformation:ExecuteChangeSet', stack],
    ['cloudformation:DescribeStacks', stack],
    ['cloudformation:DescribeStackEvents', stack],
    ['cloudformation:GetTemplate', stack],
    ['iam:PassRole', execution, { 'iam:passedtoservice': 'cloudformation.amazonaws.com' }],
  ];
  const refused = calls.filter(
    ([action, resource, context = {}]) => roles.deploy.allowing({ action, resource, context }).length === 0,
  );
  expect(refused).toEqual([]);
});

test('the deploy role makes no change without naming its execution role, and imports nothing', () => {
  const stack = `arn:aws:cloudformation:us-east-1:111122223333:stack/tenant--${TENANT}/0a1b2c3d`;
  const role = 'arn:aws:iam::111122223333:role';
  const own = `${role}/multiplex/northlight/us-1/deployers/tenant--${TENANT}--execution`;
  const contexts: readonly Readonly<Record<string, string>>[] = [
    {},
    { 'cloudformation:rolearn': `${role}/cdk-hnb659fds-cfn-exec-role-111122223333-us-east-1` },
    { 'cloudformation:rolearn': own.replace(TENANT, 'rally-east') },
    { 'cloudformation:rolearn': own, 'cloudformation:importresourcetypes': 'AWS::S3::Bucket' },
  ];
  for (const context of contexts) {
    const request = { action: 'cloudformation:CreateChangeSet', resource: stack, context };
    expect(roles.deploy.allowing(request)).toEqual([]);
  }
});

function fail(): never {
  throw new Error('it is there');
}
