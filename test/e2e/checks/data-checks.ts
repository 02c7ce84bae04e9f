import { strict as assert } from 'node:assert';

import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, S3 } from '@aws-sdk/client-s3';

import type { DataItem, DataObject, ObjectContent, TenantData } from '../../../lib/dedication/tenant-data';
import { awsTenantData } from '../../../lib/engine/cloudformation/tenant-data';
import { itemText, readItemText } from '../../../lib/engine/data/item-text';
import { physicalIds } from '../cloud/stacks';
import { SOURCES, tenantOf } from '../fleet/run-fleet';
import { cellStack, tableOf, tenantStack } from '../lane';
import type { Lane } from '../lane';
import { clientConfig } from '../target';

/** What a tenant that moves to a cell of its own takes along, read and written by the calls that the move makes. */
export async function dataChecks(lane: Lane): Promise<void> {
  const { checks, fleet } = lane;
  const tenant = tenantOf(fleet, SOURCES.premium);
  const data = await dataOf(lane, tenant);
  const key = { pk: { S: `TENANT#${tenant}#viewers` }, sk: { S: 'anna' } };
  const film = { bucket: 'media', key: `tenants/${tenant}/film/1.ts` } as const;
  try {
    await checks.check(`items of ${tenant} are written only where what is expected is there`, () =>
      itemsAreGuarded(data, key),
    );
    await checks.check(`objects of ${tenant} are too, and keep what is served with them`, async () => {
      assert.equal(await data.write(film, content('a film'), { value: undefined }), true);
      assert.equal(await data.write(film, content('another'), { value: undefined }), false);
      const read = await data.read(film);
      assert.equal(await textOf(read), 'a film');
      assert.equal(read?.headers['content-type'], 'video/mp2t');
    });
    await checks.check(`what ${tenant} would take along is its own, and not its provisioner’s`, async () => {
      const items = await listed<DataItem>(data.items());
      assert.deepEqual(
        items.map((item) => item.key),
        [itemText(key)],
      );
      const objects = await listed<DataObject>(data.objects());
      assert.deepEqual(
        objects.filter(({ bucket }) => bucket === 'media').map((object) => object.key),
        [film.key],
      );
      assert.ok(objects.some((object) => /^brand\/[0-9a-f]{32}\/logo\.svg$/.test(object.key)));
      assert.ok(objects.every((object) => object.key !== 'brand/current.json'));
    });
  } finally {
    const { dynamoDb, s3 } = lane.cloud;
    await dynamoDb.send(new DeleteItemCommand({ TableName: await tableOf(lane, fleet), Key: key }));
    await s3.send(new DeleteObjectCommand({ Bucket: await mediaBucket(lane), Key: film.key }));
  }
}

async function dataOf({ target, cloud }: Lane, tenant: string): Promise<TenantData> {
  const config = clientConfig(target);
  const stacks = new CloudFormation(config);
  const s3 = new S3({ ...config, forcePathStyle: target.emulated });
  const place = { account: '', region: target.region, stackName: tenantStack(tenant) };
  return awsTenantData(
    { ...place, stack: `tenants/${tenant}` },
    {
      stacks: () => Promise.resolve(stacks),
      data: () => Promise.resolve({ dynamoDb: cloud.dynamoDb, s3 }),
    },
    undefined,
  );
}

async function itemsAreGuarded(data: TenantData, key: Parameters<typeof itemText>[0]): Promise<void> {
  const at = (minute: string): DataItem => ({
    key: itemText(key),
    value: itemText({ ...key, minute: { N: minute }, poster: { B: new Uint8Array([0, 255]) } }),
  });
  assert.equal(await data.putItem(at('1'), { value: undefined }), true);
  assert.equal(await data.putItem(at('2'), { value: undefined }), false);
  assert.equal(await data.putItem(at('2'), { value: at('3').value }), false);
  assert.equal(await data.putItem(at('2'), { value: at('1').value }), true);
  assert.equal((await data.item(itemText(key)))?.value, at('2').value);
  assert.equal(itemText(readItemText(at('2').value)), at('2').value);
}

async function mediaBucket({ cloud, fleet }: Lane): Promise<string | undefined> {
  const buckets = (await physicalIds(cloud.cloudFormation, cellStack(fleet))).get('AWS::S3::Bucket') ?? [];
  return buckets.find((name) => name.includes('media'));
}

function content(text: string): ObjectContent {
  const bytes = Buffer.from(text);
  const body = (async function* parts(): AsyncGenerator<Uint8Array, void, void> {
    yield bytes;
  })();
  return { body, size: bytes.length, headers: { 'content-type': 'video/mp2t' } };
}

async function textOf(read: ObjectContent | undefined): Promise<string> {
  const parts = await listed<Uint8Array>(read?.body ?? []);
  return Buffer.concat(parts).toString();
}

async function listed<Value>(values: AsyncIterable<Value> | Iterable<Value>): Promise<readonly Value[]> {
  const all: Value[] = [];
  for await (const value of values) {
    all.push(value);
  }
  return all;
}
