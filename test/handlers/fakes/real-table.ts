import {
  CreateTableCommand,
  DynamoDBClient,
  PutItemCommand,
  ScanCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';

import { dynamoDbItems } from '../../../lib/handlers/partition/dynamodb-items';
import type { TenantItems } from '../../../lib/handlers/partition/tenant-items';

export type RawItem = Record<string, AttributeValue>;

/** A table behind DynamoDB's own API, on the loopback interface. */
export interface RealTable {
  readonly client: DynamoDBClient;
  /** The address of the API. */
  readonly endpoint: string;
  /** An empty table of its own for one test. */
  fresh(): Promise<FreshTable>;
  close(): Promise<void>;
}

export interface FreshTable {
  readonly name: string;
  readonly items: TenantItems;
  /** Every item there is, in order of key. */
  scan(): Promise<readonly RawItem[]>;
  put(item: RawItem): Promise<void>;
}

export async function realTable(): Promise<RealTable> {
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const client = new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  let tables = 0;
  return {
    client,
    endpoint,
    fresh: () => freshTable(client, `cell-${(tables += 1)}`),
    close: async () => {
      client.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function freshTable(client: DynamoDBClient, name: string): Promise<FreshTable> {
  const command = new CreateTableCommand({
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
    ],
  });
  await client.send(command);
  const keyOf = (item: RawItem): string => `${item['pk']?.S} ${item['sk']?.S}`;
  return {
    name,
    items: dynamoDbItems(client, name),
    scan: async () => {
      const { Items: items = [] } = await client.send(new ScanCommand({ TableName: name }));
      return items.sort((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1));
    },
    put: async (item) => {
      await client.send(new PutItemCommand({ TableName: name, Item: item }));
    },
  };
}
