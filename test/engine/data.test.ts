import { CreateTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';

import { itemText, readItemText } from '../../lib/engine/data/item-text';
import { PartitionItems } from '../../lib/engine/data/partition-items';
import { S3Objects } from '../../lib/engine/data/s3-objects';
import type { S3Calls } from '../../lib/engine/data/s3-objects';
import { memoryDynamoDb } from '../../lib/engine/local/embedded-dynamodb';
import type { EmbeddedDynamoDb } from '../../lib/engine/local/embedded-dynamodb';

const bytes = fc.uint8Array({ maxLength: 4 }).map((part) => Buffer.from(part));

const { attribute } = fc.letrec<{ attribute: AttributeValue }>((tie) => ({
  attribute: fc.oneof(
    { depthSize: 'small' },
    fc.record({ S: fc.string() }),
    fc.record({ N: fc.integer().map(String) }),
    fc.record({ B: bytes }),
    fc.record({ BOOL: fc.boolean() }),
    fc.constant({ NULL: true as const }),
    fc.record({ SS: fc.uniqueArray(fc.string(), { minLength: 1 }) }),
    fc.record({ BS: fc.array(bytes, { minLength: 1, maxLength: 3 }) }),
    fc.record({ L: fc.array(tie('attribute'), { maxLength: 3 }) }),
    fc.record({
      M: fc.dictionary(fc.string(), tie('attribute'), { maxKeys: 3 }),
    }),
  ),
}));

describe('the text of an item', () => {
  test('has all of it, and is the same however members and sets are ordered', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), attribute), (item) => {
        const text = itemText(item);
        expect(itemText(readItemText(text))).toBe(text);
        expect(itemText(Object.fromEntries(Object.entries(item).reverse()))).toBe(text);
      }),
    );
    expect(itemText({ a: { SS: ['x', 'y'] } })).toBe(itemText({ a: { SS: ['y', 'x'] } }));
    expect(itemText({ a: { B: Buffer.from([1]) } })).not.toBe(itemText({ a: { B: Buffer.from([2]) } }));
  });
});

describe('items of a partition', () => {
  let database: EmbeddedDynamoDb;
  let client: DynamoDBClient;
  let items: PartitionItems;

  beforeAll(async () => {
    database = await memoryDynamoDb();
    client = new DynamoDBClient(database.config);
    await client.send(
      new CreateTableCommand({
        TableName: 'cell',
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'sk', AttributeType: 'S' },
        ],
      }),
    );
    items = new PartitionItems(client, 'cell', 'north');
    const rows = [
      ['TENANT#north', 'HOMEPAGE', 'multiplex'],
      ['TENANT#north', 'BANNER', 'studio'],
      ['TENANT#north#viewers', 'anna', undefined],
      ['TENANT#northern', 'BANNER', undefined],
      ['TENANT#south', 'BANNER', undefined],
    ] as const;
    for (const [pk, sk, owner] of rows) {
      const Item = { pk: { S: pk }, sk: { S: sk }, ...(owner === undefined ? {} : { owner: { S: owner } }) };
      await client.send(new PutItemCommand({ TableName: 'cell', Item }));
    }
  });

  afterAll(async () => {
    client.destroy();
    await database.close();
  });

  test('are those of the tenant and below it, and neither another’s nor the provisioner’s', async () => {
    const found: string[] = [];
    for await (const { key } of items.items()) {
      found.push(key);
    }
    expect(found.sort()).toEqual([
      itemText({ pk: { S: 'TENANT#north' }, sk: { S: 'BANNER' } }),
      itemText({ pk: { S: 'TENANT#north#viewers' }, sk: { S: 'anna' } }),
    ]);
  });

  test('are written only where what is expected is there', async () => {
    const key = itemText({ pk: { S: 'TENANT#north' }, sk: { S: 'NEW' } });
    const value = (minute: string): string => itemText({ ...readItemText(key), minute: { N: minute } });
    expect(await items.putItem({ key, value: value('1') }, { value: undefined })).toBe(true);
    expect(await items.putItem({ key, value: value('2') }, { value: undefined })).toBe(false);
    expect(await items.putItem({ key, value: value('2') }, { value: value('3') })).toBe(false);
    expect(await items.putItem({ key, value: value('2') }, { value: value('1') })).toBe(true);
    expect(await items.item(key)).toEqual({ key, value: value('2') });
    expect(await items.item(itemText({ pk: { S: 'TENANT#north' }, sk: { S: 'NONE' } }))).toBeUndefined();
  });
});

describe('objects of S3', () => {
  const names = { branding: 'north-brand', media: 'cell-media' };

  /** Answers of S3, a page of two keys at a time. */
  function fakeS3(keys: readonly string[]): { readonly s3: S3Calls; readonly calls: unknown[] } {
    const calls: unknown[] = [];
    const s3 = {
      listObjectsV2: (input: { Bucket: string; Prefix: string; ContinuationToken?: string }) => {
        const own =
          input.Bucket === names.media
            ? keys.filter((key) => key.startsWith(input.Prefix))
            : ['brand/current.json', 'brand/1/logo.svg'];
        const start = Number(input.ContinuationToken ?? 0);
        const Contents = own.slice(start, start + 2).map((Key) => ({ Key, Size: 3, ETag: `"${Key}"` }));
        const next = start + 2 < own.length ? { NextContinuationToken: String(start + 2) } : {};
        return Promise.resolve({ Contents, ...next });
      },
      getObject: () => Promise.reject(Object.assign(new Error('none'), { name: 'NoSuchKey' })),
      putObject: (input: { Body: AsyncIterable<Uint8Array> }) => {
        calls.push({ ...input, Body: undefined });
        return Promise.reject(Object.assign(new Error('no'), { name: 'PreconditionFailed' }));
      },
    };
    return { s3: s3 as unknown as S3Calls, calls };
  }

  test('are listed page by page, below the tenant’s prefix, without the pointer of the provisioner', async () => {
    const { s3 } = fakeS3(['tenants/north/1', 'tenants/north/2', 'tenants/north/3', 'tenants/south/1']);
    const found: string[] = [];
    for await (const { bucket, key } of new S3Objects(s3, names, 'north').objects()) {
      found.push(`${bucket} ${key}`);
    }
    expect(found).toEqual([
      'branding brand/1/logo.svg',
      'media tenants/north/1',
      'media tenants/north/2',
      'media tenants/north/3',
    ]);
  });

  test('are read and written with what is served with them, on the condition that is given', async () => {
    const { s3, calls } = fakeS3([]);
    const objects = new S3Objects(s3, names, 'north');
    const name = { bucket: 'media', key: 'tenants/north/list.m3u8' } as const;
    expect(await objects.read(name)).toBeUndefined();
    const headers = { 'content-type': 'application/vnd.apple.mpegurl', 'cache-control': 'max-age=2' };
    const content = { body: (async function* () {})(), size: 0, headers };
    expect(await objects.write(name, content, { value: undefined })).toBe(false);
    expect(await objects.write(name, content, { value: '"e"' })).toBe(false);
    const written = {
      Bucket: 'cell-media',
      Key: name.key,
      ContentLength: 0,
      ContentType: 'application/vnd.apple.mpegurl',
      CacheControl: 'max-age=2',
    };
    expect(calls).toEqual([
      { ...written, IfNoneMatch: '*' },
      { ...written, IfMatch: '"e"' },
    ]);
  });
});
