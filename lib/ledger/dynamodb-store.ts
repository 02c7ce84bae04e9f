import { gunzipSync, gzipSync } from 'node:zlib';

import { GetItemCommand, PutItemCommand, paginateQuery } from '@aws-sdk/client-dynamodb';
import type { AttributeValue, DynamoDBClient, QueryCommandInput } from '@aws-sdk/client-dynamodb';

import { sha256 } from '../plan/plan-digest';
import { PARTITIONS, chunkKey, pageKey } from './item-keys';
import { expectation, leaseItem, parseLease } from './lease-item';
import type { ExpectedLease, LeaseItem, LedgerStore, Page } from './ledger-store';
import { unreadableEntry } from './parse-entry';
import { answerOf, wasWritten } from './service-answer';

export interface DynamoDbStoreOptions {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly fleet: string;
}

type Item = Record<string, AttributeValue>;

/** Bytes of text in an item; DynamoDB takes 400 KB, names and numbers included. */
const TEXT_BYTES_MAX = 340_000;

const NOT_THERE = 'attribute_not_exists(pk)';

/**
 * The ledger's items in DynamoDB. Pages and parts of documents are only ever added. Every read is consistent, so what was
 * added before is seen.
 */
export class DynamoDbStore implements LedgerStore {
  private readonly options: DynamoDbStoreOptions;

  constructor(options: DynamoDbStoreOptions) {
    this.options = options;
  }

  /** A page that no item can hold names a document that holds it, which is there before: all of it is added, or nothing. */
  async addPage({ first, lines }: Page): Promise<'added' | 'occupied'> {
    const text = lines.join('\n');
    const body: Item = fits(text) ? { entries: { S: text } } : { document: { S: await this.spill(text) } };
    const key = { pk: { S: PARTITIONS.entries(this.options.fleet) }, sk: { S: pageKey(first) } };
    const added = await this.put({ ...key, ...body }, { ConditionExpression: NOT_THERE });
    return added ? 'added' : 'occupied';
  }

  private async spill(text: string): Promise<string> {
    const digest = sha256(text);
    await this.putText(digest, text);
    return digest;
  }

  async *pages(from: number): AsyncGenerator<Page> {
    const holding = await this.last(pageKey(from));
    const start = holding?.['sk']?.S ?? pageKey(from);
    for await (const item of this.query(PARTITIONS.entries(this.options.fleet), 'sk >= :sk', start)) {
      yield this.page(item);
    }
  }

  async lastPage(): Promise<Page | undefined> {
    const item = await this.last(pageKey(Number.MAX_SAFE_INTEGER));
    return item === undefined ? undefined : this.page(item);
  }

  async lease(): Promise<LeaseItem | undefined> {
    const { client, table, fleet } = this.options;
    const key = { pk: { S: PARTITIONS.lease(fleet) }, sk: { S: 'lease' } };
    const get = new GetItemCommand({ TableName: table, Key: key, ConsistentRead: true });
    const { Item } = await answerOf(table, client.send(get));
    return Item === undefined ? undefined : parseLease(Item, fleet);
  }

  putLease(lease: LeaseItem, expected: ExpectedLease): Promise<boolean> {
    const key = { pk: { S: PARTITIONS.lease(this.options.fleet) }, sk: { S: 'lease' } };
    return this.put({ ...key, ...leaseItem(lease) }, expectation(expected));
  }

  /**
   * Parts are cut before they are compressed: one that another version of zlib wrote before still fits. The first part,
   * which says how many there are, comes last: where it is, all are.
   */
  async putText(name: string, text: string): Promise<void> {
    const parts = cut(Buffer.from(text));
    const pk = { S: PARTITIONS.documents(this.options.fleet) };
    for (const [index, bytes] of [...parts.entries()].reverse()) {
      await this.put(
        {
          pk,
          sk: { S: chunkKey(name, index) },
          parts: { N: String(parts.length) },
          gzip: { B: gzipSync(bytes) },
        },
        { ConditionExpression: NOT_THERE },
      );
    }
  }

  async getText(name: string): Promise<string | undefined> {
    const parts: Buffer[] = [];
    let expected = 0;
    const documents = PARTITIONS.documents(this.options.fleet);
    for await (const { gzip, parts: count } of this.query(documents, 'begins_with(sk, :sk)', `${name}#`)) {
      expected ||= Number(count?.N);
      parts.push(unzipped(gzip?.B));
    }
    return parts.length === 0 || parts.length !== expected
      ? undefined
      : Buffer.concat(parts).toString('utf8');
  }

  private async page(item: Item): Promise<Page> {
    const text = item['entries']?.S ?? (await this.getText(item['document']?.S ?? ''));
    if (text === undefined) {
      throw unreadableEntry(this.options.fleet, `page ${item['sk']?.S ?? ''}`, '');
    }
    return { first: Number(item['sk']?.S), lines: text.split('\n') };
  }

  /** The last page that does not begin behind `key`. */
  private async last(key: string): Promise<Item | undefined> {
    const entries = PARTITIONS.entries(this.options.fleet);
    for await (const item of this.query(entries, 'sk <= :sk', key, { ScanIndexForward: false, Limit: 1 })) {
      return item;
    }
    return undefined;
  }

  private async *query(
    pk: string,
    condition: string,
    sk: string,
    more: Partial<QueryCommandInput> = {},
  ): AsyncGenerator<Item> {
    const { client, table: TableName } = this.options;
    const pages = paginateQuery(
      { client },
      {
        TableName,
        ConsistentRead: true,
        KeyConditionExpression: `pk = :pk AND ${condition}`,
        ExpressionAttributeValues: { ':pk': { S: pk }, ':sk': { S: sk } },
        ...more,
      },
    );
    for (;;) {
      const { done, value } = await answerOf(TableName, pages.next());
      if (done === true) {
        return;
      }
      yield* value.Items ?? [];
    }
  }

  private put(item: Item, condition: Partial<PutItemCommand['input']>): Promise<boolean> {
    const { client, table } = this.options;
    return wasWritten(table, client.send(new PutItemCommand({ TableName: table, Item: item, ...condition })));
  }
}

/** Nothing where it is no gzip: whoever reads compares the digest of the whole. */
function unzipped(bytes: Uint8Array | undefined): Buffer {
  try {
    return gunzipSync(bytes ?? new Uint8Array());
  } catch {
    return Buffer.alloc(0);
  }
}

function fits(text: string): boolean {
  return Buffer.byteLength(text) <= TEXT_BYTES_MAX;
}

function cut(bytes: Buffer): readonly Buffer[] {
  const count = Math.max(1, Math.ceil(bytes.length / TEXT_BYTES_MAX));
  return Array.from({ length: count }, (_, index) =>
    bytes.subarray(index * TEXT_BYTES_MAX, (index + 1) * TEXT_BYTES_MAX),
  );
}
