import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { tenantSubject } from '../../lib/isolation/subject';
import type { Refusal } from '../../lib/plan/plan-document';
import type { ComparedStack, Template } from '../../lib/plan/refusals/compared-stack';
import { IsolationRefusals } from '../../lib/plan/refusals/isolation';
import { OVERRIDABLE, REFUSALS } from '../../lib/plan/refusals/refusal-catalogue';
import { changeRefusals } from '../../lib/plan/refusals/stack-refusals';
import { resourceChanges } from '../../lib/plan/resource-changes';
import type { StackSide } from '../../lib/plan/stack-pair';
import type { Json } from '../../lib/plan/value-changes';
import { renderFleet } from '../../lib/render/render-fleet';
import type { RenderedStack } from '../../lib/render/rendered-stack';
import { tenantInputs } from '../../lib/render/stack-input';
import { exampleFleet, PROJECT } from '../render/example-fleet';

const STACK = 'cells/us-1';

function side(template: Template): StackSide {
  const rendered = { template: JSON.stringify(template) } as RenderedStack;
  return { release: '2026.11.0', cell: 'us-1', environment: 'aws://111122223333/us-east-1', rendered };
}

function compared(before: Json, after: Json): ComparedStack {
  const [was, is] = [{ Resources: before }, { Resources: after }];
  const pair = { stack: STACK, before: side(was), after: side(is) };
  return { pair, stack: STACK, before: was, after: is, changes: resourceChanges(was, is) };
}

function refused(before: Json, after: Json): readonly string[] {
  return changeRefusals(compared(before, after), new Map()).map(
    ({ code, place, message }: Refusal) => `${code} ${place}: ${message}`,
  );
}

function resource(type: string, properties: Json, rest: Template = {}): Json {
  return { Type: type, Properties: properties, ...rest };
}

const RETAINED = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };

const table = (properties: Template, rest: Template = RETAINED): Json =>
  resource('AWS::DynamoDB::Table', { TableName: 'items', KeySchema: [], ...properties }, rest);

describe('what holds data', () => {
  test('is not replaced', () => {
    expect(refused({ Items: table({}) }, { Items: table({ TableName: 'other' }) })).toEqual([
      'PLAN-001 Resources.Items.Properties.TableName: AWS::DynamoDB::Table holds items and is replaced by an empty one, since Properties.TableName changes; the old one stays in the account without a stack.',
    ]);
  });

  test('is not removed, and it is said whether it stays', () => {
    expect(refused({ Items: table({}), Pool: resource('AWS::Cognito::UserPool', {}) }, {})).toEqual([
      'PLAN-002 Resources.Items: AWS::DynamoDB::Table holds items and is removed; it stays in the account without a stack.',
      'PLAN-002 Resources.Pool: AWS::Cognito::UserPool holds accounts of viewers and is removed; it is deleted.',
    ]);
  });

  test('may be changed in place, and what holds none may go', () => {
    const topic = resource('AWS::SNS::Topic', {});
    expect(refused({ Items: table({}), Topic: topic }, { Items: table({ Tags: [] }) })).toEqual([]);
  });
});

describe('the contract', () => {
  const parameter = (name: string, value: Json, tags: Json = {}): Json =>
    resource('AWS::SSM::Parameter', {
      Name: `/multiplex/northlight/cells/us-1/${name}`,
      Type: 'String',
      Value: value,
      Tags: tags,
    });
  const topic = (name: string): Json => resource('AWS::SNS::Topic', { TopicName: name });

  test('keeps its values', () => {
    expect(refused({ A: parameter('v1/zone', 'Z1') }, { A: parameter('v1/zone', 'Z2') })).toEqual([
      'PLAN-003 Resources.A.Properties.Value: v1/zone changes from Z1 to Z2.',
    ]);
    expect(refused({ A: parameter('v1/zone', 'Z1') }, {})).toEqual([
      'PLAN-003 Resources.A.Properties.Value: v1/zone is removed, which tenants of the cell may read.',
    ]);
  });

  test('changes with the resource that it speaks of', () => {
    const at = (name: string): Json => ({ A: parameter('v1/topic', { Ref: 'Topic' }), Topic: topic(name) });
    expect(refused(at('a'), at('b'))).toEqual([
      'PLAN-003 Resources.A.Properties.Value: v1/topic changes, since Topic is replaced.',
    ]);
  });

  test('may have other tags, another logical id, and values added', () => {
    const before = { A: parameter('v1/zone', 'Z1') };
    expect(
      refused(before, { B: parameter('v1/zone', 'Z1', { a: 'b' }), C: parameter('v2/zone', 'Z2') }),
    ).toEqual([]);
  });
});

