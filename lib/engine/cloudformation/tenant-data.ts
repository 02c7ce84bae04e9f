import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import type { TenantData } from '../../dedication/tenant-data';
import type { StackTarget } from '../../rollout/ports';
import { placesOf } from '../data/data-places';
import { PartitionItems } from '../data/partition-items';
import { S3Objects } from '../data/s3-objects';
import type { S3Calls } from '../data/s3-objects';
import { answered } from './call-failure';
import type { Connections, StackPlace } from './stack-calls';

const BUCKET = 'AWS::S3::Bucket';

/** What leads to stacks, and to the data that they keep. */
export interface DataConnections extends Pick<Connections, 'stacks'> {
  /** @param role Name of the role to take there. @default none is taken */
  data(place: StackPlace, role: string | undefined): Promise<DataClients>;
}

export interface DataClients {
  readonly dynamoDb: DynamoDBClient;
  readonly s3: S3Calls;
}

/**
 * The data of a tenant's stack in AWS.
 *
 * @param role Name of a role in the account of the stack that may read and write the data. @default the process itself may
 * @throws ProblemError when the stack is not there, or its account cannot be entered.
 */
export async function awsTenantData(
  target: StackTarget,
  connections: DataConnections,
  role: string | undefined,
): Promise<TenantData> {
  const stacks = await connections.stacks(target);
  const named = { StackName: target.stackName };
  const [described, held] = await answered(target, () =>
    Promise.all([stacks.describeStacks(named), stacks.describeStackResources(named)]),
  );
  const parameters = described.Stacks?.[0]?.Parameters ?? [];
  const valueOf = (name: string): string | undefined => {
    const found = parameters.find(({ ParameterKey: key }) => key === name);
    return found?.ResolvedValue ?? found?.ParameterValue;
  };
  const bucket = held.StackResources?.find(({ ResourceType: type }) => type === BUCKET);
  const { table, names, tenant } = placesOf(target, valueOf, bucket?.PhysicalResourceId);
  const { dynamoDb, s3 } = await connections.data(target, role);
  const items = new PartitionItems(dynamoDb, table, tenant);
  const objects = new S3Objects(s3, names, tenant);
  return {
    items: () => items.items(),
    item: (key) => items.item(key),
    putItem: (item, expected) => items.putItem(item, expected),
    objects: () => objects.objects(),
    read: (object) => objects.read(object),
    write: (object, content, expected) => objects.write(object, content, expected),
  };
}
