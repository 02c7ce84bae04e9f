import { resourceChanges } from '../../lib/plan/resource-changes';
import type { Json } from '../../lib/plan/value-changes';

function template(resources: Json, rest: Readonly<Record<string, Json>> = {}): Record<string, Json> {
  return { Resources: resources, ...rest };
}

const bucket = (properties: Json, rest: Readonly<Record<string, Json>> = {}): Json => ({
  Type: 'AWS::S3::Bucket',
  Properties: properties,
  ...rest,
});

test('the same template changes nothing', () => {
  const same = template({ Files: bucket({ BucketName: 'files' }) });
  expect(resourceChanges(same, same)).toEqual({
    resources: [],
    parameters: [],
    outputs: [],
    conditions: [],
    others: [],
  });
});

test('resources come and go, sorted by their ids, and one that is kept says so', () => {
  const before = template({
    Gone: bucket({}),
    Kept: bucket({}, { DeletionPolicy: 'Retain' }),
  });
  const after = template({ Added: bucket({}) });
  expect(resourceChanges(before, after).resources).toEqual([
    { logicalId: 'Added', type: 'AWS::S3::Bucket', change: 'added', isRetained: false, properties: [] },
    { logicalId: 'Gone', type: 'AWS::S3::Bucket', change: 'removed', isRetained: false, properties: [] },
    { logicalId: 'Kept', type: 'AWS::S3::Bucket', change: 'removed', isRetained: true, properties: [] },
  ]);
});

test('a property that can be changed in place is, with the route to what differs', () => {
  const at = (connectionTimeout: number): Json => ({
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: { Enabled: true, Origins: [{ Id: 'api', ConnectionTimeout: connectionTimeout }] },
    },
  });
  expect(resourceChanges(template({ Edge: at(10) }), template({ Edge: at(3) })).resources).toEqual([
    {
      logicalId: 'Edge',
      type: 'AWS::CloudFront::Distribution',
      change: 'changed',
      isRetained: false,
      properties: [
        {
          path: 'Properties.DistributionConfig.Origins[0].ConnectionTimeout',
          before: 10,
          after: 3,
          impact: 'changed',
        },
      ],
    },
  ]);
});

test('one property that cannot be changed in place replaces the resource, and only that one is to blame', () => {
  const before = template({
    Files: bucket({ BucketName: 'old', Tags: [] }, { UpdateReplacePolicy: 'Retain' }),
  });
  const after = template({
    Files: bucket({ BucketName: 'new', Tags: [{ Key: 'a', Value: 'b' }] }, { UpdateReplacePolicy: 'Retain' }),
  });
  expect(resourceChanges(before, after).resources).toMatchObject([
    {
      change: 'replaced',
      isRetained: true,
      properties: [
        { path: 'Properties.BucketName', before: 'old', after: 'new', impact: 'replaced' },
        { path: 'Properties.Tags[0]', impact: 'changed' },
      ],
    },
  ]);
});

test('what refers to a resource that is replaced is changed with it', () => {
  const at = (name: string): Record<string, Json> =>
    template({
      Files: bucket({ BucketName: name }),
      Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Files' }, PolicyDocument: {} } },
    });
  const [, policy] = resourceChanges(at('old'), at('new')).resources;
  expect(policy).toMatchObject({
    logicalId: 'Policy',
    change: 'replaced',
    properties: [{ path: 'Properties.Bucket.Ref', before: 'Files', after: 'Files (replaced)' }],
  });
});

test('another type under the same id is another resource', () => {
  const after = template({ Files: { Type: 'AWS::SNS::Topic', Properties: {} } });
  expect(resourceChanges(template({ Files: bucket({}) }), after).resources).toMatchObject([
    { type: 'AWS::SNS::Topic', change: 'replaced', properties: [{ path: 'Type', impact: 'replaced' }] },
  ]);
});

test('how a resource is kept and what it waits for are changes in place; what is for tools is none', () => {
  const before = template({
    Files: bucket({}, { DeletionPolicy: 'Delete', Metadata: { 'aws:cdk:path': 'a' } }),
  });
  const after = template({
    Files: bucket({}, { DeletionPolicy: 'Retain', Metadata: { 'aws:cdk:path': 'b' } }),
  });
  expect(resourceChanges(before, after).resources).toMatchObject([
    { change: 'changed', properties: [{ path: 'DeletionPolicy', before: 'Delete', after: 'Retain' }] },
  ]);
});

test('parameters, outputs, conditions and the rest of a template are named by their routes', () => {
  const files = { Files: bucket({}) };
  const before = template(files, {
    Description: 'Old',
    Parameters: { Table: { Type: 'String', Default: '/v1/table' } },
    Outputs: { Id: { Value: 'a' } },
  });
  const after = template(files, {
    Description: 'New',
    Parameters: { Table: { Type: 'String', Default: '/v2/table' } },
    Outputs: {},
    Conditions: { IsCanary: { 'Fn::Equals': ['a', 'b'] } },
  });
  expect(resourceChanges(before, after)).toEqual({
    resources: [],
    parameters: [{ path: 'Parameters.Table.Default', before: '/v1/table', after: '/v2/table' }],
    outputs: [{ path: 'Outputs.Id', before: { Value: 'a' } }],
    conditions: [{ path: 'Conditions', after: { IsCanary: { 'Fn::Equals': ['a', 'b'] } } }],
    others: [{ path: 'Description', before: 'Old', after: 'New' }],
  });
});

test('what comes out survives JSON', () => {
  const changes = resourceChanges(template({ Files: bucket({ BucketName: 'a' }) }), template({}));
  expect(JSON.parse(JSON.stringify(changes))).toEqual(changes);
});
