import { StackView } from '../../../lib/engine/local/resources/stack-view';
import { evaluate } from '../../../lib/engine/local/template/evaluate';
import { inOrder, referencesIn } from '../../../lib/engine/local/template/references';
import { parseTemplate } from '../../../lib/engine/local/template/template';
import type { Json } from '../../../lib/plan/value-changes';
import { NORTH } from './workbench';

const TEMPLATE = parseTemplate(
  JSON.stringify({
    Parameters: { Colour: { Type: 'String' }, Sizes: { Type: 'CommaDelimitedList' } },
    Mappings: { Zones: { 'us-east-1': { Name: 'east' } } },
    Conditions: {
      IsRed: { 'Fn::Equals': [{ Ref: 'Colour' }, 'red'] },
      IsNotRed: { 'Fn::Not': [{ Condition: 'IsRed' }] },
      Both: { 'Fn::And': [{ Condition: 'IsRed' }, { 'Fn::Contains': [['a', 'b'], 'a'] }] },
      Either: { 'Fn::Or': [{ Condition: 'IsNotRed' }, { Condition: 'IsRed' }] },
    },
    Resources: { Bucket: { Type: 'AWS::S3::Bucket' } },
  }),
);

function valueOf(value: Json): Json | undefined {
  const view = new StackView({
    address: NORTH,
    stackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/tenant--north/1',
    template: TEMPLATE,
    parameters: { Colour: 'red', Sizes: ['s', 'm'] },
    resources: new Map([['Bucket', { type: 'AWS::S3::Bucket', physicalId: 'tenant--north-bucket' }]]),
  });
  return evaluate(value, view);
}

describe('intrinsics (11)', () => {
  test.each<[string, Json, Json | undefined]>([
    ['a parameter', { Ref: 'Colour' }, 'red'],
    ['a list', { Ref: 'Sizes' }, ['s', 'm']],
    ['a resource', { Ref: 'Bucket' }, 'tenant--north-bucket'],
    ['an attribute', { 'Fn::GetAtt': ['Bucket', 'Arn'] }, 'arn:aws:s3:::tenant--north-bucket'],
    ['an attribute with a dot', { 'Fn::GetAtt': 'Bucket.Arn' }, 'arn:aws:s3:::tenant--north-bucket'],
    [
      'pseudo parameters',
      [{ Ref: 'AWS::Region' }, { Ref: 'AWS::StackName' }],
      ['us-east-1', 'tenant--north'],
    ],
    [
      'no value',
      { kept: 1, dropped: { Ref: 'AWS::NoValue' }, list: [{ Ref: 'AWS::NoValue' }, 2] },
      { kept: 1, list: [2] },
    ],
    ['a joined text', { 'Fn::Join': ['-', ['a', { Ref: 'Colour' }, 3]] }, 'a-red-3'],
    [
      'a substituted text',
      { 'Fn::Sub': '${Colour} in ${AWS::AccountId}, ${Bucket.Arn}, ${!Literal}' },
      'red in 111122223333, arn:aws:s3:::tenant--north-bucket, ${Literal}',
    ],
    [
      'a text with values of its own',
      { 'Fn::Sub': ['${Own}/${Colour}', { Own: { Ref: 'Colour' } }] },
      'red/red',
    ],
    ['a selected member', { 'Fn::Select': ['1', { 'Fn::Split': [',', 'a,b'] }] }, 'b'],
    ['a mapping', { 'Fn::FindInMap': ['Zones', { Ref: 'AWS::Region' }, 'Name'] }, 'east'],
    ['base64', { 'Fn::Base64': 'hi' }, 'aGk='],
    ['a condition that holds', { 'Fn::If': ['Both', 'yes', 'no'] }, 'yes'],
    ['a condition that does not', { 'Fn::If': ['IsNotRed', 'yes', { Ref: 'AWS::NoValue' }] }, undefined],
    ['one of two conditions', { 'Fn::If': ['Either', 'yes', 'no'] }, 'yes'],
    [
      'a condition of a policy',
      { Statement: { Condition: { Bool: { a: { Ref: 'Colour' } } } } },
      { Statement: { Condition: { Bool: { a: 'red' } } } },
    ],
  ])('%s', (_, value, expected) => {
    expect(valueOf(value)).toEqual(expected);
  });

  test.each<[string, Json, string]>([
    ['what is not there', { Ref: 'Nothing' }, 'Unresolved resource dependencies [Nothing]'],
    [
      'an attribute that the type has not',
      { 'Fn::GetAtt': ['Bucket', 'Colour'] },
      'does not support attribute type Colour',
    ],
    [
      'a condition that is not there',
      { 'Fn::If': ['Nothing', 1, 2] },
      'Unresolved condition dependency Nothing',
    ],
    ['a member that is not there', { 'Fn::Select': [2, ['a']] }, 'nonexistent value at index 2'],
    [
      'a mapping that is not there',
      { 'Fn::FindInMap': ['Zones', 'mars', 'Name'] },
      'Unable to get mapping for Zones::mars::Name',
    ],
    ['a function of another kind', { 'Fn::ImportValue': 'x' }, 'does not know the function Fn::ImportValue'],
    ['a list where a text must be', { 'Fn::Join': ['', [['a']]] }, 'stands where a text must'],
  ])('%s is refused', (_, value, message) => {
    expect(() => valueOf(value)).toThrow(message);
  });
});

