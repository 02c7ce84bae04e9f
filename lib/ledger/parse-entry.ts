import { z } from 'zod';

import { diagnostic } from '../diagnostics/diagnostic';
import { ProblemError } from '../diagnostics/problem-error';
import type { LedgerEntry, LedgerRecord } from '../rollout/ports';
import type { StoredEntry } from './entry-chain';

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const version = z.looseObject({ release: z.string(), digest });
const span = z.looseObject({ from: z.number(), to: z.number() });
const kinded = z.looseObject({ kind: z.string() });

/** What every entry has, of whatever kind. Nothing that is not named here is dropped: the digest covers it. */
const envelopeSchema = z.looseObject({
  seq: z.int().positive(),
  at: z.number(),
  fleet: z.string(),
  actor: z.looseObject({
    caller: z.string(),
    author: z.string().optional(),
    commit: z.string().optional(),
  }),
  record: kinded,
  previous: digest,
  digest,
});

/** What a record of a kind has at least. A newer version may write more. */
const recordSchemas = {
  taken: z.looseObject({ owner: z.string() }),
  intent: z.looseObject({
    purpose: z.enum(['apply', 'dedicate', 'deploy', 'rollout', 'rollback']),
    rollout: z.string().optional(),
    stack: z.string(),
    token: z.string(),
    from: version.optional(),
    to: version.optional(),
    plan: digest.optional(),
    overrides: z.array(z.looseObject({ refusal: z.string(), reason: z.string() })),
  }),
  outcome: z.looseObject({
    rollout: z.string().optional(),
    stack: z.string(),
    token: z.string(),
    outcome: kinded,
  }),
  'rollout-started': z.looseObject({ rollout: z.string(), plan: digest }),
  'rollout-event': z.looseObject({ rollout: z.string(), event: kinded, request: z.string().optional() }),
  'rollout-ended': z.looseObject({ rollout: z.string(), summary: z.string() }),
  dedication: z.looseObject({
    stack: z.string(),
    dedication: digest,
    step: z.string(),
    from: z.string(),
    to: z.string(),
    result: z.string(),
  }),
  notice: z.looseObject({
    stack: z.string(),
    release: z.string(),
    act: z.string(),
    note: z.string(),
    told: z.looseObject({ slot: span, testing: span.optional(), sequence: z.int() }).optional(),
    by: z.string().optional(),
    request: z.string().optional(),
  }),
} satisfies Record<LedgerRecord['kind'], z.ZodType>;

/** The entry that a line of a page holds, of whatever kind; undefined where it holds none. */
export function parseLine(line: string): StoredEntry | undefined {
  const space = line.indexOf(' ');
  try {
    const content: unknown = JSON.parse(line.slice(space + 1));
    const parsed = envelopeSchema.safeParse({
      ...z.looseObject({}).parse(content),
      digest: line.slice(0, space),
    });
    // A field that may be left out is never there as undefined: it was JSON.
    return parsed.success ? (parsed.data as StoredEntry) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The entry with its record as this version knows it. A kind that it does not know passes as it is.
 *
 * @throws ProblemError LEDGER-004 when the record is not as its kind says.
 */
export function knownEntry(entry: StoredEntry): LedgerEntry {
  if (!isWellFormed(entry)) {
    throw unreadableEntry(entry.fleet, `entry ${entry.seq}`, entry.record.kind);
  }
  return entry;
}

/** Whether the record is as its kind says, as far as somebody reads it, or of a kind that this version does not know. */
export function isWellFormed(entry: StoredEntry): entry is StoredEntry & LedgerEntry {
  const { kind } = entry.record;
  return !isKnownKind(kind) || recordSchemas[kind].safeParse(entry.record).success;
}

function isKnownKind(kind: string): kind is LedgerRecord['kind'] {
  return Object.hasOwn(recordSchemas, kind);
}

export function unreadableEntry(fleet: string, which: string, value: string): ProblemError {
  return new ProblemError([
    diagnostic({
      code: 'LEDGER-004',
      place: { file: `ledger of ${fleet}` },
      message: `What is stored as ${which} is no entry that can be read.`,
      next: 'Run `multiplex audit --verify`.',
      value,
    }),
  ]);
}
