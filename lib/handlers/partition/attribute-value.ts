import type { AttributeValue } from '@aws-sdk/client-dynamodb';

import { isContentMap, type Content, type ContentMap } from './content';
import type { OwnedItem } from './tenant-items';

type Attributes = Record<string, AttributeValue>;

export const OWNER = 'multiplex';

/** The attributes of an owned item, as DynamoDB takes them. */
export function itemAttributes(item: OwnedItem): Attributes {
  return {
    pk: { S: item.pk },
    sk: { S: item.sk },
    owner: { S: OWNER },
    version: { N: String(item.version) },
    run: { N: String(item.run) },
    release: { S: item.release },
    digest: { S: item.digest },
    updatedAt: { S: item.updatedAt },
    content: contentAttribute(item.content),
    ...(item.retiredAt === undefined ? {} : { retired: { BOOL: true }, retiredAt: { S: item.retiredAt } }),
  };
}

/** The owned item that the attributes hold; `undefined` when it is not one of ours, or no longer has our form. */
export function parseItem(attributes: Attributes): OwnedItem | undefined {
  if (attributes['owner']?.S !== OWNER) {
    return undefined;
  }
  const { pk, sk, release, digest, updatedAt, retiredAt } = attributes;
  const version = Number(attributes['version']?.N);
  const run = Number(attributes['run']?.N);
  const content = parseContentAttribute(attributes['content']);
  if (!pk?.S || !sk?.S || !Number.isSafeInteger(version) || !Number.isSafeInteger(run)) {
    return undefined;
  }
  if (!isContentMap(content)) {
    return undefined;
  }
  return {
    pk: pk.S,
    sk: sk.S,
    version,
    run,
    release: release?.S ?? '',
    digest: digest?.S ?? '',
    updatedAt: updatedAt?.S ?? '',
    content,
    ...(retiredAt?.S === undefined ? {} : { retiredAt: retiredAt.S }),
  };
}

function contentAttribute(content: Content): AttributeValue {
  if (typeof content === 'string') {
    return { S: content };
  }
  return isContentMap(content)
    ? { M: Object.fromEntries(Object.entries(content).map(([name, part]) => [name, contentAttribute(part)])) }
    : { L: content.map(contentAttribute) };
}

function parseContentAttribute(attribute: AttributeValue | undefined): Content | undefined {
  if (attribute?.S !== undefined) {
    return attribute.S;
  }
  if (attribute?.L !== undefined) {
    return parseList(attribute.L);
  }
  return attribute?.M === undefined ? undefined : parseMap(attribute.M);
}

function parseList(attributes: readonly AttributeValue[]): Content | undefined {
  const parts = attributes.map(parseContentAttribute).filter((part) => part !== undefined);
  return parts.length === attributes.length ? parts : undefined;
}

function parseMap(attributes: Attributes): ContentMap | undefined {
  const members: [string, Content][] = [];
  for (const [name, attribute] of Object.entries(attributes)) {
    const part = parseContentAttribute(attribute);
    if (part === undefined) {
      return undefined;
    }
    members.push([name, part]);
  }
  return Object.fromEntries(members);
}
