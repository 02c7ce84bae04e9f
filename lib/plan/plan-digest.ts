import { createHash } from 'node:crypto';

import type { Plan } from './plan-document';

/** The plan with its digest. */
export function sealedPlan(content: Omit<Plan, 'digest'>): Plan {
  return { digest: planDigest(content), ...content };
}

/**
 * SHA-256 of what a plan does, as 64 hexadecimal digits, over its canonical JSON: the order of keys does not matter. The
 * same change has the same digest wherever and however it is planned, so that what one machine showed and somebody
 * approved is known again by another. Left out is therefore what only tells how the plan came about: the name and the
 * commit of the base, whose bytes the digests of its stacks already fix, who declared the scope, and the notes.
 */
export function planDigest(content: Omit<Plan, 'digest'>): string {
  const { digest: _, base: _base, notes: _notes, scope, ...rest } = content as Plan;
  const { by: _by, ...declared } = scope;
  const hash = createHash('sha256');
  for (const part of canonicalParts({ ...rest, scope: declared })) {
    hash.update(part);
  }
  return hash.digest('hex');
}

/** The canonical JSON of a mapping in parts: that of ten thousand changed stacks would fill the memory. */
function* canonicalParts(value: object): Generator<string, void, void> {
  let opening = '{';
  for (const [key, part] of definedMembers(value)) {
    yield `${opening}${JSON.stringify(key)}:`;
    if (Array.isArray(part)) {
      for (const [index, item] of part.entries()) {
        yield `${index === 0 ? '[' : ','}${canonicalJson(item)}`;
      }
      yield part.length === 0 ? '[]' : ']';
    } else {
      yield canonicalJson(part);
    }
    opening = ',';
  }
  yield opening === '{' ? '{}' : '}';
}

/** SHA-256 of a text, as 64 hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * JSON with sorted keys and no spaces, as RFC 8785 has it. Strings and numbers are written as `JSON.stringify` does,
 * which the RFC took over; what is undefined is left out.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value) ?? 'null';
  }
  if (Array.isArray(value)) {
    return `[${value.map(canonicalJson).join(',')}]`;
  }
  const members = definedMembers(value).map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`);
  return `{${members.join(',')}}`;
}

function definedMembers(value: object): (readonly [string, unknown])[] {
  return Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
