import {
  ConditionalCheckFailedException,
  GetItemCommand,
  PutItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';

import { itemAttributes, OWNER, parseItem } from './attribute-value';
import type { ConditionalWrite, TenantItems } from './tenant-items';

/** The items of `table`. Single-item reads and conditional writes are all it uses: no query, scan or delete. */
export function dynamoDbItems(client: DynamoDBClient, table: string): TenantItems {
  return {
    read: async ({ pk, sk }, signal) => {
      const command = new GetItemCommand({
        TableName: table,
        Key: { pk: { S: pk }, sk: { S: sk } },
        ConsistentRead: true,
      });
      const { Item: attributes } = await client.send(command, { abortSignal: signal });
      if (attributes === undefined) {
        return { kind: 'absent' };
      }
      const item = parseItem(attributes);
      return item === undefined ? { kind: 'foreign' } : { kind: 'owned', item };
    },
    write: async (write, signal) => {
      try {
        await client.send(putCommand(table, write), { abortSignal: signal });
        return 'written';
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) {
          return 'conflict';
        }
        throw error;
      }
    },
  };
}

function putCommand(table: string, { item, expected }: ConditionalWrite): PutItemCommand {
  const condition =
    expected === 'absent'
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: '#owner = :owner AND #version = :version',
          ExpressionAttributeNames: { '#owner': 'owner', '#version': 'version' },
          ExpressionAttributeValues: { ':owner': { S: OWNER }, ':version': { N: String(expected) } },
        };
  return new PutItemCommand({ TableName: table, Item: itemAttributes(item), ...condition });
}
