import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';

import { embeddedDynamoDb } from '../../../lib/engine/local/embedded-dynamodb';

/** A process that writes items 1, 2, 3 … into the table `items` and says each number once it was answered, until it is killed. */
async function main(folder: string, first: number): Promise<void> {
  const database = await embeddedDynamoDb(folder);
  const client = new DynamoDBClient(database.config);
  for (let n = first; ; n += 1) {
    await client.send(
      new PutItemCommand({
        TableName: 'items',
        Item: { pk: { S: 'all' }, sk: { S: String(n).padStart(6, '0') } },
      }),
    );
    process.stdout.write(`${n}\n`);
  }
}

const [folder = '', first = '1'] = process.argv.slice(2);
void main(folder, Number(first));
