import { strict as assert } from 'node:assert';

import { CloudFrontClient, CreateInvalidationCommand } from '@aws-sdk/client-cloudfront';
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';

import { createStack, outputsOf, physicalIds } from '../cloud/stacks';
import { callQuery } from '../emulator/emulator-call';
import { SOURCES, tenantOf } from '../fleet/run-fleet';
import { cellStack, tenantPlace, tenantStack } from '../lane';
import type { Lane } from '../lane';
import { clientConfig } from '../target';

/** Somebody with exactly the rights of a tenant's data role. */
interface Holder {
  readonly s3: S3Client;
  readonly cloudFront: CloudFrontClient;
}

/**
 * What a tenant's data role may do, by trying. The role itself trusts nobody but the cell's services, so its policy, as
 * it is in force, is given to a role that this run may take.
 */
export async function isolationChecks(lane: Lane): Promise<void> {
  const { checks, fleet } = lane;
  const [own, other] = [tenantOf(fleet, SOURCES.premium), tenantOf(fleet, SOURCES.enterprise)];
  await checks.check(`the data role of ${own} cannot be taken by anybody outside its cell’s services`, () =>
    assert.rejects(takeRole(lane, dataRoleArn(lane, own)), /AccessDenied|not authorized/),
  );
  const holder = await holderOfRights(lane, own);
  await checks.check(
    `with the rights of ${own}, its own bucket can be written and that of ${other} cannot`,
    () => canPut(lane, holder, brandOf(lane, own), brandOf(lane, other)),
  );
  await checks.check(
    `with the rights of ${own}, its own media can be written and those of ${other} cannot`,
    () => canPut(lane, holder, mediaOf(lane, own), mediaOf(lane, other)),
  );
  await checks.check(
    `with the rights of ${own}, its own edge can be refreshed and that of ${other} cannot`,
    async () => {
      await invalidate(lane, holder, own);
      await assert.rejects(invalidate(lane, holder, other), denied);
    },
  );
}

interface Place {
  readonly Bucket: string;
  readonly Key: string;
}

async function canPut(
  { cloud }: Lane,
  { s3 }: Holder,
  own: Promise<Place>,
  other: Promise<Place>,
): Promise<void> {
  const [mine, theirs] = await Promise.all([own, other]);
  await s3.send(new PutObjectCommand({ ...mine, Body: 'mine' }));
  await cloud.s3.send(new DeleteObjectCommand(mine));
  await assert.rejects(s3.send(new PutObjectCommand({ ...theirs, Body: 'not mine' })), denied);
}

async function brandOf(lane: Lane, tenant: string): Promise<Place> {
  return { Bucket: (await tenantPlace(lane, tenant)).bucket, Key: 'brand/tried.txt' };
}

async function mediaOf({ cloud, fleet }: Lane, tenant: string): Promise<Place> {
  const buckets = (await physicalIds(cloud.cloudFormation, cellStack(fleet))).get('AWS::S3::Bucket') ?? [];
  const bucket = buckets.find((name) => name.includes('bucketsmedia')) ?? '';
  return { Bucket: bucket, Key: `tenants/${tenant}/tried.txt` };
}

async function invalidate({ cloud }: Lane, { cloudFront }: Holder, tenant: string): Promise<void> {
  const ids = await physicalIds(cloud.cloudFormation, tenantStack(tenant));
  const batch = { CallerReference: 'tried', Paths: { Quantity: 1, Items: ['/brand/current.json'] } };
  await cloudFront.send(
    new CreateInvalidationCommand({
      DistributionId: ids.get('AWS::CloudFront::Distribution')?.[0],
      InvalidationBatch: batch,
    }),
  );
}

function denied(error: unknown): boolean {
  return error instanceof Error && /AccessDenied|not authorized/i.test(`${error.name} ${error.message}`);
}

function dataRoleArn({ fleet }: Lane, tenant: string): string {
  const path = `multiplex/${fleet.name}/${fleet.cell}/tenants`;
  return `arn:aws:iam::000000000000:role/${path}/tenant--${tenant}--data`;
}

async function holderOfRights(lane: Lane, tenant: string): Promise<Holder> {
  const asked = {
    Action: 'GetRolePolicy',
    Version: '2010-05-08',
    RoleName: `tenant--${tenant}--data`,
    PolicyName: 'data',
  };
  const answer = await callQuery(lane.target.endpoint ?? '', 'iam', asked);
  const encoded = /<PolicyDocument>([^<]+)<\/PolicyDocument>/.exec(answer)?.[1] ?? '';
  const policy = JSON.parse(decodeURIComponent(encoded)) as object;
  const anybody = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' };
  const stack = await createStack(lane.cloud.cloudFormation, `rights-${lane.fleet.suffix}`, {
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [anybody] },
          Policies: [{ PolicyName: 'data', PolicyDocument: policy }],
        },
      },
    },
    Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Role', 'Arn'] } } },
  });
  const credentials = await takeRole(lane, outputsOf(stack)['Arn'] ?? '');
  const config = { ...clientConfig(lane.target), credentials };
  return { s3: new S3Client({ ...config, forcePathStyle: true }), cloudFront: new CloudFrontClient(config) };
}

async function takeRole(
  { cloud }: Lane,
  arn: string,
): Promise<{ accessKeyId: string; secretAccessKey: string; sessionToken: string }> {
  const { Credentials: given } = await cloud.sts.send(
    new AssumeRoleCommand({ RoleArn: arn, RoleSessionName: 'tried' }),
  );
  assert.ok(given?.AccessKeyId && given.SecretAccessKey && given.SessionToken);
  return {
    accessKeyId: given.AccessKeyId,
    secretAccessKey: given.SecretAccessKey,
    sessionToken: given.SessionToken,
  };
}