test('a host that goes is named once, where the distribution says it, and with who has it next', () => {
  const edge = (...Aliases: readonly string[]): Json =>
    resource('AWS::CloudFront::Distribution', { DistributionConfig: { Aliases } });
  const record = resource('AWS::Route53::RecordSet', { Name: 'a.example.' });
  const change = compared({ Edge: edge('a.example', 'b.example'), Dns: record }, { Edge: edge('b.example') });
  const found = changeRefusals(change, new Map([['a.example', 'tenants/other']]));
  expect(found).toMatchObject([
    { code: 'PLAN-004', place: 'Resources.Edge.Properties.DistributionConfig.Aliases' },
  ]);
  expect(found[0]?.message).toMatch(/^a\.example moves to tenants\/other/);
});

describe('permissions', () => {
  const role = (statement: Json, rest: Template = {}): Json =>
    resource('AWS::IAM::Role', {
      AssumeRolePolicyDocument: { Statement: [] },
      Policies: [{ PolicyName: 'data', PolicyDocument: { Statement: statement } }],
      ...rest,
    });
  const narrow = {
    Effect: 'Allow',
    Action: ['s3:GetObject', 's3:PutObject'],
    Resource: 'arn:aws:s3:::media/tenants/a/*',
    Condition: { Bool: { 'aws:SecureTransport': 'true' } },
  };
  const wider = (change: Template): readonly string[] =>
    refused({ Role: role([narrow]) }, { Role: role([{ ...narrow, ...change }]) }).map(
      (line) => line.split('Statement[0]: ')[1] ?? line,
    );

  test.each<[string, Template, string]>([
    [
      'an action more',
      { Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'] },
      'action added: it allows s3:deleteobject on arn:aws:s3:::media/tenants/a/*.',
    ],
    ['every action', { Action: 's3:*' }, 'action added: it allows s3:* on arn:aws:s3:::media/tenants/a/*.'],
    [
      'a wider resource',
      { Resource: 'arn:aws:s3:::media/*' },
      'resource added: it allows s3:getobject, s3:putobject on arn:aws:s3:::media/*.',
    ],
    [
      'a condition less',
      { Condition: {} },
      'condition removed: it allows s3:getobject, s3:putobject on arn:aws:s3:::media/tenants/a/* without Bool aws:SecureTransport true.',
    ],
  ])('%s is wider, and it is said how', (_, change, expected) => {
    expect(wider(change)).toEqual([expected]);
  });

  test.each<[string, Template]>([
    ['an action less', { Action: 's3:GetObject' }],
    ['a narrower resource', { Resource: 'arn:aws:s3:::media/tenants/a/logo/*' }],
    ['a condition more', { Condition: { ...narrow.Condition, Null: { 'aws:TokenIssueTime': 'false' } } }],
    ['the same in another order', { Action: ['s3:PutObject', 's3:GetObject'] }],
  ])('%s is not', (_, change) => {
    expect(wider(change)).toEqual([]);
  });

  test('one principal more, one denial less, a boundary less, and all but what is named are wider', () => {
    const trust = (...who: readonly string[]): Template => ({
      AssumeRolePolicyDocument: {
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { AWS: who } }],
      },
    });
    const before = role([{ Effect: 'Deny', Action: '*', Resource: 'x' }], {
      ...trust('a'),
      PermissionsBoundary: 'arn:b',
    });
    const after = role([{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }], trust('a', 'b'));
    const found = refused({ Role: before }, { Role: after }).join('\n');
    expect(found).toContain('principal added: it allows sts:assumerole on what holds the policy by AWS b.');
    expect(found).toContain('it no longer denies {');
    expect(found).toContain('it allows all but what is named');
    expect(found).toContain('the permissions boundary arn:b is removed.');
  });

  test('a new role, a managed policy and the permission of a function are seen', () => {
    const permission = resource('AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      FunctionName: 'f',
      Principal: '*',
    });
    const managed = role([narrow], { ManagedPolicyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'] });
    const found = refused({ Role: role([narrow]) }, { Role: managed, New: role([narrow]), P: permission });
    expect(found.map((line) => line.split(' it allows ')[0])).toEqual([
      'PLAN-005 Resources.Role.Properties.ManagedPolicyArns: new:',
      'PLAN-005 Resources.New.Properties.Policies[0].PolicyDocument.Statement[0]: new:',
      'PLAN-005 Resources.P.Properties: new:',
    ]);
  });
});

