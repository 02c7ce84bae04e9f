import type { AttributeValue } from '@aws-sdk/client-dynamodb';

import { invariant } from '../../diagnostics/invariant';

export type Attributes = Readonly<Record<string, AttributeValue>>;

/** Attributes as JSON: equal for equal items, whatever order members and sets came in. */
export function itemText(attributes: Attributes): string {
  return JSON.stringify(sortedMembers(attributes, written));
}

/** What `itemText` has written. */
export function readItemText(text: string): Record<string, AttributeValue> {
  const parsed: unknown = JSON.parse(text);
  invariant(isMapping(parsed), 'an item is a mapping of attributes');
  return sortedMembers(parsed, read);
}

function written(value: AttributeValue): unknown {
  if (value.B !== undefined) {
    return { B: base64(value.B) };
  }
  if (value.BS !== undefined) {
    return { BS: value.BS.map(base64).sort() };
  }
  if (value.SS !== undefined) {
    return { SS: [...value.SS].sort() };
  }
  if (value.NS !== undefined) {
    return { NS: [...value.NS].sort() };
  }
  if (value.M !== undefined) {
    return { M: sortedMembers(value.M, written) };
  }
  if (value.L !== undefined) {
    return { L: value.L.map(written) };
  }
  return value;
}

function read(value: unknown): AttributeValue {
  invariant(isMapping(value), 'an attribute is a mapping of its type');
  const { B, BS, M, L } = value;
  if (typeof B === 'string') {
    return { B: Buffer.from(B, 'base64') };
  }
  if (Array.isArray(BS)) {
    return { BS: BS.map((part) => Buffer.from(String(part), 'base64')) };
  }
  if (isMapping(M)) {
    return { M: sortedMembers(M, read) };
  }
  if (Array.isArray(L)) {
    return { L: L.map(read) };
  }
  // Every other type is the same in JSON.
  return value as unknown as AttributeValue;
}

function sortedMembers<From, To>(
  members: Readonly<Record<string, From>>,
  convert: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(
    Object.entries(members)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [name, convert(value)]),
  );
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
