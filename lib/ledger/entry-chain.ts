import { canonicalJson, sha256 } from '../plan/plan-digest';
import type { Actor, LedgerEntry, LedgerRecord } from '../rollout/ports';
import type { Instant } from '../rollout/rollout-plan';

/** An entry of any kind, as it stands in the ledger: what a newer version wrote is kept as it is. */
export type StoredEntry = Omit<LedgerEntry, 'record'> & {
  readonly record: { readonly kind: string; readonly [field: string]: unknown };
};

/** The last entry of a ledger, as far as somebody knows it. */
export interface Head {
  /** 0 where there is no entry yet. */
  readonly seq: number;
  readonly digest: string;
}

/** What the first entry is chained to. */
export const NOTHING_BEFORE: Head = { seq: 0, digest: '0'.repeat(64) };

/** Digest of an entry: SHA-256 of the canonical JSON of everything else in it. */
export function entryDigest(entry: StoredEntry): string {
  const { digest: _, ...content } = entry;
  return sha256(canonicalJson(content));
}

/** What is the same in all entries that are added together. */
export interface EntryOrigin {
  readonly at: Instant;
  readonly fleet: string;
  readonly actor: Actor;
}

/**
 * Entries of these records, chained behind `head`, as lines: of each its digest, a space, and the JSON that it is the
 * digest of. `sha256sum` checks a line, and nobody has to bring JSON into a canonical form to do so.
 */
export function chainedLines(
  head: Head,
  { at, fleet, actor }: EntryOrigin,
  records: readonly LedgerRecord[],
): readonly string[] {
  let previous = head;
  return records.map((record) => {
    const seq = previous.seq + 1;
    const content = canonicalJson({ seq, at, fleet, actor, record, previous: previous.digest });
    previous = { seq, digest: sha256(content) };
    return `${previous.digest} ${content}`;
  });
}
