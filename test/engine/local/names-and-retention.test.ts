import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { digestOf, NORTH, reasonOf, SOUTH, story, Workbench } from './workbench';

let bench: Workbench;

beforeEach(() => {
  bench = new Workbench();
});

afterEach(() => bench.clear());

const KEPT = { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
const bucket = (name: string | undefined, more: object = {}): object => ({
  Type: 'AWS::S3::Bucket',
  Properties: name === undefined ? {} : { BucketName: name },
  ...more,
});
const distribution = (...aliases: readonly string[]): object => ({
  Type: 'AWS::CloudFront::Distribution',
  Properties: { DistributionConfig: { Aliases: aliases } },
});

function bucketFolders(): readonly string[] {
  const folder = join(bench.folder, 'buckets');
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

describe('names (17)', () => {
  test.each<[string, object, string]>([
    ['a bucket', { R: bucket('films') }, 'films'],
    ['an alias', { R: distribution('Films.example') }, 'films.example'],
    ['a role', { R: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'data' } } }, 'data'],
    [
      'a managed policy',
      { R: { Type: 'AWS::IAM::ManagedPolicy', Properties: { ManagedPolicyName: 'deploy', Path: '/a/' } } },
      'deploy',
    ],
    [
      'an SSM parameter',
      { R: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/a', Value: 'b' } } },
      '/a',
    ],
    [
      'a policy of CloudFront',
      { R: { Type: 'AWS::CloudFront::CachePolicy', Properties: { CachePolicyConfig: { Name: 'app' } } } },
      'app',
    ],
    [
      'a DNS record',
      {
        R: {
          Type: 'AWS::Route53::RecordSet',
          Properties: { HostedZoneId: 'Z1', Name: 'a.example', Type: 'A' },
        },
      },
      'Z1/a.example/A',
    ],
    ['a dashboard', { R: { Type: 'AWS::CloudWatch::Dashboard', Properties: { DashboardName: 'd' } } }, 'd'],
    [
      'a web ACL',
      { R: { Type: 'AWS::WAFv2::WebACL', Properties: { Name: 'w', Scope: 'CLOUDFRONT' } } },
      'CLOUDFRONT/w',
    ],
  ])('%s that another stack has fails the resource', async (_, resources, name) => {
    const engine = await bench.open();
    await engine.apply(bench.change(resources, undefined));
    const outcome = await engine.apply(bench.change(resources, undefined, SOUTH));
    expect(outcome).toMatchObject({ kind: 'stuck', status: 'ROLLBACK_COMPLETE' });
    expect(reasonOf(outcome)).toMatch(/^R: Resource of type 'AWS::/);
    expect(reasonOf(outcome)).toContain(
      `${name}' already exists in stack tenant--north. (HandlerErrorCode: AlreadyExists)`,
    );
  });

  test('another account has names of its own, but for buckets and aliases', async () => {
    const engine = await bench.open();
    const elsewhere = { ...SOUTH, account: '444455556666' };
    const role = { R: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'data' } } };
    await engine.apply(bench.change({ ...role, B: bucket('films') }, undefined));
    expect(await engine.apply(bench.change(role, undefined, elsewhere))).toMatchObject({ kind: 'succeeded' });
    const next = bench.change({ ...role, B: bucket('films') }, digestOf(role), elsewhere);
    expect(await engine.apply(next)).toMatchObject({ kind: 'failed', digest: digestOf(role) });
  });

  test('an alias is free for another as soon as a stack has given it up', async () => {
    const engine = await bench.open();
    const [both, one] = [{ R: distribution('a.example', 'b.example') }, { R: distribution('a.example') }];
    await engine.apply(bench.change(both, undefined));
    const wanted = { R: distribution('b.example') };
    expect(await engine.apply(bench.change(wanted, undefined, SOUTH))).toMatchObject({ kind: 'stuck' });
    await engine.apply(bench.change(one, digestOf(both)));
    expect(await engine.apply(bench.change(wanted, undefined, SOUTH))).toMatchObject({ kind: 'succeeded' });
  });

  test('the next process knows whose names are whose', async () => {
    const first = await bench.open();
    await first.apply(bench.change({ R: distribution('a.example') }, undefined));
    await first.close();
    const second = await bench.open();
    const outcome = await second.apply(bench.change({ R: distribution('a.example') }, undefined, SOUTH));
    expect(reasonOf(outcome)).toContain("'a.example' already exists in stack tenant--north");
  });
});

