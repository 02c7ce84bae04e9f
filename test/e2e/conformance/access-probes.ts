import { DeleteTableCommand, DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutBucketPolicyCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';

import { clientConfig } from '../target';
import { idOf, isRefused } from './probe';
import type { Probe, ProbeContext } from './probe';
import { TinyStack } from './tiny-stack';

/** What every client of a role is given. */
async function takeRole({ lane }: ProbeContext, arn: string) {
  const { Credentials: given } = await lane.cloud.sts.send(
    new AssumeRoleCommand({ RoleArn: arn, RoleSessionName: 'probe' }),
  );
  const credentials = {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  };
  return { ...clientConfig(lane.target), credentials };
}

const ANYBODY = { Principal: { AWS: '*' } };

/** A role with rights to read and to put objects, less what `condition` takes away. */
async function probeRole(
  context: ProbeContext,
  name: string,
  trusted: object,
  condition: object = {},
): Promise<string> {
  const stack = new TinyStack(context, name);
  const actions = ['dynamodb:GetItem', 's3:GetObject', 's3:PutObject'];
  const statement = { Effect: 'Allow', Action: actions, Resource: '*', ...condition };
  const trust = { Effect: 'Allow', Action: 'sts:AssumeRole', ...trusted };
  const properties = {
    AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [trust] },
    Policies: [{ PolicyName: 'rights', PolicyDocument: { Version: '2012-10-17', Statement: [statement] } }],
  };
  await stack.create(
    { Role: { Type: 'AWS::IAM::Role', Properties: properties } },
    { Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Role', 'Arn'] } } } },
  );
  return (await stack.outputs())['Arn'] ?? '';
}

function readConfiguration(client: DynamoDBClient, table: string, tenant: string): Promise<unknown> {
  const key = { pk: { S: `TENANT#${tenant}` }, sk: { S: 'CONFIGURATION' } };
  return client.send(new GetItemCommand({ TableName: table, Key: key }));
}

async function probeBucket(context: ProbeContext, name: string): Promise<string> {
  const stack = new TinyStack(context, name);
  const publicAccess = {
    BlockPublicAcls: true,
    BlockPublicPolicy: true,
    IgnorePublicAcls: true,
    RestrictPublicBuckets: true,
  };
  await stack.create({
    Bucket: { Type: 'AWS::S3::Bucket', Properties: { PublicAccessBlockConfiguration: publicAccess } },
  });
  return (await stack.physicalId('AWS::S3::Bucket')) ?? '';
}

/** Who may do what, and writes that must not be lost. */
export const ACCESS_PROBES: readonly Probe[] = [
  {
    behaviour: 'A role can be taken only under the conditions of its trust policy.',
    remains: 'nobody but the services of a cell can take a tenant’s data role',
    holds: async (context) => {
      const nobody = { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::000000000000:role/nobody' } };
      await takeRole(context, await probeRole(context, 'trusting', ANYBODY));
      const distrusting = await probeRole(context, 'distrusting', { ...ANYBODY, Condition: nobody });
      return isRefused(() => takeRole(context, distrusting));
    },
  },
  {
    behaviour: 'A role that only a service may take can be taken by no user.',
    remains: 'nobody but Lambda can take the provisioner’s role',
    holds: async (context) => {
      const service = { Principal: { Service: 'lambda.amazonaws.com' } };
      const role = await probeRole(context, 'of-a-service', service);
      return isRefused(() => takeRole(context, role));
    },
  },
  {
    behaviour: 'A role can do what its policies allow, and nothing else.',
    remains: 'a tenant’s data role reaches nothing of another tenant',
    holds: async (context) => {
      const role = await probeRole(context, 'reader', ANYBODY);
      const client = new DynamoDBClient(await takeRole(context, role));
      const table = idOf(context.cell, 'AWS::DynamoDB::Table');
      await readConfiguration(client, table, context.otherId);
      const write = { TableName: table, Item: { pk: { S: context.prefix }, sk: { S: 'B' } } };
      return isRefused(() => client.send(new PutItemCommand(write)));
    },
  },
  {
    behaviour: 'A condition on `dynamodb:LeadingKeys` lets a role read its own items, and no others.',
    remains: 'a tenant’s items can be read by its own data role alone',
    holds: async (context) => {
      const keys = { 'dynamodb:LeadingKeys': [`TENANT#${context.tenantId}`] };
      const condition = {
        Condition: { 'ForAllValues:StringLike': keys, Null: { 'dynamodb:LeadingKeys': 'false' } },
      };
      const role = await probeRole(context, 'leading', ANYBODY, condition);
      const client = new DynamoDBClient(await takeRole(context, role));
      const table = idOf(context.cell, 'AWS::DynamoDB::Table');
      const refusesOwn = await isRefused(() => readConfiguration(client, table, context.tenantId));
      const refusesOther = await isRefused(() => readConfiguration(client, table, context.otherId));
      return refusesOther && !refusesOwn;
    },
  },
  {
    behaviour: 'A bucket policy that refuses plain HTTP refuses it.',
    remains: 'buckets take requests over TLS only',
    holds: async (context) => {
      const { s3 } = context.lane.cloud;
      const bucket = await probeBucket(context, 'plain-http');
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'a', Body: 'a' }));
      const statement = {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:*',
        Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      };
      const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
      await s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: policy }));
      const role = await probeRole(context, 'plain-http-reader', ANYBODY);
      const reader = new S3Client({ ...(await takeRole(context, role)), forcePathStyle: true });
      return isRefused(() => reader.send(new GetObjectCommand({ Bucket: bucket, Key: 'a' })));
    },
  },
  {
    behaviour: 'A bucket that blocks public policies refuses one.',
    remains: 'a public policy is refused',
    holds: async (context) => {
      const { s3 } = context.lane.cloud;
      const bucket = await probeBucket(context, 'public');
      const resource = `arn:aws:s3:::${bucket}/*`;
      const statement = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: resource };
      const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
      return isRefused(() => s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: policy })));
    },
  },
  {
    behaviour:
      'S3 refuses a write on condition of an ETag that is no longer the object’s, or of its absence.',
    remains: 'two runs cannot both switch a brand',
    holds: async (context) => {
      const { s3 } = context.lane.cloud;
      const object = { Bucket: await probeBucket(context, 'condition'), Key: 'pointer' };
      const { ETag: first } = await s3.send(
        new PutObjectCommand({ ...object, Body: 'first', IfNoneMatch: '*' }),
      );
      const again = new PutObjectCommand({ ...object, Body: 'again', IfNoneMatch: '*' });
      await s3.send(new PutObjectCommand({ ...object, Body: 'second', IfMatch: first }));
      const late = new PutObjectCommand({ ...object, Body: 'late', IfMatch: first });
      return (await isRefused(() => s3.send(again))) && (await isRefused(() => s3.send(late)));
    },
  },
  {
    behaviour: 'DynamoDB refuses a write on condition of a version that the item no longer has.',
    remains: 'a stale write to a partition is refused',
    holds: async ({ lane, cell, prefix }) => {
      const { dynamoDb } = lane.cloud;
      const item = { pk: { S: prefix }, sk: { S: 'A' }, version: { N: '2' } };
      const write = { TableName: idOf(cell, 'AWS::DynamoDB::Table'), Item: item };
      await dynamoDb.send(new PutItemCommand({ ...write, ConditionExpression: 'attribute_not_exists(pk)' }));
      const stale = new PutItemCommand({
        ...write,
        ConditionExpression: 'version = :read',
        ExpressionAttributeValues: { ':read': { N: '1' } },
      });
      return isRefused(() => dynamoDb.send(stale));
    },
  },
  {
    behaviour: 'A table with deletion protection cannot be deleted.',
    remains: 'the shared table cannot be deleted by mistake',
    holds: ({ lane, cell }) => {
      const table = new DeleteTableCommand({ TableName: idOf(cell, 'AWS::DynamoDB::Table') });
      return isRefused(() => lane.cloud.dynamoDb.send(table));
    },
  },
];
