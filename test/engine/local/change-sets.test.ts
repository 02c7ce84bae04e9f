import { planChanges } from '../../../lib/engine/local/operation/plan-changes';
import type { ResourceAction } from '../../../lib/engine/local/operation/plan-changes';
import { ReplacementRules } from '../../../lib/engine/local/operation/replacement-rule';
import { StackView } from '../../../lib/engine/local/resources/stack-view';
import type { Parameters } from '../../../lib/engine/local/state/stack-record';
import { EMPTY_TEMPLATE, parseTemplate } from '../../../lib/engine/local/template/template';
import type { Template } from '../../../lib/engine/local/template/template';
import { NORTH } from './workbench';

const RULES = new ReplacementRules();

function viewOf(template: Template, parameters: Parameters, resources = template.Resources): StackView {
  const there = Object.entries(resources).map(
    ([logicalId, { Type: type }]) => [logicalId, { type, physicalId: logicalId }] as const,
  );
  return new StackView({ address: NORTH, stackId: 'x:y', template, parameters, resources: new Map(there) });
}

interface State {
  readonly Resources: object;
  readonly Conditions?: object;
  readonly Parameters?: Parameters;
}

function changesOf(before: State, after: State): readonly string[] {
  const [old, wanted] = [before, after].map(({ Parameters: parameters = {}, ...sections }) => {
    const declared = Object.fromEntries(Object.keys(parameters).map((name) => [name, { Type: 'String' }]));
    const text = JSON.stringify({ ...sections, Parameters: declared });
    return { parameters, template: text.includes('"Resources":{}') ? EMPTY_TEMPLATE : parseTemplate(text) };
  }) as [{ parameters: Parameters; template: Template }, { parameters: Parameters; template: Template }];
  return planChanges(
    viewOf(old.template, old.parameters),
    viewOf(wanted.template, wanted.parameters, old.template.Resources),
    RULES,
  ).map(textOf);
}

function textOf({ logicalId, action, replacement, properties }: ResourceAction): string {
  return [action, logicalId, replacement, properties.join(',')].filter(Boolean).join(' ');
}

const table = (more: object): object => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: { TableName: 'items', BillingMode: 'PAY_PER_REQUEST', ...more },
});

test('what comes is added in order, and what goes is removed in the opposite order, last (7)', () => {
  const resources = { B: { Type: 'T::B', DependsOn: 'A' }, A: { Type: 'T::A' } };
  expect(changesOf({ Resources: {} }, { Resources: resources })).toEqual(['Add A', 'Add B']);
  const other = { C: { Type: 'T::C' } };
  expect(changesOf({ Resources: resources }, { Resources: other })).toEqual([
    'Add C',
    'Remove B',
    'Remove A',
  ]);
});

test.each([
  ['metadata', { Metadata: { a: 1 } }],
  ['policies', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' }],
  ['the order', { DependsOn: 'Other' }],
])('%s modifies nothing (7)', (_, more) => {
  const other = { Other: { Type: 'T::O' } };
  const plain = { Type: 'AWS::SNS::Topic', Properties: { DisplayName: 'a' } };
  expect(
    changesOf({ Resources: { A: plain, ...other } }, { Resources: { A: { ...plain, ...more }, ...other } }),
  ).toEqual([]);
});

test('members in another order are the same (7)', () => {
  const [a, b] = [table({ Tags: [{ Key: 'a', Value: 'b' }] }), table({ Tags: [{ Value: 'b', Key: 'a' }] })];
  expect(changesOf({ Resources: { T: a } }, { Resources: { T: b } })).toEqual([]);
});

test.each([
  ['in place', { Tags: [{ Key: 'a', Value: 'b' }] }, 'Modify T False Tags'],
  ['by another', { TableName: 'others' }, 'Modify T True TableName'],
  [
    'as it depends',
    { KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }] },
    /^Modify T (True|Conditional) KeySchema$/,
  ],
])("a table changes %s by the service's own schema (8)", (_, more, expected) => {
  const [change, ...others] = changesOf({ Resources: { T: table({}) } }, { Resources: { T: table(more) } });
  expect(others).toEqual([]);
  expect(change).toMatch(expected);
});

test('a reference to what is replaced is a changed property, and may replace in turn (8)', () => {
  const resources = (name: string): object => ({
    Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: {} } },
    Alarm: {
      Type: 'AWS::CloudWatch::Alarm',
      Properties: { AlarmDescription: { 'Fn::Sub': 'of ${Bucket.Arn}' } },
    },
    Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: name } },
    Aside: { Type: 'AWS::SNS::Topic' },
  });
  expect(changesOf({ Resources: resources('a') }, { Resources: resources('b') })).toEqual([
    'Modify Bucket True BucketName',
    'Modify Policy True Bucket',
    'Modify Alarm False AlarmDescription',
  ]);
});

test('another value of a parameter modifies what refers to it (7)', () => {
  const Resources = {
    A: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: { Ref: 'Name' } } },
    B: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: 'b' } },
  };
  const changes = changesOf(
    { Resources, Parameters: { Name: 'a' } },
    { Resources, Parameters: { Name: 'b' } },
  );
  expect(changes).toEqual(['Modify A False DisplayName']);
});

test('a condition that turns modifies what asks it, and adds or removes what depends on it (7)', () => {
  const state = (name: string): State => ({
    Resources: {
      A: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: { 'Fn::If': ['IsB', 'x', 'y'] } } },
      B: { Type: 'AWS::SNS::Topic', Condition: 'IsB' },
    },
    Conditions: { IsB: { 'Fn::Equals': [{ Ref: 'Name' }, 'b'] } },
    Parameters: { Name: name },
  });
  expect(changesOf({ ...state('b') }, state('a'))).toEqual(['Modify A False DisplayName', 'Remove B']);
});

test('a property that is taken away is a change (7)', () => {
  expect(changesOf({ Resources: { T: table({ Tags: [] }) } }, { Resources: { T: table({}) } })).toEqual([
    'Modify T False Tags',
  ]);
});
