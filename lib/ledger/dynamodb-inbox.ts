import { DeleteItemCommand, PutItemCommand, paginateQuery } from '@aws-sdk/client-dynamodb';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';

import type { Clock, Inbox, OperatorRequest } from '../rollout/ports';
import { PARTITIONS } from './item-keys';
import { unreadableEntry } from './parse-entry';
import { answerOf, wasWritten } from './service-answer';

export interface DynamoDbInboxOptions {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly fleet: string;
  readonly clock: Pick<Clock, 'now'>;
}

const itemSchema = z.object({ at: z.object({ N: z.string() }), request: z.object({ S: z.string() }) });

const word = { by: z.string(), reason: z.string() };

const span = { from: z.number(), to: z.number() };

const actSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['pause', 'resume', 'abort', 'halt', 'retry']), ...word }),
  z.object({ kind: z.literal('skip'), stack: z.string(), ...word }),
  z.object({
    kind: z.literal('overridden'),
    override: z.object({
      rule: z.enum(['window', 'freeze', 'notice', 'hold', 'traffic']),
      stack: z.string().optional(),
      reason: z.string(),
      by: z.string(),
    }),
  }),
  z.object({
    kind: z.literal('notice'),
    stack: z.string(),
    release: z.string(),
    act: z.enum(['sent', 'acknowledged', 'objected', 'waived']),
    note: z.string(),
    told: z
      .object({
        slot: z.object(span),
        testing: z
          .object({ ...span, on: z.enum(['canary', 'preview']), host: z.string().optional() })
          .optional(),
        sequence: z.int(),
      })
      .optional(),
    by: z.string().optional(),
  }),
]);

const requestSchema = z.object({ id: z.string(), rollout: z.string(), act: actSchema });

/**
 * Requests of operators beside the ledger, in its table: one item each. They come in the order of the clocks of those who
 * left them, and of their ids where these are the same.
 */
export class DynamoDbInbox implements Inbox {
  private readonly options: DynamoDbInboxOptions;

  constructor(options: DynamoDbInboxOptions) {
    this.options = options;
  }

  async post(request: OperatorRequest): Promise<void> {
    const { client, table, clock } = this.options;
    const put = new PutItemCommand({
      TableName: table,
      Item: {
        ...this.key(request),
        at: { N: String(clock.now()) },
        request: { S: JSON.stringify(request) },
      },
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    await wasWritten(table, client.send(put));
  }

  async pending(rollout: string): Promise<readonly OperatorRequest[]> {
    const { client, table: TableName, fleet } = this.options;
    const pages = paginateQuery(
      { client },
      {
        TableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :rollout)',
        ExpressionAttributeValues: {
          ':pk': { S: PARTITIONS.requests(fleet) },
          ':rollout': { S: `${rollout}#` },
        },
      },
    );
    const found: { at: number; request: OperatorRequest }[] = [];
    for (;;) {
      const { done, value } = await answerOf(TableName, pages.next());
      if (done === true) {
        break;
      }
      found.push(...(value.Items ?? []).map((item) => this.parse(item)));
    }
    // Items come in the order of their ids, and the sort keeps that order where times are the same.
    return found.sort((a, b) => a.at - b.at).map(({ request }) => request);
  }

  async remove(requests: readonly OperatorRequest[]): Promise<void> {
    const { client, table } = this.options;
    for (const request of requests) {
      await answerOf(table, client.send(new DeleteItemCommand({ TableName: table, Key: this.key(request) })));
    }
  }

  private key({ rollout, id }: OperatorRequest): { pk: { S: string }; sk: { S: string } } {
    return { pk: { S: PARTITIONS.requests(this.options.fleet) }, sk: { S: `${rollout}#${id}` } };
  }

  private parse(item: unknown): { at: number; request: OperatorRequest } {
    try {
      const { at, request } = itemSchema.parse(item);
      // A field that may be left out is never there as undefined: it was JSON.
      return { at: Number(at.N), request: requestSchema.parse(JSON.parse(request.S)) as OperatorRequest };
    } catch {
      throw unreadableEntry(this.options.fleet, 'a request', JSON.stringify(item));
    }
  }
}
