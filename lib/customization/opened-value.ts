import type { JsonMapping } from '../plan/causes/fleet-source';
import { isMapping } from '../plan/value-changes';
import type { Json } from '../plan/value-changes';

/** What a template writes as text and a service reads as parts. */
const DOCUMENT = /^\s*[[{]/;
const CONTENT_POLICY = /^[a-z]+-src [^;]*(;|$)/;

/**
 * The same value with documents in texts taken apart: JSON, also where it is joined of pieces with references between
 * them, and the directives of a content security policy. Two changes of one document need not have to do with each other.
 */
export function openedValue(value: Json): Json {
  if (typeof value === 'string') {
    return openedText(value);
  }
  if (isList(value)) {
    return value.map(openedValue);
  }
  if (!isMapping(value)) {
    return value;
  }
  const joined = joinedText(value);
  const document = joined === undefined ? undefined : parsedDocument(joined);
  return document ?? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, openedValue(part)]));
}

function openedText(text: string): Json {
  if (CONTENT_POLICY.test(text)) {
    const directives = text.split(';').map((directive) => directive.trim().split(/\s+/));
    return Object.fromEntries(directives.map(([name = '', ...sources]) => [name, sources]));
  }
  return parsedDocument(text) ?? text;
}

function parsedDocument(text: string): Json | undefined {
  if (!DOCUMENT.test(text)) {
    return undefined;
  }
  try {
    return openedValue(JSON.parse(text) as Json);
  } catch {
    return undefined;
  }
}

/** The pieces of `Fn::Join` without a separator as one text, references written as they stand; undefined for all else. */
function joinedText(value: JsonMapping): string | undefined {
  const join = value['Fn::Join'];
  if (!isList(join) || join[0] !== '' || !isList(join[1])) {
    return undefined;
  }
  return join[1]
    .map((piece) => (typeof piece === 'string' ? piece : insideText(JSON.stringify(piece))))
    .join('');
}

/** As it is written between the quotes of a text of JSON. */
function insideText(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
