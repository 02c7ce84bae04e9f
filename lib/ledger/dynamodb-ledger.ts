import { randomUUID } from 'node:crypto';

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import type { Actor, Clock, Ledger } from '../rollout/ports';
import { ChainedLedger } from './chained-ledger';
import { DynamoDbStore } from './dynamodb-store';

/**
 * Seconds that the clocks of two runners may differ before one could take the fleet while the other still means to have
 * it. That would do no harm: whose fleet was taken cannot write any more. It would only stop a runner that was well.
 */
export const CLOCK_SKEW_SECONDS = 30;

export interface DynamoDbLedgerOptions {
  /** With limits to how long a call may take: the SDK itself waits for ever. */
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly fleet: string;
  readonly actor: Actor;
  readonly clock: Pick<Clock, 'now'>;
  /** @default 30; 0 where all runners are on one machine */
  readonly clockSkewSeconds?: number;
}

/** The ledger of a fleet in a DynamoDB table, of this machine or of an account. `docs/ledger.md` has the format. */
export function dynamoDbLedger({
  client,
  table,
  fleet,
  actor,
  clock,
  clockSkewSeconds,
}: DynamoDbLedgerOptions): Ledger {
  return new ChainedLedger({
    store: new DynamoDbStore({ client, table, fleet }),
    fleet,
    actor,
    clock,
    newId: randomUUID,
    clockSkewSeconds: clockSkewSeconds ?? CLOCK_SKEW_SECONDS,
  });
}
