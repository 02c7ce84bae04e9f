import { createHash } from 'node:crypto';

import { isRecord } from '../json-record';
import { accepted, refused, type Outcome } from '../outcome';

/** What an item holds. CloudFormation hands every scalar over as a string, so every leaf is one. */
export type Content = string | readonly Content[] | ContentMap;

export interface ContentMap {
  readonly [name: string]: Content;
}

/** DynamoDB nests 32 levels; the item around the content takes some of them. */
const CONTENT_DEPTH_MAX = 16;
/** A DynamoDB item holds 400 KB, attribute names included. */
const CONTENT_BYTES_MAX = 300_000;

const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Turns a property into content: numbers and booleans become the strings CloudFormation would have made of them, so
 * that an emulator which keeps them gives the same items. Refuses what cannot be stored and read back unchanged.
 */
export function parseContent(value: unknown, name: string): Outcome<Content> {
  const fault = faultIn(value, 0);
  if (fault !== undefined) {
    return refused(`${name} ${fault}.`);
  }
  const content = withTextLeaves(value);
  return Buffer.byteLength(canonicalText(content)) > CONTENT_BYTES_MAX
    ? refused(`${name} is larger than ${CONTENT_BYTES_MAX} bytes.`)
    : accepted(content);
}

function faultIn(value: unknown, depth: number): string | undefined {
  if (depth > CONTENT_DEPTH_MAX) {
    return `is nested deeper than ${CONTENT_DEPTH_MAX} levels`;
  }
  if (typeof value === 'string') {
    return textFault(value);
  }
  if (typeof value === 'number' || typeof value === 'boolean') {
    return undefined;
  }
  if (Array.isArray(value)) {
    return firstFault(value, depth);
  }
  if (!isRecord(value)) {
    return 'holds a value that is neither text, a list nor an object';
  }
  return Object.keys(value).map(nameFault).find(isText) ?? firstFault(Object.values(value), depth);
}

function firstFault(values: readonly unknown[], depth: number): string | undefined {
  for (const value of values) {
    const fault = faultIn(value, depth + 1);
    if (fault !== undefined) {
      return fault;
    }
  }
  return undefined;
}

function textFault(text: string): string | undefined {
  return LONE_SURROGATE.test(text) ? 'holds text that is not valid Unicode' : undefined;
}

function nameFault(name: string): string | undefined {
  // Serialisers assign members one by one, and assigning this one changes a prototype instead.
  if (name === '__proto__') {
    return 'holds a member named __proto__';
  }
  return name === '' ? 'holds a member without a name' : textFault(name);
}

function isText(value: string | undefined): value is string {
  return value !== undefined;
}

function withTextLeaves(value: unknown): Content {
  if (Array.isArray(value)) {
    return value.map(withTextLeaves);
  }
  if (!isRecord(value)) {
    return String(value);
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withTextLeaves(member)]));
}

export function isContentMap(content: Content | undefined): content is ContentMap {
  return isRecord(content);
}

/** JSON with the members of each object in code-unit order: equal content has equal text. */
export function canonicalText(content: Content): string {
  if (typeof content === 'string') {
    return JSON.stringify(content);
  }
  if (!isContentMap(content)) {
    return `[${content.map(canonicalText).join(',')}]`;
  }
  const members = Object.entries(content).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalText(member)}`).join(',')}}`;
}

/** SHA-256 of the canonical text, as 64 hexadecimal digits. */
export function contentDigest(content: Content): string {
  return createHash('sha256').update(canonicalText(content)).digest('hex');
}
