import type { LedgerEntry } from '../rollout/ports';
import type { Head, StoredEntry } from './entry-chain';
import type { LedgerStore } from './ledger-store';
import { isWellFormed, parseLine } from './parse-entry';
import { LedgerCheck } from './verify-ledger';
import type { LedgerVerdict } from './verify-ledger';

/** What stands at one place of a ledger, whatever it is: an auditor wants to see the rest too. */
export type StoredLine =
  | { readonly kind: 'entry'; readonly entry: LedgerEntry }
  /** Its record is not as its kind says, or it is no entry at all. */
  | { readonly kind: 'unreadable'; readonly seq: number; readonly text: string };

/** Everything that stands in a ledger, in order. */
export async function* storedLines(store: Pick<LedgerStore, 'pages'>): AsyncGenerator<StoredLine> {
  for await (const { seq, text, entry } of parsedLines(store)) {
    yield entry !== undefined && isWellFormed(entry)
      ? { kind: 'entry', entry }
      : { kind: 'unreadable', seq, text };
  }
}

/** Verifies a whole ledger against itself, what its lease knows of it, and the `heads` that somebody kept. */
export async function verifyStored(
  store: Pick<LedgerStore, 'lease' | 'pages'>,
  heads: readonly Head[],
): Promise<LedgerVerdict> {
  // Read before the entries, so that an entry that is added meanwhile is no fault.
  const lease = await store.lease();
  const check = new LedgerCheck([...heads, ...(lease === undefined ? [] : [lease.known])]);
  for await (const { entry } of parsedLines(store)) {
    check.add(entry);
  }
  return check.verdict();
}

async function* parsedLines(
  store: Pick<LedgerStore, 'pages'>,
): AsyncGenerator<{ seq: number; text: string; entry: StoredEntry | undefined }> {
  for await (const { first, lines } of store.pages(1)) {
    for (const [index, text] of lines.entries()) {
      yield { seq: first + index, text, entry: parseLine(text) };
    }
  }
}
