import { DeleteStackCommand, UpdateTerminationProtectionCommand } from '@aws-sdk/client-cloudformation';
import { DeleteTableCommand, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { DeleteBucketCommand, DeleteObjectCommand } from '@aws-sdk/client-s3';

import { tableNames } from './cloud/items';
import { bucketNames, objectVersions } from './cloud/objects';
import { allStacks, findStack } from './cloud/stacks';
import type { Lane } from './lane';

const POLL_MILLISECONDS = 500;

/** What this cannot delete, or must not because others use it. */
const LEFT_BEHIND = [
  'user pools and log groups, which the deleted stacks have kept; their names have the suffixes of this run',
  'the stack CDKToolkit, and the templates and archives that were published to its bucket',
];

/**
 * Takes away what a run has made where it must leave the place as it was: an account, or an emulator that others use.
 * Only what carries one of this run's suffixes is touched. Returns what stays.
 */
export async function tearDown(lane: Lane, extraStacks: readonly string[]): Promise<readonly string[]> {
  const stacks = (await allStacks(lane.cloud.cloudFormation))
    .map(({ StackName: name = '' }) => name)
    .filter((name) => lane.inScope(name) || extraStacks.includes(name));
  const tenants = stacks.filter((name) => name.startsWith('tenant--'));
  await Promise.all(tenants.map((name) => deleteStack(lane, name)));
  const others = stacks.filter((name) => !tenants.includes(name));
  await Promise.all(others.map((name) => deleteStack(lane, name)));
  await Promise.all([deleteTables(lane), deleteBuckets(lane)]);
  return LEFT_BEHIND;
}

async function deleteStack({ cloud: { cloudFormation } }: Lane, name: string): Promise<void> {
  const unprotect = { StackName: name, EnableTerminationProtection: false };
  await cloudFormation.send(new UpdateTerminationProtectionCommand(unprotect));
  await cloudFormation.send(new DeleteStackCommand({ StackName: name }));
  for (;;) {
    const stack = await findStack(cloudFormation, name);
    if (stack === undefined || stack.StackStatus === 'DELETE_COMPLETE') {
      return;
    }
    if (stack.StackStatus === 'DELETE_FAILED') {
      throw new Error(`${name} could not be deleted: ${stack.StackStatusReason}`);
    }
    await new Promise((resolve) => {
      setTimeout(resolve, POLL_MILLISECONDS);
    });
  }
}

async function deleteTables({ cloud: { dynamoDb }, inScope }: Lane): Promise<void> {
  for (const name of (await tableNames(dynamoDb)).filter(inScope)) {
    await dynamoDb.send(new UpdateTableCommand({ TableName: name, DeletionProtectionEnabled: false }));
    await dynamoDb.send(new DeleteTableCommand({ TableName: name }));
  }
}

async function deleteBuckets({ cloud: { s3 }, inScope }: Lane): Promise<void> {
  for (const bucket of (await bucketNames(s3)).filter(inScope)) {
    for (const { key, version } of await objectVersions(s3, bucket)) {
      await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key, VersionId: version }));
    }
    await s3.send(new DeleteBucketCommand({ Bucket: bucket }));
  }
}
