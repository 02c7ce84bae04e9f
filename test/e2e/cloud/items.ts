import { paginateListTables, paginateQuery, paginateScan } from '@aws-sdk/client-dynamodb';
import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';

export type Item = Readonly<Record<string, AttributeValue>>;

export async function tableNames(client: DynamoDBClient): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const page of paginateListTables({ client }, {})) {
    names.push(...(page.TableNames ?? []));
  }
  return names;
}

export async function allItems(client: DynamoDBClient, table: string): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const page of paginateScan({ client }, { TableName: table, ConsistentRead: true })) {
    items.push(...(page.Items ?? []));
  }
  return items;
}

/** The items of one tenant by sort key. */
export async function tenantItems(
  client: DynamoDBClient,
  table: string,
  tenant: string,
): Promise<ReadonlyMap<string, Item>> {
  const items = new Map<string, Item>();
  const query = {
    TableName: table,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: `TENANT#${tenant}` } },
  };
  for await (const page of paginateQuery({ client }, query)) {
    for (const item of page.Items ?? []) {
      items.set(item['sk']?.S ?? '', item);
    }
  }
  return items;
}
