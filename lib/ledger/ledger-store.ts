import type { Instant } from '../rollout/rollout-plan';
import type { Head } from './entry-chain';

/**
 * What a ledger needs of a database: single items and conditions on them, nothing that spans two. Each call may throw
 * LedgerUnavailable: then it is not known whether it was done, and it may still be done later.
 */
export interface LedgerStore {
  /** Adds a page, unless there is one with the same first entry. */
  addPage(page: Page): Promise<'added' | 'occupied'>;
  /** Pages in order, beginning with the one that holds entry `from`; every page that was added before is among them. */
  pages(from: number): AsyncIterable<Page>;
  lastPage(): Promise<Page | undefined>;
  lease(): Promise<LeaseItem | undefined>;
  /** Replaces the lease where it is as expected; false where it is not. */
  putLease(lease: LeaseItem, expected: ExpectedLease): Promise<boolean>;
  /** Keeps a text under a name; what is there already is the same. */
  putText(name: string, text: string): Promise<void>;
  /** Undefined where it is missing or incomplete. */
  getText(name: string): Promise<string | undefined>;
}

/** Entries that were added together. */
export interface Page {
  /** Sequence number of the first entry. */
  readonly first: number;
  /** One for each entry: digest, space, JSON. */
  readonly lines: readonly string[];
}

/** Who has the fleet. */
export interface LeaseItem {
  /** Unique for each taking; empty when it was given back. */
  readonly holder: string;
  readonly owner: string;
  readonly until: Instant;
  /** Last entry that the holder knew of: a ledger that ends before it was cut. */
  readonly known: Head;
}

export type ExpectedLease =
  | { readonly kind: 'absent' }
  /** Whoever has it, since when they renewed it last. */
  | { readonly kind: 'unchanged'; readonly holder: string; readonly until: Instant }
  | { readonly kind: 'held-by'; readonly holder: string };
