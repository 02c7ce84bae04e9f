import {
  CreateTableCommand,
  DescribeTableCommand,
  ResourceInUseException,
  ResourceNotFoundException,
  UpdateContinuousBackupsCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import type { CreateTableCommandInput, DynamoDBClient } from '@aws-sdk/client-dynamodb';

const CREATION_SECONDS_MAX = 120;

/** What `docs/ledger-table.yaml` makes in an account. */
export function ledgerTable(name: string): CreateTableCommandInput {
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    DeletionProtectionEnabled: true,
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
  };
}

/**
 * Makes the table where there is none, with deletion protection and point-in-time recovery as far as the service knows
 * them: the embedded one knows neither.
 */
export async function ensureTable(client: DynamoDBClient, name: string): Promise<void> {
  if (await exists(client, name)) {
    return;
  }
  try {
    await client.send(new CreateTableCommand(ledgerTable(name)));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) {
      throw error;
    }
  }
  await waitUntilTableExists(
    { client, maxWaitTime: CREATION_SECONDS_MAX, minDelay: 0.05, maxDelay: 2 },
    { TableName: name },
  );
  await keepBackups(client, name);
}

async function exists(client: DynamoDBClient, name: string): Promise<boolean> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
    return Table?.TableStatus === 'ACTIVE';
  } catch (error) {
    if (error instanceof ResourceNotFoundException) {
      return false;
    }
    throw error;
  }
}

async function keepBackups(client: DynamoDBClient, name: string): Promise<void> {
  try {
    await client.send(
      new UpdateContinuousBackupsCommand({
        TableName: name,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      }),
    );
  } catch (error) {
    if (!(error instanceof Error && error.name === 'UnknownOperationException')) {
      throw error;
    }
  }
}
