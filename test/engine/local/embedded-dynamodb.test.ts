import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import {
  CreateTableCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';

import { embeddedDynamoDb, memoryDynamoDb } from '../../../lib/engine/local/embedded-dynamodb';
import type { EmbeddedDynamoDb } from '../../../lib/engine/local/embedded-dynamodb';

/** Processes are started, on a machine that has other things to do. */
jest.setTimeout(30_000);

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'multiplex-dynamodb-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Runs `use` with a client, and closes both afterwards. */
async function withDatabase<T>(
  open: Promise<EmbeddedDynamoDb>,
  use: (client: DynamoDBClient, database: EmbeddedDynamoDb) => Promise<T>,
): Promise<T> {
  const database = await open;
  const client = new DynamoDBClient(database.config);
  try {
    return await use(client, database);
  } finally {
    client.destroy();
    await database.close();
  }
}

async function createItems(client: DynamoDBClient): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName: 'items',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 20, minDelay: 1 }, { TableName: 'items' });
}

function put(client: DynamoDBClient, sk: string): Promise<unknown> {
  return client.send(new PutItemCommand({ TableName: 'items', Item: { pk: { S: 'all' }, sk: { S: sk } } }));
}

async function numbers(client: DynamoDBClient): Promise<readonly number[]> {
  const found: number[] = [];
  let start: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: 'items',
        KeyConditionExpression: 'pk = :all',
        ExpressionAttributeValues: { ':all': { S: 'all' } },
        ExclusiveStartKey: start,
      }),
    );
    found.push(...(page.Items ?? []).map(({ sk }) => Number(sk?.S)));
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return found;
}

/** Starts the writing process, kills it with SIGKILL when it has said `count` numbers, and gives the last that it said. */
async function writeAndKill(first: number, count: number): Promise<number> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', join(__dirname, 'database-process.ts'), folder, String(first)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'exit');
  let last = 0;
  let said = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line);
    said += 1;
    if (said === count) {
      child.kill('SIGKILL');
    }
  }
  await ended;
  return last;
}

describe('the embedded DynamoDB', () => {
  test('keeps items from one opening to the next', async () => {
    await withDatabase(embeddedDynamoDb(folder), async (client) => {
      await createItems(client);
      await put(client, '000001');
    });
    expect(await withDatabase(embeddedDynamoDb(folder), numbers)).toEqual([1]);
  });

  test('keeps nothing of a database in memory', async () => {
    await withDatabase(memoryDynamoDb(), createItems);
    await withDatabase(memoryDynamoDb(), async (client) => {
      await createItems(client);
      expect(await numbers(client)).toEqual([]);
    });
  });

  test('loses no write that was answered when its process is killed, at whatever moment', async () => {
    await withDatabase(embeddedDynamoDb(folder), createItems);
    let last = 0;
    for (const count of [1, 40, 173]) {
      last = await writeAndKill(last + 1, count);
    }
    const found = await withDatabase(embeddedDynamoDb(folder), numbers);
    // One more may have been written whose answer nobody heard.
    expect(found.slice(0, last)).toEqual(Array.from({ length: last }, (_, index) => index + 1));
    expect(last).toBeGreaterThanOrEqual(214);
  });

  test('is shared by who opens it second, and conditions hold among all', async () => {
    await withDatabase(embeddedDynamoDb(folder), async (client, host) => {
      await createItems(client);
      await withDatabase(embeddedDynamoDb(folder), async (other, guest) => {
        expect([host.role, guest.role]).toEqual(['host', 'guest']);
        await put(other, '000007');
      });
      expect(await numbers(client)).toEqual([7]);
    });
  });

  test('keeps other processes out of its files also when one process opens them twice', async () => {
    await withDatabase(embeddedDynamoDb(folder), async (client) => {
      await createItems(client);
      await withDatabase(embeddedDynamoDb(folder), (_, { role }) => {
        expect(role).toBe('guest');
        return Promise.resolve();
      });
      const last = await writeAndKill(1, 20);
      expect((await numbers(client)).slice(0, last)).toHaveLength(last);
    });
  });

  test('is taken over by the next after the first has closed it', async () => {
    await withDatabase(embeddedDynamoDb(folder), createItems);
    await withDatabase(embeddedDynamoDb(folder), (_, database) => {
      expect(database.role).toBe('host');
      return Promise.resolve();
    });
  });

  test('says in one sentence that another process has it and does not answer', async () => {
    await withDatabase(embeddedDynamoDb(folder), async () => {
      writeFileSync(join(folder, 'endpoint.json'), '{"port":1,"key":"none"}');
      await expect(embeddedDynamoDb(folder, 100)).rejects.toThrow(/LEDGER-001 Another process/);
    });
  });

  test('says in one sentence why it cannot be opened', async () => {
    writeFileSync(join(folder, 'level'), 'a file where the folder should be');
    await expect(embeddedDynamoDb(folder)).rejects.toThrow(
      /LEDGER-002 The local database cannot be opened: /,
    );
  });

  test('answers nobody who does not know the key of this opening', async () => {
    await withDatabase(embeddedDynamoDb(folder), async (client, { config }) => {
      await createItems(client);
      const stranger = new DynamoDBClient({
        ...config,
        credentials: { accessKeyId: 'guessed', secretAccessKey: 'guessed' },
      });
      await expect(numbers(stranger)).rejects.toThrow(/403|Unknown|Deserialization/i);
      expect((await fetch(config.endpoint)).status).toBe(403);
      stranger.destroy();
    });
  });
});