describe('protections', () => {
  const bucket = (properties: Template): Json => resource('AWS::S3::Bucket', properties, RETAINED);
  const acl = (...names: readonly string[]): Json =>
    resource('AWS::WAFv2::WebACL', { Name: 'acl', Rules: names.map((Name) => ({ Name })) });

  test.each<[string, Json, Json, string]>([
    [
      'a retention',
      table({}),
      table({}, {}),
      'DeletionPolicy of AWS::DynamoDB::Table was Retain and is Delete.',
    ],
    [
      'deletion protection',
      table({ DeletionProtectionEnabled: true }),
      table({ DeletionProtectionEnabled: false }),
      'AWS::DynamoDB::Table loses deletion protection: it was true and is false.',
    ],
    [
      'backups',
      table({ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }),
      table({}),
      'AWS::DynamoDB::Table loses point-in-time recovery: it was true and is nothing.',
    ],
    [
      'versions',
      bucket({ VersioningConfiguration: { Status: 'Enabled' } }),
      bucket({ VersioningConfiguration: { Status: 'Suspended' } }),
      'AWS::S3::Bucket loses versioning: it was Enabled and is Suspended.',
    ],
    [
      'a block on public access',
      bucket({ PublicAccessBlockConfiguration: { BlockPublicPolicy: true } }),
      bucket({ PublicAccessBlockConfiguration: { BlockPublicPolicy: false } }),
      'AWS::S3::Bucket loses the block on public access: it was true and is false.',
    ],
    ['a rule of a web ACL', acl('rate', 'known'), acl('known'), 'the web ACL loses its rule rate.'],
  ])('%s is not lost', (_, before, after, expected) => {
    const found = refused({ A: before }, { A: after }).filter((line) => line.startsWith('PLAN-007'));
    expect(found[0]).toMatch(/^PLAN-007 Resources\.A\./);
    expect(found.join('\n')).toContain(expected);
  });

  test('a guard that goes as a whole is named', () => {
    const alarm = resource('AWS::CloudWatch::Alarm', { AlarmDescription: 'Errors' });
    expect(refused({ Acl: acl(), Alarm: alarm }, {})).toEqual([
      'PLAN-007 Resources.Acl: the web ACL is removed: AWS::WAFv2::WebACL, acl.',
      'PLAN-007 Resources.Alarm: the alarm is removed: AWS::CloudWatch::Alarm, Errors.',
    ]);
  });

  test('one that is added or stronger is welcome', () => {
    const after = table({ DeletionProtectionEnabled: true });
    expect(refused({ A: table({}, {}), W: acl('a') }, { A: after, W: acl('a', 'b') })).toEqual([]);
  });
});

test('a stack in another account is another stack, and nothing else is said of it', () => {
  const change = compared({ Items: table({}) }, {});
  const after = { ...side({ Resources: {} }), environment: 'aws://444455556666/us-west-2' };
  const found = changeRefusals({ ...change, pair: { ...change.pair, after } }, new Map());
  expect(found.map(({ code }) => code)).toEqual(['PLAN-009']);
});

test('a stack that could reach another is refused, by the rule that it breaks', async () => {
  const { fleet } = await exampleFleet();
  const only = ['tenants/rally-plains'];
  const [stack] = await renderFleet(fleet, {
    rootFolder: PROJECT,
    cacheFolder: `${PROJECT}/.multiplex`,
    only,
  });
  const template = (stack?.template ?? '').replaceAll('TENANT#rally-plains', 'TENANT#rally-south');
  const subjects = fleet.tenants.map((tenant) => tenantSubject(tenantInputs(fleet, PROJECT)(tenant)));
  const found = new IsolationRefusals(subjects).of({ stack: 'tenants/rally-plains', source: template });
  expect(found[0]).toMatchObject({ code: 'PLAN-006', refusal: 'isolation-broken', stack: only[0] });
  expect(found.map(({ message }) => message).join('\n')).toContain('ISOLATION-001');
});

test('every refusal is on the page about the plan, with its code', () => {
  const page = readFileSync(join(PROJECT, 'docs', 'plan.md'), 'utf8');
  for (const [name, { code }] of Object.entries(REFUSALS)) {
    expect(page).toMatch(new RegExp(`^\\| \`${name}\` +\\| ${code} `, 'm'));
  }
});

test('what must not pass has no override', () => {
  expect(Object.keys(REFUSALS).filter((name) => !OVERRIDABLE.includes(name))).toEqual([
    'isolation-broken',
    'scope-exceeded',
    'override-unused',
  ]);
});
