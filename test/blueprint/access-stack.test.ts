import { Template } from 'aws-cdk-lib/assertions';

import { AccessStack } from '../../lib/blueprint/access/access-stack';
import { blueprintApp } from '../../lib/blueprint/blueprint';
import { TenantStack } from '../../lib/blueprint/tenant/tenant-stack';
import type { CellAccess } from '../../lib/fleet/fleet';
import { CELL_SHAPES, TENANT_SHAPES, cell, cellInput, tenantInput } from './inputs';
import { cellTemplate, json, ofType, tenantTemplate } from './synthesized';

const PROVIDER = 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
const GITHUB: CellAccess = { github: { repository: 'northlight/fleet', provider: PROVIDER } };
const PRINCIPALS: CellAccess = { principals: ['arn:aws:iam::999900001111:role/deployer'] };

/** Characters of a managed policy that IAM takes, white space left out. */
const POLICY_CHARACTERS_MAX = 6144;

function accessTemplate(access: CellAccess, tenant = 'rally-north'): Template {
  return Template.fromStack(
    new AccessStack(blueprintApp(), {
      fleet: 'northlight',
      cell: { ...cell(), access },
      tenant: { id: tenant },
    }),
  );
}

function trustOf(template: Template, role: string): unknown {
  const found = ofType(template, 'AWS::IAM::Role').find(
    ({ Properties }) => Properties?.['RoleName'] === role,
  );
  const document = found?.Properties?.['AssumeRolePolicyDocument'] as { Statement: unknown } | undefined;
  return document?.Statement;
}

test('a workflow takes the deploy role from the environment of the tenant, and from no other', () => {
  expect(trustOf(accessTemplate(GITHUB), 'tenant--rally-north--deploy')).toEqual([
    {
      Sid: 'WorkflowsOfTheEnvironment',
      Effect: 'Allow',
      Principal: { Federated: PROVIDER },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: {
          'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com',
          'token.actions.githubusercontent.com:sub': 'repo:northlight/fleet:environment:tenants/rally-north',
        },
      },
    },
  ]);
});

test('roles that the fleet names take it as they are, without tags of their own', () => {
  expect(trustOf(accessTemplate(PRINCIPALS), 'tenant--rally-north--deploy')).toEqual([
    {
      Sid: 'Principals',
      Effect: 'Allow',
      Principal: { AWS: ['arn:aws:iam::999900001111:role/deployer'] },
      Action: 'sts:AssumeRole',
    },
  ]);
});

test('CloudFormation alone takes the execution role, for the stack of the tenant', () => {
  expect(trustOf(accessTemplate(GITHUB), 'tenant--rally-north--execution')).toMatchObject([
    {
      Principal: { Service: 'cloudformation.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: {
        StringEqualsIfExists: { 'aws:SourceAccount': '111122223333' },
        ArnLikeIfExists: {
          'aws:SourceArn': 'arn:aws:cloudformation:us-east-1:111122223333:stack/tenant--rally-north/*',
        },
      },
    },
  ]);
});

test('both roles are tagged with the tenant, and hold policies of the cell and nothing else', () => {
  for (const role of ofType(accessTemplate(GITHUB), 'AWS::IAM::Role')) {
    expect(role.Properties).toMatchObject({
      Path: '/multiplex/northlight/us-1/deployers/',
      Tags: expect.arrayContaining([{ Key: 'multiplex:tenant', Value: 'rally-north' }]) as unknown,
    });
    expect(role.Properties).not.toHaveProperty('Policies');
  }
});

test.each(Object.entries(CELL_SHAPES))('a cell %s says what they may do in policies that fit', (_, input) => {
  const template = cellTemplate({ ...input, cell: { ...input.cell, access: GITHUB } });
  const policies = ofType(template, 'AWS::IAM::ManagedPolicy');
  expect(policies.map(({ Properties }) => Properties?.['ManagedPolicyName'])).toEqual(
    ['boundary', 'deploy', 'execution', 'execution-edge'].map(
      (policy) => `cell--${input.cell.id}--tenant-${policy}`,
    ),
  );
  // IAM takes no other characters in a description.
  expect(JSON.stringify(policies)).toMatch(/^[\x20-\x7e]*$/);
  for (const { Properties } of policies) {
    // References are written out when it is deployed, and ids may be three times as long as here.
    expect(JSON.stringify(Properties?.['PolicyDocument']).length * 1.3).toBeLessThan(POLICY_CHARACTERS_MAX);
  }
});

test('nothing of a cell or a tenant knows of roles that the cell does not give', () => {
  for (const template of [cellTemplate(cellInput()), tenantTemplate(tenantInput())]) {
    expect(JSON.stringify(json(template))).not.toMatch(
      /deployers|ManagedPolicy"|PermissionsBoundary|AlarmName/,
    );
  }
});

test.each(Object.entries(TENANT_SHAPES))('a tenant with roles of its own, %s, is within them', (_, shape) => {
  const own = { ...shape.cell, access: GITHUB };
  const stack = new TenantStack(blueprintApp(), tenantInput({ ...shape, cell: own }));
  const template = Template.fromStack(stack);
  const { id, account, region } = own;
  const roles = `arn:aws:iam::${account}:role/multiplex/northlight/${id}/deployers/tenant--rally-north`;
  expect(stack.synthesizer).toMatchObject({
    deployRoleArn: `${roles}--deploy`,
    cloudFormationExecutionRole: `${roles}--execution`,
  });
  template.hasResourceProperties('AWS::IAM::Role', {
    PermissionsBoundary: `arn:aws:iam::${account}:policy/multiplex/northlight/${id}/cell--${id}--tenant-boundary`,
  });
  template.hasResourceProperties('AWS::S3::Bucket', {
    BucketName: `tenant--rally-north--${account}-${region}`,
  });
  template.hasResourceProperties('Custom::TenantBranding', {
    SourceKey: `tenants/rally-north/${'b'.repeat(64)}.zip`,
  });
  for (const alarm of ofType(template, 'AWS::CloudWatch::Alarm')) {
    expect(alarm.Properties?.['AlarmName']).toMatch(/^tenant--rally-north--[a-z]+$/);
  }
});
