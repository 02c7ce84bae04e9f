import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import { memoryDynamoDb } from '../../lib/engine/local/embedded-dynamodb';
import { LEDGER_TABLE } from '../../lib/ledger/item-keys';
import { ensureTable } from '../../lib/ledger/ledger-table';

export interface ScratchTable {
  readonly client: DynamoDBClient;
  readonly table: string;
  close(): Promise<void>;
}

/** The ledger's table in a database in memory. */
export async function scratchTable(): Promise<ScratchTable> {
  const database = await memoryDynamoDb();
  const client = new DynamoDBClient(database.config);
  await ensureTable(client, LEDGER_TABLE);
  return {
    client,
    table: LEDGER_TABLE,
    close: async () => {
      client.destroy();
      await database.close();
    },
  };
}
