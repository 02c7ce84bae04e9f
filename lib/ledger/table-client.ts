import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

/** How often a call is tried, and how long each time: longer than any answer takes, and shorter than a lease. */
const ATTEMPTS_MAX = 4;
const CONNECT_MILLISECONDS_MAX = 3000;
const ANSWER_MILLISECONDS_MAX = 8000;

/** A client for the ledger's table: a call that nobody answers ends. Destroy it when it is no longer needed. */
export function tableClient(config: DynamoDBClientConfig): DynamoDBClient {
  return new DynamoDBClient({
    ...config,
    maxAttempts: ATTEMPTS_MAX,
    requestHandler: {
      connectionTimeout: CONNECT_MILLISECONDS_MAX,
      requestTimeout: ANSWER_MILLISECONDS_MAX,
      throwOnRequestTimeout: true,
    },
  });
}
