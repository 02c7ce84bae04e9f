import { CLOCK_SKEW_SECONDS } from '../ledger/dynamodb-ledger';
import type { DynamoDbStoreOptions } from '../ledger/dynamodb-store';
import { LEDGER_TABLE } from '../ledger/item-keys';
import { ensureTable } from '../ledger/ledger-table';
import { tableClient } from '../ledger/table-client';
import { databaseFolder } from './engine-options';
import type { EngineOptions } from './engine-options';

export type OpenLedgerTable = Omit<DynamoDbStoreOptions, 'fleet'> & {
  /** By how much the clocks of its writers may differ: one machine has one clock. */
  readonly clockSkewSeconds: number;
  close(): Promise<void>;
};

/**
 * The table that the ledger is in: the embedded one is made when there is none, the one in AWS never is.
 *
 * @throws ProblemError when the embedded database cannot be opened.
 */
export async function openLedgerTable(rootFolder: string, options: EngineOptions): Promise<OpenLedgerTable> {
  return options.engine === 'local' ? openEmbedded(rootFolder, options) : openInAws(options);
}

async function openEmbedded(rootFolder: string, options: EngineOptions): Promise<OpenLedgerTable> {
  const { embeddedDynamoDb } = await import('../engine/local/embedded-dynamodb');
  const database = await embeddedDynamoDb(databaseFolder(rootFolder, options));
  const client = tableClient(database.config);
  await ensureTable(client, LEDGER_TABLE);
  return {
    client,
    table: LEDGER_TABLE,
    clockSkewSeconds: 0,
    close: async () => {
      client.destroy();
      await database.close();
    },
  };
}

function openInAws({ ledgerTable, ledgerRegion }: EngineOptions): OpenLedgerTable {
  const client = tableClient(ledgerRegion === undefined ? {} : { region: ledgerRegion });
  return {
    client,
    table: ledgerTable,
    clockSkewSeconds: CLOCK_SKEW_SECONDS,
    close: () => {
      client.destroy();
      return Promise.resolve();
    },
  };
}
