import { ACCOUNT, TENANT, added, plantingsIn } from '../planting';
import type { Edit, Editable, Row } from '../planting';

const SERVICE: Editable = { Service: 'cloudwatch.amazonaws.com' };
const OF_ACCOUNT: Editable = { StringEquals: { 'aws:SourceAccount': ACCOUNT } };

function document(written: Editable): Editable {
  return { Version: '2012-10-17', Statement: [written] };
}

function guarded(type: string, list: string, policyType: string, written: { [key: string]: Editable }) {
  return (edit: Edit): void => {
    edit.set('Resources.Guarded', { Type: type, Properties: {} });
    const resource: Editable =
      type === 'AWS::SQS::Queue' ? { 'Fn::GetAtt': ['Guarded', 'Arn'] } : { Ref: 'Guarded' };
    edit.add(policyType, {
      [list]: [{ Ref: 'Guarded' }],
      PolicyDocument: document({ Effect: 'Allow', Resource: resource, ...written }),
    });
  };
}

const ROWS: readonly Row[] = [
  [
    'everyone may use a key',
    added('AWS::KMS::Key', {
      KeyPolicy: document({ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'kms:Decrypt', Resource: '*' }),
    }),
    'no-everyone',
    'it names everyone',
  ],
  [
    'another account may use a key',
    added('AWS::KMS::Key', {
      KeyPolicy: document({
        Effect: 'Allow',
        Principal: { AWS: '999988887777' },
        Action: 'kms:Decrypt',
        Resource: '*',
      }),
    }),
    'account-root',
    '999988887777 is not the root',
  ],
  [
    'a service may use a key for any tenant of the account',
    added('AWS::KMS::Key', {
      KeyPolicy: document({
        Effect: 'Allow',
        Principal: SERVICE,
        Action: 'kms:Decrypt',
        Resource: '*',
        Condition: OF_ACCOUNT,
      }),
    }),
    'own-source',
    'no condition holds aws:SourceArn',
  ],
  [
    'a key has no policy of its own',
    added('AWS::KMS::Key', { EnableKeyRotation: true }),
    'known-property',
    'KeyPolicy is missing',
  ],
  [
    'everyone may publish to a topic',
    guarded('AWS::SNS::Topic', 'Topics', 'AWS::SNS::TopicPolicy', { Principal: '*', Action: 'sns:Publish' }),
    'no-everyone',
    'it names everyone',
  ],
  [
    'a service may publish to a topic without a source',
    guarded('AWS::SNS::Topic', 'Topics', 'AWS::SNS::TopicPolicy', {
      Principal: SERVICE,
      Action: 'sns:Publish',
    }),
    'own-source',
    'no condition holds aws:SourceArn',
  ],
  [
    'a topic has a subscription',
    added('AWS::SNS::Topic', { Subscription: [] }),
    'known-property',
    'no rule examines Subscription',
  ],
  [
    'another account may send to a queue',
    guarded('AWS::SQS::Queue', 'Queues', 'AWS::SQS::QueuePolicy', {
      Principal: { AWS: '999988887777' },
      Action: 'sqs:SendMessage',
    }),
    'account-root',
    '999988887777 is not the root',
  ],
  [
    'the policy of a queue is of all queues',
    guarded('AWS::SQS::Queue', 'Queues', 'AWS::SQS::QueuePolicy', {
      Principal: { AWS: ACCOUNT },
      Action: 'sqs:SendMessage',
      Resource: '*',
    }),
    'account-root',
    '* is no resource of this stack',
  ],
  [
    'a service may call the provisioner',
    added('AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      FunctionName: { Ref: 'CellProvisionerArn' },
      Principal: 'sns.amazonaws.com',
      SourceAccount: ACCOUNT,
    }),
    'own-source',
    'no condition holds aws:SourceArn',
  ],
  [
    'everyone may call a function',
    added('AWS::Lambda::Permission', { Action: 'lambda:InvokeFunction', FunctionName: 'x', Principal: '*' }),
    'no-everyone',
    'it names everyone',
  ],
  [
    'another account may call a function',
    added('AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      FunctionName: 'x',
      Principal: '999988887777',
    }),
    'account-root',
    '999988887777 is not the root',
  ],
  [
    'an organisation may call a function',
    added('AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      FunctionName: 'x',
      Principal: 's3.amazonaws.com',
      PrincipalOrgID: 'o-1',
    }),
    'known-property',
    'no rule examines PrincipalOrgID',
  ],
];

/** Faults in policies that sit on keys, topics, queues and functions. */
export const GUARD_PLANTINGS = plantingsIn(TENANT, ROWS);
