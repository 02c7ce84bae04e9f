import { NOTHING_BEFORE, entryDigest } from './entry-chain';
import type { Head, StoredEntry } from './entry-chain';
import { Explanations } from './explanations';

/** What is wrong with a ledger, and at which entry. */
export interface LedgerFault {
  readonly seq: number;
  readonly kind:
    | 'changed'
    | 'replaced'
    | 'removed'
    | 'moved'
    | 'inserted'
    | 'unreadable'
    | 'cut'
    | 'foreign'
    | 'unexplained';
  /** One sentence. */
  readonly message: string;
}

export interface LedgerVerdict {
  /** How many entries were looked at. */
  readonly entries: number;
  /** The last one: kept elsewhere, it shows later whether what is before it is still the same. */
  readonly head: Head;
  /** In the order of the entries; none where all is as it was written. */
  readonly faults: readonly LedgerFault[];
}

/**
 * Compares every entry with its digest, with the one before it and with what explains it, in the order in which they
 * stand. An entry of an unknown kind is checked like any other; undefined stands for one that cannot be read.
 *
 * Who rewrites every entry from one to the end, digests and all, is found only by a `known` head behind it; so is the
 * removal of the last entries.
 */
export function verifyLedger(
  entries: Iterable<StoredEntry | undefined>,
  known: readonly Head[] = [],
): LedgerVerdict {
  const check = new LedgerCheck(known);
  for (const entry of entries) {
    check.add(entry);
  }
  return check.verdict();
}

/** The same for entries that come one by one. */
export class LedgerCheck {
  private readonly known: readonly Head[];
  private readonly faults: LedgerFault[] = [];
  private readonly seen = new Set<number>();
  private readonly explanations = new Explanations();
  private readonly gaps: { readonly first: number; readonly last: number }[] = [];
  private entries = 0;
  private fleet: string | undefined;
  /** The digest is unknown behind an entry that cannot be read. */
  private last: { readonly seq: number; readonly digest: string | undefined } = NOTHING_BEFORE;

  constructor(known: readonly Head[] = []) {
    this.known = known;
  }

  add(entry: StoredEntry | undefined): void {
    this.entries += 1;
    const expected = this.last.seq + 1;
    if (entry === undefined) {
      this.fault('unreadable', expected, `what stands as entry ${expected} cannot be read`);
      this.seen.add(expected);
      this.last = { seq: expected, digest: undefined };
      return;
    }
    this.checkContent(entry);
    if (entry.seq < expected) {
      this.outOfOrder(entry.seq);
      return;
    }
    if (entry.seq > expected) {
      this.gaps.push({ first: expected, last: entry.seq - 1 });
    } else {
      this.checkLink(entry);
    }
    this.checkKnown(entry);
    this.seen.add(entry.seq);
    this.last = entry;
  }

  verdict(): LedgerVerdict {
    const removed = this.gaps.flatMap(({ first, last }) => this.missing(first, last));
    const cut = this.known.filter(({ seq }) => seq > this.last.seq).map(({ seq }) => this.cutBefore(seq));
    return {
      entries: this.entries,
      head: { seq: this.last.seq, digest: this.last.digest ?? '' },
      faults: [...this.faults, ...removed, ...cut].sort((a, b) => a.seq - b.seq),
    };
  }

  private checkContent(entry: StoredEntry): void {
    const { seq, fleet } = entry;
    this.fleet ??= fleet;
    if (entryDigest(entry) !== entry.digest) {
      this.fault(
        'changed',
        seq,
        `entry ${seq} was changed: it has another digest than the one it was written with`,
      );
    }
    if (fleet !== this.fleet) {
      this.fault('foreign', seq, `entry ${seq} belongs to the ledger of ${fleet}`);
    }
    const missing = this.explanations.missingFor(entry);
    if (missing !== undefined) {
      this.fault('unexplained', seq, `entry ${seq} ${missing}, so an entry before it was taken out`);
    }
  }

  private outOfOrder(seq: number): void {
    if (this.seen.has(seq)) {
      this.fault('inserted', seq, `there are two entries ${seq}: one was put in`);
    } else {
      this.seen.add(seq);
      this.fault('moved', seq, `entry ${seq} stands behind entry ${this.last.seq}: it was moved`);
    }
  }

  private checkLink({ seq, previous }: StoredEntry): void {
    if (this.last.digest === undefined || previous === this.last.digest) {
      return;
    }
    if (seq === 1) {
      this.fault('removed', 1, 'entry 1 is chained to an entry before it, which was removed');
    } else {
      this.fault(
        'replaced',
        seq - 1,
        `entry ${seq - 1} is not the one that entry ${seq} was chained to: it was replaced, or everything behind it was`,
      );
    }
  }

  private checkKnown({ seq, digest }: StoredEntry): void {
    if (this.known.some((head) => head.seq === seq && head.digest !== digest)) {
      this.fault(
        'replaced',
        seq,
        `entry ${seq} is not the one that is known to have stood there: it was replaced, or one before it with all that follow`,
      );
    }
  }

  /** Runs of entries that turned up nowhere else. */
  private missing(first: number, last: number): readonly LedgerFault[] {
    const faults: LedgerFault[] = [];
    for (let seq = first; seq <= last; seq += 1) {
      const begin = seq;
      while (seq <= last && !this.seen.has(seq)) {
        seq += 1;
      }
      if (seq > begin) {
        faults.push(removedFault(begin, seq - 1));
      }
    }
    return faults;
  }

  private cutBefore(known: number): LedgerFault {
    const seq = this.last.seq + 1;
    return {
      kind: 'cut',
      seq,
      message: `the ledger ends with entry ${this.last.seq}, and entry ${known} is known to have been there: the end was cut off`,
    };
  }

  private fault(kind: LedgerFault['kind'], seq: number, message: string): void {
    this.faults.push({ kind, seq, message });
  }
}

function removedFault(first: number, last: number): LedgerFault {
  const which = first === last ? `entry ${first} was` : `entries ${first} to ${last} were`;
  return { kind: 'removed', seq: first, message: `${which} removed` };
}
