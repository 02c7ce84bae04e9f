import type { AttributeValue, PutItemCommandInput } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';

import type { ExpectedLease, LeaseItem } from './ledger-store';
import { unreadableEntry } from './parse-entry';

const text = z.object({ S: z.string() }).transform(({ S }) => S);
const number = z.object({ N: z.string() }).transform(({ N }) => Number(N));

const leaseSchema = z.object({
  holder: text,
  owner: text,
  until: number,
  knownSeq: number,
  knownDigest: text,
});

export function leaseItem({ holder, owner, until, known }: LeaseItem): Record<string, AttributeValue> {
  return {
    holder: { S: holder },
    owner: { S: owner },
    until: { N: String(until) },
    knownSeq: { N: String(known.seq) },
    knownDigest: { S: known.digest },
  };
}

/** @throws ProblemError LEDGER-004 when the item is no lease. */
export function parseLease(item: unknown, fleet: string): LeaseItem {
  const parsed = leaseSchema.safeParse(item);
  if (!parsed.success) {
    throw unreadableEntry(fleet, 'its lease', JSON.stringify(item));
  }
  const { knownSeq: seq, knownDigest: digest, ...lease } = parsed.data;
  return { ...lease, known: { seq, digest } };
}

/** `owner` and `until` are reserved or may become so: names are given as placeholders. */
export function expectation(expected: ExpectedLease): Partial<PutItemCommandInput> {
  switch (expected.kind) {
    case 'absent':
      return { ConditionExpression: 'attribute_not_exists(pk)' };
    case 'held-by':
      return {
        ConditionExpression: '#holder = :holder',
        ExpressionAttributeNames: { '#holder': 'holder' },
        ExpressionAttributeValues: { ':holder': { S: expected.holder } },
      };
    case 'unchanged':
      return {
        ConditionExpression: '#holder = :holder AND #until = :until',
        ExpressionAttributeNames: { '#holder': 'holder', '#until': 'until' },
        ExpressionAttributeValues: {
          ':holder': { S: expected.holder },
          ':until': { N: String(expected.until) },
        },
      };
  }
}
