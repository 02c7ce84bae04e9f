import type { AttributeValue } from '@aws-sdk/client-dynamodb';

/** What an item or a file holds, without the types of DynamoDB around it. */
export type Content = string | boolean | readonly Content[] | { readonly [name: string]: Content };

/** `{M: {tier: {S: 'premium'}}}` → `{tier: 'premium'}`. A number stays the text that DynamoDB sends. */
export function contentOf(value: AttributeValue | undefined): Content {
  if (value?.M !== undefined) {
    return Object.fromEntries(Object.entries(value.M).map(([name, part]) => [name, contentOf(part)]));
  }
  if (value?.L !== undefined) {
    return value.L.map((part) => contentOf(part));
  }
  return value?.S ?? value?.N ?? value?.BOOL ?? '';
}

/** JSON with the members of each object in order, so that equal values have equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part) && !ArrayBuffer.isView(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
}
