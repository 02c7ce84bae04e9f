import { createHash } from 'node:crypto';

import type { Plan } from './plan-document';

/** The plan with the digest of everything else in it. */
export function sealedPlan(content: Omit<Plan, 'digest'>): Plan {
  return { digest: planDigest(content), ...content };
}

/** SHA-256 of a plan without its own digest, over its canonical JSON: the order of keys does not matter. */
export function planDigest(content: Omit<Plan, 'digest'>): string {
  const { digest: _, ...rest } = content as Plan;
  return sha256(canonicalJson(rest));
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
