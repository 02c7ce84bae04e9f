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
  return sha256(canonicalJson({ ...rest, scope: declared }));
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
  if (Array.isArray(value)) {
    return `[${value.map(canonicalJson).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`);
    return `{${entries.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
