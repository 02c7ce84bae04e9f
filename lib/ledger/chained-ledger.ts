import { invariant } from '../diagnostics/invariant';
import { canonicalJson, sha256 } from '../plan/plan-digest';
import { LeaseLost, LedgerUnavailable } from '../rollout/ports';
import type { Actor, Clock, Lease, LeaseRefusal, Ledger, LedgerEntry, LedgerRecord } from '../rollout/ports';
import { readDocument } from './documents';
import { chainedLines } from './entry-chain';
import type { Head, StoredEntry } from './entry-chain';
import { LeaseDesk } from './lease-desk';
import type { LedgerStore, Page } from './ledger-store';
import { headOf, pageEntries } from './page';
import { knownEntry } from './parse-entry';

export interface ChainedLedgerOptions {
  readonly store: LedgerStore;
  readonly fleet: string;
  readonly actor: Actor;
  readonly clock: Pick<Clock, 'now'>;
  /** A text that nobody else has: it tells one taking of the fleet from another. */
  readonly newId: () => string;
  /** By how many seconds the clocks of two runners may differ. */
  readonly clockSkewSeconds: number;
}

/** How often the taking of a fleet gives way to entries of the one who had it, before it gives up. */
const TAKING_ATTEMPTS_MAX = 50;

/**
 * A ledger on a store of single items. What keeps it one chain: a page is added only where none begins, and only at the
 * end of a page; so of two who add behind the same entry one finds the place occupied, and reads who was there first.
 */
export class ChainedLedger implements Ledger {
  private readonly options: ChainedLedgerOptions;
  private readonly desk: LeaseDesk;
  /** The lease that is held here, and the last entry of the ledger that its holder has seen. */
  private held: { readonly lease: Lease; readonly seen: Head } | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(options: ChainedLedgerOptions) {
    this.options = options;
    this.desk = new LeaseDesk(options);
  }

  acquire(owner: string, leaseSeconds: number): Promise<Lease | LeaseRefusal> {
    return this.inTurn(async () => {
      const refusal = await this.desk.take(owner, leaseSeconds, this.held !== undefined);
      return refusal ?? this.recordTaking(owner);
    });
  }

  /** The last entry `taken` is that of the last who took the lease: who finds the place occupied asks whether it still is theirs. */
  private async recordTaking(owner: string): Promise<Lease | LeaseRefusal> {
    const { store } = this.options;
    for (let attempt = 1; attempt <= TAKING_ATTEMPTS_MAX; attempt += 1) {
      const last = await store.lastPage();
      const refusal = await this.desk.refusalByOther();
      if (refusal !== undefined) {
        return refusal;
      }
      const page = this.newPage(headOf(last, this.options.fleet), [{ kind: 'taken', owner }]);
      if ((await this.add(page)) === 'ours') {
        return this.takenWith(headOf(page, this.options.fleet), owner);
      }
    }
    throw new LedgerUnavailable('others add entries faster than the fleet can be taken');
  }

  private async takenWith(seen: Head, owner: string): Promise<Lease | LeaseRefusal> {
    const refusal = await this.desk.confirm(seen);
    if (refusal !== undefined) {
      return refusal;
    }
    const lease: Lease = { kind: 'lease', owner, fence: seen.seq };
    this.held = { lease, seen };
    return lease;
  }

  /** Beside appends: one that waits for its answer must not cost the fleet. */
  async renew(lease: Lease, leaseSeconds: number): Promise<void> {
    await this.desk.renew(this.seenBy(lease), leaseSeconds);
  }

  release(lease: Lease): Promise<void> {
    return this.inTurn(async () => {
      if (this.held?.lease.fence === lease.fence) {
        await this.desk.giveBack(this.held.seen);
        this.held = undefined;
      }
    });
  }

  append(lease: Lease, records: readonly LedgerRecord[]): Promise<readonly LedgerEntry[]> {
    invariant(records.length > 0, 'an append has a record');
    return this.inTurn(async () => {
      const page = this.newPage(this.seenBy(lease), records);
      const answer = await this.add(page);
      if (answer !== 'ours') {
        throw await this.whyOccupied(lease, page.first);
      }
      this.held = { lease, seen: headOf(page, this.options.fleet) };
      return pageEntries(page, this.options.fleet).map(knownEntry);
    });
  }

  /**
   * Between two takings only the holder writes. So what stands where it wanted to write is a taking by somebody else, or
   * an append of its own that seemed lost: it has to be read before anything is added behind it.
   */
  private async whyOccupied(lease: Lease, from: number): Promise<Error> {
    for await (const entry of this.stored(from - 1)) {
      if (entry.record.kind === 'taken' && entry.seq > lease.fence) {
        this.held = undefined;
        return new LeaseLost(
          `the fleet was taken with entry ${entry.seq}, by ${String(entry.record['owner'])}`,
        );
      }
    }
    return new LedgerUnavailable(`an earlier append has arrived as entry ${from}: read it first`);
  }

  async *read(after = 0): AsyncGenerator<LedgerEntry> {
    for await (const page of this.options.store.pages(after + 1)) {
      for (const entry of pageEntries(page, this.options.fleet)) {
        if (entry.seq > after) {
          yield knownEntry(entry);
        }
      }
      this.hasSeen(headOf(page, this.options.fleet));
    }
  }

  /** Only the end of a page is a place to add behind. */
  private hasSeen(head: Head): void {
    if (this.held !== undefined && head.seq > this.held.seen.seq) {
      this.held = { ...this.held, seen: head };
    }
  }

  async putDocument(document: unknown): Promise<string> {
    const text = canonicalJson(document);
    const digest = sha256(text);
    await this.options.store.putText(digest, text);
    return digest;
  }

  getDocument(digest: string): Promise<unknown> {
    return readDocument(this.options.store, digest);
  }

  private async *stored(after: number): AsyncGenerator<StoredEntry> {
    for await (const page of this.options.store.pages(after + 1)) {
      yield* pageEntries(page, this.options.fleet).filter(({ seq }) => seq > after);
    }
  }

  private seenBy(lease: Lease): Head {
    if (this.held?.lease.fence !== lease.fence) {
      throw new LeaseLost('the lease was given back, or lost, or taken by another process');
    }
    return this.held.seen;
  }

  private newPage(head: Head, records: readonly LedgerRecord[]): Page {
    const { clock, fleet, actor } = this.options;
    return { first: head.seq + 1, lines: chainedLines(head, { at: clock.now(), fleet, actor }, records) };
  }

  /** A write whose answer was lost finds itself there when it is sent again. */
  private async add(page: Page): Promise<'ours' | 'occupied'> {
    const { store } = this.options;
    const answer = await store.addPage(page).catch((error: unknown) => {
      if (error instanceof LedgerUnavailable) {
        return error;
      }
      throw error;
    });
    if (answer === 'added') {
      return 'ours';
    }
    for await (const there of store.pages(page.first)) {
      if (there.first >= page.first) {
        return there.lines.join('\n') === page.lines.join('\n') ? 'ours' : 'occupied';
      }
    }
    throw answer === 'occupied'
      ? new LedgerUnavailable(`entry ${page.first} is occupied and cannot be read`)
      : answer;
  }

  /** One after the other, so that no two of this process compete for a place. */
  private inTurn<T>(act: () => Promise<T>): Promise<T> {
    const result = this.turn.then(act);
    this.turn = result.catch(() => {});
    return result;
  }
}
