import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import type { DataItem, Expected, TenantData } from '../../dedication/tenant-data';
import { itemText, readItemText } from './item-text';
import type { Attributes } from './item-text';

/** Attributes of the primary key of every cell's table. */
const KEY = ['pk', 'sk'] as const;

/** Who writes an item that applications leave alone. */
const PROVISIONER = 'multiplex';

/** What applications keep in the partition of a tenant: everything but what the provisioner owns. */
export class PartitionItems implements Pick<TenantData, 'item' | 'items' | 'putItem'> {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #tenant: string;

  constructor(client: DynamoDBClient, table: string, tenant: string) {
    this.#client = client;
    this.#table = table;
    this.#tenant = tenant;
  }

  /** Reads the whole table: partitions below the tenant's, such as `TENANT#<id>#viewers`, are in no index. */
  async *items(): AsyncGenerator<DataItem, void, void> {
    const { paginateScan } = await import('@aws-sdk/client-dynamodb');
    const pages = paginateScan(
      { client: this.#client },
      {
        TableName: this.#table,
        ConsistentRead: true,
        FilterExpression:
          '(#pk = :own OR begins_with(#pk, :below)) AND (attribute_not_exists(#owner) OR #owner <> :us)',
        ExpressionAttributeNames: { '#pk': 'pk', '#owner': 'owner' },
        ExpressionAttributeValues: {
          ':own': { S: `TENANT#${this.#tenant}` },
          ':below': { S: `TENANT#${this.#tenant}#` },
          ':us': { S: PROVISIONER },
        },
      },
    );
    for await (const { Items = [] } of pages) {
      yield* Items.map(dataItem);
    }
  }

  async item(key: string): Promise<DataItem | undefined> {
    const { GetItemCommand } = await import('@aws-sdk/client-dynamodb');
    const { Item } = await this.#client.send(
      new GetItemCommand({ TableName: this.#table, Key: readItemText(key), ConsistentRead: true }),
    );
    return Item === undefined ? undefined : dataItem(Item);
  }

  async putItem({ value }: DataItem, expected?: Expected): Promise<boolean> {
    const { ConditionalCheckFailedException, PutItemCommand } = await import('@aws-sdk/client-dynamodb');
    const Item = readItemText(value);
    const condition = expected === undefined ? {} : conditionOf(expected);
    try {
      await this.#client.send(new PutItemCommand({ TableName: this.#table, Item, ...condition }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) {
        return false;
      }
      throw error;
    }
  }
}

function dataItem(attributes: Attributes): DataItem {
  const key = Object.fromEntries(
    KEY.flatMap((name) => (attributes[name] === undefined ? [] : [[name, attributes[name]]])),
  );
  return { key: itemText(key), value: itemText(attributes) };
}

/** That nothing is there, or that every attribute is as it was. */
function conditionOf({ value }: Expected): object {
  if (value === undefined) {
    return { ConditionExpression: 'attribute_not_exists(#pk)', ExpressionAttributeNames: { '#pk': 'pk' } };
  }
  const attributes = Object.entries(readItemText(value));
  return {
    ConditionExpression: attributes.map((_, index) => `#a${index} = :a${index}`).join(' AND '),
    ExpressionAttributeNames: Object.fromEntries(attributes.map(([name], index) => [`#a${index}`, name])),
    ExpressionAttributeValues: Object.fromEntries(attributes.map(([, part], index) => [`:a${index}`, part])),
  };
}
