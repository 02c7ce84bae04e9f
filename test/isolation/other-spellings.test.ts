import { violationsOf } from '../../lib/isolation/proof';
import { proveStack } from '../../lib/isolation/prove-stack';
import { tenantSubject } from '../../lib/isolation/subject';
import { tenantInput } from '../blueprint/inputs';
import { tenantTemplate } from '../blueprint/synthesized';
import { Edit } from './planting';
import type { Editable, Planting } from './planting';
import { STATEMENT, allow, role } from './role-edits';

const INPUT = tenantInput();
const BUCKET = 'BrandingBucketA74D134E';
const DATA_ROLE = 'AccessDataRole918C347C';
const DISTRIBUTION_ARN: Editable = {
  'Fn::Sub':
    'arn:${AWS::Partition}:cloudfront::${AWS::AccountId}:distribution/${EdgeDistributionE594885F.Id}',
};

function proved(plant: Planting['plant']): ReturnType<typeof proveStack> {
  const edit = new Edit(tenantTemplate(INPUT).toJSON());
  plant(edit);
  return proveStack(edit.template, tenantSubject(INPUT));
}

function document(written: { [key: string]: Editable }): Editable {
  return { Version: '2012-10-17', Statement: { Effect: 'Allow', ...written } };
}

/** A resource beside those of the blueprint. */
function resource(id: string, type: string, properties: Editable): Planting['plant'] {
  return (edit) => {
    edit.set(`Resources.${id}`, { Type: type, Properties: properties });
  };
}

describe('what means the same is proved the same', () => {
  test.each<readonly [string, Planting['plant']]>([
    ['an action in other case', role(`${STATEMENT.items}.Action`, 'DynamoDB:GETITEM')],
    [
      'operators and keys in other case',
      role(`${STATEMENT.items}.Condition`, {
        'forallvalues:stringequals': { 'DynamoDB:leadingkeys': 'TENANT#rally-north' },
        null: { 'dynamodb:LEADINGKEYS': false },
      }),
    ],
    [
      'one more condition, which only narrows',
      role(`${STATEMENT.items}.Condition.Bool`, { 'aws:SecureTransport': 'true' }),
    ],
    [
      'an ARN by Fn::Sub',
      allow('s3:GetObject', {
        'Fn::Sub': 'arn:${AWS::Partition}:s3:::${CellMediaBucketName}/tenants/rally-north/live/*',
      }),
    ],
    [
      'an ARN by Fn::Sub with variables of its own',
      allow('s3:GetObject', {
        'Fn::Sub': ['${Bucket}/brand/*', { Bucket: { 'Fn::GetAtt': `${BUCKET}.Arn` } }],
      }),
    ],
    [
      'an ARN made of the name of the bucket',
      allow('s3:ListBucket', { 'Fn::Sub': `arn:aws:s3:::\${${BUCKET}}` }),
    ],
    [
      'a statement that denies',
      (edit) => {
        edit.push('AWS::IAM::Role', 'Policies.0.PolicyDocument.Statement', {
          Effect: 'Deny',
          NotAction: 's3:*',
          NotResource: '*',
        });
      },
    ],
  ])('%s', (_, plant) => {
    expect(violationsOf(proved(plant))).toEqual([]);
  });
});

describe('what a blueprint may add passes by a rule', () => {
  test('a key that the account’s own principals use by their own grants', () => {
    const proof = proved(
      resource('Planted', 'AWS::KMS::Key', {
        KeyPolicy: document({
          Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } },
          Action: 'kms:*',
          Resource: '*',
        }),
      }),
    );
    expect(violationsOf(proof)).toEqual([]);
    expect(proof.verdicts).toContainEqual(
      expect.objectContaining({ rule: 'account-root', resource: 'Planted' }),
    );
  });

  test('a queue that a service fills for the own distribution, and the own role reads', () => {
    const proof = proved((edit) => {
      resource('Queue', 'AWS::SQS::Queue', { QueueName: 'tenant--rally-north--events' })(edit);
      resource('Planted', 'AWS::SQS::QueuePolicy', {
        Queues: [{ Ref: 'Queue' }],
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'events.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Resource: { 'Fn::GetAtt': ['Queue', 'Arn'] },
              Condition: { ArnEquals: { 'aws:SourceArn': DISTRIBUTION_ARN } },
            },
            {
              Effect: 'Allow',
              Principal: { AWS: { 'Fn::GetAtt': [DATA_ROLE, 'Arn'] } },
              Action: 'sqs:ReceiveMessage',
              Resource: { 'Fn::GetAtt': ['Queue', 'Arn'] },
            },
          ],
        },
      })(edit);
    });
    expect(violationsOf(proof)).toEqual([]);
    const rules = proof.verdicts.filter(({ resource: id }) => id === 'Planted').map(({ rule }) => rule);
    expect(rules).toEqual(expect.arrayContaining(['own-source', 'own-principal']));
  });

  test('a role that the own data role may take, with less than that', () => {
    const proof = proved(
      resource('Planted', 'AWS::IAM::Role', {
        RoleName: 'tenant--rally-north--reader',
        Path: '/multiplex/northlight/us-1/tenants/',
        AssumeRolePolicyDocument: document({
          Principal: { AWS: { 'Fn::GetAtt': [DATA_ROLE, 'Arn'] } },
          Action: 'sts:AssumeRole',
        }),
        Policies: [
          {
            PolicyName: 'read',
            PolicyDocument: document({
              Action: 's3:GetObject',
              Resource: { 'Fn::Sub': `\${${BUCKET}.Arn}/brand/*` },
            }),
          },
        ],
      }),
    );
    expect(violationsOf(proof)).toEqual([]);
    expect(proof.verdicts).toContainEqual(expect.objectContaining({ rule: 'own-role', resource: 'Planted' }));
  });
});

test('a tenant that is called like its fleet does not hide that the fleet stands in its place', () => {
  const named = tenantInput({
    tenant: { id: 'northlight' },
    hosts: { kind: 'cell', name: 'northlight.us-1.northlight.example' },
  });
  const edit = new Edit(tenantTemplate(named).toJSON());
  // What a blueprint with `TENANT#${fleet}` would give: right for this tenant, and wrong for every other.
  expect(violationsOf(proveStack(edit.template, tenantSubject(named)))).toEqual([]);
  const marked = tenantInput({
    fleet: 'zqfleetqz',
    tenant: { id: 'zqtenantqz' },
    hosts: { kind: 'cell', name: 'zqhostqz' },
  });
  const shape = new Edit(tenantTemplate(marked).toJSON());
  role(`${STATEMENT.items}.Condition.ForAllValues:StringLike`, {
    'dynamodb:LeadingKeys': ['TENANT#zqfleetqz'],
  })(shape);
  const found = violationsOf(proveStack(shape.template, tenantSubject(marked, 'symbolic')));
  expect(new Set(found.map(({ rule }) => rule))).toEqual(new Set(['own-items', 'own-strings']));
});