describe('replacement (8, 9, 16)', () => {
  test('makes the new one first and deletes the old one last, and references follow', async () => {
    const engine = await bench.open();
    const resources = (name: string): object => ({
      B: bucket(name),
      P: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/bucket', Value: { Ref: 'B' } } },
    });
    await engine.apply(bench.change(resources('old-films'), undefined));
    const events = engine.events(NORTH).length;
    await engine.apply(bench.change(resources('new-films'), digestOf(resources('old-films'))));
    expect(story(engine).slice(events)).toEqual([
      'tenant--north UPDATE_IN_PROGRESS',
      'B UPDATE_IN_PROGRESS',
      'B UPDATE_IN_PROGRESS',
      'B UPDATE_COMPLETE',
      'P UPDATE_IN_PROGRESS',
      'P UPDATE_COMPLETE',
      'tenant--north UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      'B DELETE_IN_PROGRESS',
      'B DELETE_COMPLETE',
      'tenant--north UPDATE_COMPLETE',
    ]);
    expect(bucketFolders()).toEqual(['new-films']);
  });

  test('leaves the old one where the policy says so, with its name', async () => {
    const engine = await bench.open();
    const [before, after] = [{ B: bucket('old-films', KEPT) }, { B: bucket('new-films', KEPT) }];
    await engine.apply(bench.change(before, undefined));
    await engine.apply(bench.change(after, digestOf(before)));
    expect(story(engine)).toContain('B DELETE_SKIPPED');
    expect(bucketFolders()).toEqual(['new-films', 'old-films']);
    const again = await engine.apply(bench.change({ B: bucket('old-films') }, undefined, SOUTH));
    expect(reasonOf(again)).toContain("'old-films' already exists");
  });

  test('cannot give the new one the name of the old one', async () => {
    const engine = await bench.open();
    const topic = (fifo: boolean): object => ({
      T: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'news', FifoTopic: fifo } },
    });
    await engine.apply(bench.change(topic(false), undefined));
    const outcome = await engine.apply(bench.change(topic(true), digestOf(topic(false))));
    expect(outcome).toMatchObject({ kind: 'failed', digest: digestOf(topic(false)) });
    expect(reasonOf(outcome)).toContain(
      'cannot update a stack when a custom-named resource requires replacing',
    );
  });

  test('that fails later is undone, and the old one was there all the time', async () => {
    const engine = await bench.open();
    const before = { B: bucket('old-films'), Z: bucket(undefined) };
    const after = { B: bucket('new-films'), Z: bucket(undefined), Zz: bucket('last') };
    await engine.apply(bench.change(before, undefined));
    const [resources, folders] = [engine.read(NORTH)?.resources, bucketFolders()];
    engine.plant({ stack: NORTH.stack, resource: 'Zz', reason: 'no' });
    expect(await engine.apply(bench.change(after, digestOf(before)))).toMatchObject({ kind: 'failed' });
    expect(engine.read(NORTH)?.resources).toEqual(resources);
    expect(bucketFolders()).toEqual(folders);
  });
});

describe('removal (16, 18)', () => {
  test('leaves what is retained, with its name, also for the next process', async () => {
    const first = await bench.open();
    const resources = { Kept: bucket('films', KEPT), Gone: bucket('scratch') };
    await first.apply(bench.change(resources, undefined));
    expect(await first.apply(bench.removal(digestOf(resources)))).toMatchObject({ kind: 'succeeded' });
    expect(bucketFolders()).toEqual(['films']);
    await first.close();
    const second = await bench.open();
    expect(await second.describe(NORTH)).toEqual({ kind: 'absent' });
    const outcome = await second.apply(bench.change({ Kept: bucket('films') }, undefined));
    expect(reasonOf(outcome)).toContain("'films' already exists");
  });

  test.each<[string, object, string]>([
    [
      'a user pool',
      { Type: 'AWS::Cognito::UserPool', Properties: { DeletionProtection: 'ACTIVE' } },
      'has deletion protection',
    ],
    [
      'a table',
      {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          DeletionProtectionEnabled: true,
          KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
          AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        },
      },
      'has deletion protection',
    ],
  ])('does not delete %s that is protected', async (_, resource, reason) => {
    const engine = await bench.open();
    await engine.apply(bench.change({ R: resource }, undefined));
    const outcome = await engine.apply(bench.removal(digestOf({ R: resource })));
    expect(outcome).toMatchObject({ kind: 'stuck', status: 'DELETE_FAILED' });
    expect(engine.events(NORTH).find(({ status }) => status === 'DELETE_FAILED')?.reason).toContain(reason);
    expect(Object.keys(engine.read(NORTH)?.resources ?? {})).toEqual(['R']);
  });

  test('a table that is not protected is gone', async () => {
    const engine = await bench.open();
    const table = (name: string): object => ({
      T: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          TableName: name,
          KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
          AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        },
      },
    });
    await engine.apply(bench.change(table('items'), undefined));
    expect(await engine.apply(bench.removal(digestOf(table('items'))))).toMatchObject({ kind: 'succeeded' });
    expect(await engine.apply(bench.change(table('items'), undefined, SOUTH))).toMatchObject({
      kind: 'succeeded',
    });
  });
});
