import { invariant } from '../../diagnostics/invariant';
import { LeaseLost, LedgerUnavailable } from '../ports';
import type { Clock, Lease, LeaseRefusal, Ledger, LedgerEntry, LedgerRecord } from '../ports';
import { BackOff } from './back-off';
import type { Pace } from './pace';

export interface LeasedLedgerProps {
  readonly ledger: Ledger;
  /** Who takes the fleet, as others are told. */
  readonly owner: string;
  readonly clock: Clock;
  readonly pace: Pace;
  /** Called once with each entry, in order. */
  readonly onEntry: (entry: LedgerEntry) => Promise<void> | void;
  /** Called with the reason when the lease could not be renewed: LeaseLost, or a fault of ours. */
  readonly onLost: (error: unknown) => void;
}

/**
 * The ledger in one runner's hands: takes the fleet and keeps it, knows every entry, and finds out what became of an
 * append whose answer was lost. Calls follow one another; only renewing goes on beside them.
 */
export class LeasedLedger {
  readonly #props: LeasedLedgerProps;
  readonly #backOff: BackOff;
  #held: { readonly lease: Lease; readonly end: AbortController } | undefined;
  #isLost = false;
  /** Until then nobody else can have the fleet, as far as our own clock goes. */
  #sureUntil = -Infinity;
  #seq = 0;

  constructor(props: LeasedLedgerProps) {
    this.#props = props;
    this.#backOff = new BackOff(props.pace);
  }

  get isHeld(): boolean {
    return this.#held !== undefined && !this.#isLost;
  }

  /** Takes the fleet and reads everything that was written; or answers who has it. */
  async take(): Promise<LeaseRefusal | undefined> {
    const { ledger, owner, pace, clock } = this.#props;
    const askedAt = clock.now();
    const lease = await this.#patiently(() => ledger.acquire(owner, pace.leaseSeconds));
    if (lease.kind === 'held') {
      return lease;
    }
    this.#sureUntil = askedAt + pace.leaseSeconds * 1_000;
    this.#isLost = false;
    // A lease that was lost is not renewed any more: it would be taken for this one.
    this.#held?.end.abort();
    this.#held = { lease, end: new AbortController() };
    void this.#keep(lease, this.#held.end.signal);
    await this.#readOn();
    return undefined;
  }

  /**
   * Makes sure that nobody else has the fleet: a process that stood still does not know how long it did.
   *
   * @throws LeaseLost when somebody else has it.
   */
  async assure(): Promise<void> {
    const { ledger, clock, pace } = this.#props;
    const held = this.#held;
    if (held === undefined || clock.now() < this.#sureUntil) {
      return;
    }
    await this.#patiently(async () => {
      const askedAt = clock.now();
      await ledger.renew(held.lease, pace.leaseSeconds);
      this.#sureUntil = askedAt + pace.leaseSeconds * 1_000;
    });
  }

  /** Lets others have the fleet. A ledger that does not answer loses patience with the lease by itself. */
  async release(): Promise<void> {
    const held = this.#held;
    if (held === undefined) {
      return;
    }
    this.#held = undefined;
    held.end.abort();
    try {
      await this.#props.ledger.release(held.lease);
    } catch (error) {
      if (!(error instanceof LedgerUnavailable) && !(error instanceof LeaseLost)) {
        throw error;
      }
    }
  }

  /**
   * Writes the records, or finds out that it cannot be known whether they were written and reads on: what is still to be
   * done then follows from what was read.
   *
   * @throws LeaseLost when somebody else has the fleet.
   */
  async append(records: readonly LedgerRecord[]): Promise<void> {
    if (this.#held === undefined || this.#isLost) {
      throw new LeaseLost('the fleet is not held');
    }
    const { lease } = this.#held;
    try {
      const entries = await this.#props.ledger.append(lease, records);
      this.#backOff.onSuccess('append');
      for (const entry of entries) {
        await this.#take(entry);
      }
    } catch (error) {
      if (!(error instanceof LedgerUnavailable)) {
        throw error;
      }
      const { clock } = this.#props;
      await clock.sleepUntil(this.#backOff.onFailure('append', clock.now()));
      await this.#readOn();
    }
  }

  /** Keeps a document, and answers with its digest. */
  async put(document: unknown): Promise<string> {
    return this.#patiently(() => this.#props.ledger.putDocument(document));
  }

  /** Reads what was written behind what is known. */
  async #readOn(): Promise<void> {
    await this.#patiently(async () => {
      for await (const entry of this.#props.ledger.read(this.#seq)) {
        await this.#take(entry);
      }
    });
  }

  async #take(entry: LedgerEntry): Promise<void> {
    if (entry.seq <= this.#seq) {
      return;
    }
    invariant(entry.seq === this.#seq + 1, 'a ledger gives no entry a place behind one that was not read');
    const fence = this.#held?.lease.fence;
    if (entry.record.kind === 'taken' && fence !== undefined && entry.seq > fence) {
      this.#isLost = true;
    }
    await this.#props.onEntry(entry);
    this.#seq = entry.seq;
  }

  async #keep(lease: Lease, end: AbortSignal): Promise<void> {
    const { ledger, clock, pace, onLost } = this.#props;
    let wait = pace.leaseSeconds / RENEWALS;
    while (!end.aborted) {
      await clock.sleepUntil(clock.now() + wait * 1_000, end);
      if (end.aborted) {
        return;
      }
      const askedAt = clock.now();
      const failure = await failureOf(ledger.renew(lease, pace.leaseSeconds));
      // An answer that comes after the lease was released says nothing of the next one.
      if (end.aborted) {
        return;
      }
      if (failure === undefined) {
        this.#sureUntil = askedAt + pace.leaseSeconds * 1_000;
        wait = pace.leaseSeconds / RENEWALS;
      } else if (failure.error instanceof LedgerUnavailable) {
        wait = pace.retrySeconds;
      } else {
        this.#isLost = true;
        onLost(failure.error);
        return;
      }
    }
  }

  async #patiently<Value>(call: () => Promise<Value>): Promise<Value> {
    const { clock } = this.#props;
    for (;;) {
      try {
        const value = await call();
        this.#backOff.onSuccess('call');
        return value;
      } catch (error) {
        if (!(error instanceof LedgerUnavailable)) {
          throw error;
        }
        await clock.sleepUntil(this.#backOff.onFailure('call', clock.now()));
      }
    }
  }
}

/** Times that a lease is renewed before it would end. */
const RENEWALS = 3;

async function failureOf(call: Promise<void>): Promise<{ readonly error: unknown } | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    return { error };
  }
}
