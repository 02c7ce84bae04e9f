import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { AttributeValue } from '@aws-sdk/client-dynamodb';

import { embeddedDynamoDb } from './embedded-dynamodb';
import { Buckets } from './services/buckets';
import type { StackRecord } from './state/stack-record';
import { isUndeployed } from './state/stack-status';
import { StateFolder } from './state/state-folder';

/** What there is of one stack, so that before and after can be compared whatever any plan said. */
export interface Holding {
  readonly release: string;
  /** SHA-256 of the template that is deployed. */
  readonly digest: string;
  /** The tenant's partition, sorted by key; a cell has none of its own. */
  readonly items: readonly Item[];
  /** SHA-256 of each object in the stack's own buckets, by `<bucket>/<key>`. */
  readonly files: Readonly<Record<string, string>>;
}

/** An item of a table. */
interface Item {
  /** Its sort key: `HOMEPAGE`. */
  readonly key: string;
  /** All of it as JSON, with when it was written and how often. */
  readonly text: string;
  /** What it holds as JSON, whenever that was written. */
  readonly content: string;
}

/**
 * Reads what the local engine has of every stack that is deployed, by its name: `tenants/rally-north`. Of stacks that share
 * one, in several accounts or Regions, each is called by its place as well: `tenants/rally-north in 222233334444/us-east-1`.
 *
 * @param folder State folder of the engine, which nobody may have open.
 * @throws ProblemError when somebody has.
 */
export async function readHoldings(folder: string): Promise<ReadonlyMap<string, Holding>> {
  const records = readRecords(folder);
  const items = await readItems(folder, records);
  const buckets = new Buckets(folder);
  const [known, shared] = [new Set<string>(), new Set<string>()];
  for (const { stack } of records) {
    (known.has(stack) ? shared : known).add(stack);
  }
  return new Map(
    records.map((record) => [
      shared.has(record.stack) ? `${record.stack} in ${record.account}/${record.region}` : record.stack,
      {
        release: record.release ?? '',
        digest: record.digest,
        items: items.get(ownerKey(record.stack, record.parameters['CellTableName'])) ?? [],
        files: Object.fromEntries(
          physicalIds([record], 'AWS::S3::Bucket').flatMap((bucket) => objectsOf(buckets, bucket)),
        ),
      },
    ]),
  );
}

function readRecords(folder: string): readonly StackRecord[] {
  const state = new StateFolder(folder);
  try {
    return state
      .addresses()
      .flatMap((address) => state.read(address) ?? [])
      .filter(({ status }) => !isUndeployed(status));
  } finally {
    state.close();
  }
}

function objectsOf(buckets: Buckets, bucket: string): readonly (readonly [string, string])[] {
  return buckets.list(bucket, '').map(({ key }) => {
    const bytes = buckets.get(bucket, key)?.bytes ?? '';
    return [`${bucket}/${key}`, createHash('sha256').update(bytes).digest('hex')];
  });
}

/** Items of every cell's table, by the stack of the tenant whose partition they are in, and the table. */
async function readItems(
  folder: string,
  records: readonly StackRecord[],
): Promise<ReadonlyMap<string, readonly Item[]>> {
  const found = new Map<string, Item[]>();
  const database = join(folder, 'dynamodb');
  if (!existsSync(database)) {
    return found;
  }
  const { DynamoDBClient, paginateScan } = await import('@aws-sdk/client-dynamodb');
  const opened = await embeddedDynamoDb(database);
  const client = new DynamoDBClient(opened.config);
  try {
    for (const TableName of physicalIds(records, 'AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable')) {
      for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true })) {
        for (const item of Items) {
          const key = ownerKey(ownerOf(item), TableName);
          found.set(key, [...(found.get(key) ?? []), itemOf(item)].sort(byKey));
        }
      }
    }
    return found;
  } finally {
    client.destroy();
    await opened.close();
  }
}

function ownerKey(stack: string, table: unknown): string {
  return `${stack} ${String(table)}`;
}

/** `TENANT#rally-north` and `TENANT#rally-north#…` are partitions of `tenants/rally-north`. */
function ownerOf({ pk }: Record<string, AttributeValue>): string {
  return `tenants/${pk?.S?.split('#')[1] ?? ''}`;
}

function itemOf(item: Record<string, AttributeValue>): Item {
  const attributes = Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    key: item['sk']?.S ?? '',
    text: JSON.stringify(attributes),
    content: JSON.stringify(item['content'] ?? {}),
  };
}

function byKey(a: Item, b: Item): number {
  return a.key < b.key ? -1 : 1;
}

function physicalIds(records: readonly StackRecord[], ...types: readonly string[]): readonly string[] {
  return records.flatMap(({ resources }) =>
    Object.values(resources)
      .filter(({ type }) => types.includes(type))
      .map(({ physicalId }) => physicalId),
  );
}