describe('order (10)', () => {
  const orderOf = (resources: object): readonly string[] =>
    inOrder(
      parseTemplate(JSON.stringify({ Parameters: { P: { Type: 'String' } }, Resources: resources })),
      () => true,
    );

  test('a resource comes behind those that it refers to, in every way of referring', () => {
    const order = orderOf({
      A: { Type: 'T::A', DependsOn: 'E' },
      B: { Type: 'T::B', Properties: { x: { Ref: 'C' }, p: { Ref: 'P' } } },
      C: { Type: 'T::C', Properties: { x: [{ 'Fn::GetAtt': ['D', 'Arn'] }] } },
      D: { Type: 'T::D', Properties: { x: { 'Fn::Sub': 'a ${E.Arn} ${AWS::Region}' } } },
      E: { Type: 'T::E' },
    });
    expect(order).toEqual(['E', 'A', 'D', 'C', 'B']);
  });

  test('a circle is shown as its route', () => {
    const circle = {
      A: { Type: 'T::A', DependsOn: ['B'] },
      B: { Type: 'T::B', Properties: { x: { Ref: 'A' } } },
    };
    expect(() => orderOf(circle)).toThrow('Circular dependency between resources: A → B → A');
  });

  test('a reference to nothing is refused', () => {
    expect(() => orderOf({ A: { Type: 'T::A', DependsOn: 'Z' } })).toThrow(
      'Unresolved resource dependencies [Z] in A',
    );
  });

  test('names in a substitution are references unless it brings them along', () => {
    expect([...referencesIn({ 'Fn::Sub': ['${Own} ${Other}', { Own: { Ref: 'Third' } }] })].sort()).toEqual([
      'Other',
      'Third',
    ]);
  });
});

describe('what is no template (6)', () => {
  test.each([
    ['no JSON', '{', 'not JSON'],
    ['a list', '[]', 'not an object'],
    ['no resources', '{"Resources":{}}', 'at least one Resources member'],
    ['a resource without a type', '{"Resources":{"A":{}}}', 'every resource must have a Type'],
    ['a logical id with a dash', '{"Resources":{"A-B":{"Type":"T::A"}}}', 'not alphanumeric'],
    ['a macro', '{"Transform":"X","Resources":{"A":{"Type":"T::A"}}}', 'does not know the section Transform'],
    ['properties that are a list', '{"Resources":{"A":{"Type":"T::A","Properties":[]}}}', 'is not an object'],
    [
      'outputs that are a list',
      '{"Resources":{"A":{"Type":"T::A"}},"Outputs":[]}',
      'Outputs is not an object',
    ],
  ])('%s', (_, text, message) => {
    expect(() => parseTemplate(text)).toThrow(message);
  });
});
