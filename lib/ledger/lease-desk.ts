import { LeaseLost } from '../rollout/ports';
import type { Clock, LeaseRefusal } from '../rollout/ports';
import { NOTHING_BEFORE } from './entry-chain';
import type { Head } from './entry-chain';
import type { ExpectedLease, LeaseItem, LedgerStore } from './ledger-store';

export interface LeaseDeskOptions {
  readonly store: Pick<LedgerStore, 'lease' | 'putLease'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly newId: () => string;
  readonly clockSkewSeconds: number;
}

/**
 * The lease of a fleet: one item, and who may write it. It keeps runners out of each other's way; that a runner whose
 * lease was taken cannot write is the doing of the entry `taken`, whatever the clocks say.
 */
export class LeaseDesk {
  private readonly options: LeaseDeskOptions;
  /** What was written last here, or was meant to be: the answer may be lost. */
  private mine: LeaseItem | undefined;

  constructor(options: LeaseDeskOptions) {
    this.options = options;
  }

  /** Writes the lease item, unless somebody else has the fleet, or this process itself, as `isInUse` says. */
  async take(owner: string, leaseSeconds: number, isInUse: boolean): Promise<LeaseRefusal | undefined> {
    const { store, clock, newId } = this.options;
    const there = await store.lease();
    const isMine = there !== undefined && there.holder === this.mine?.holder && !isInUse;
    if (there !== undefined && !isMine && this.isHeld(there)) {
      return this.refusal(there);
    }
    const wanted: LeaseItem = {
      holder: newId(),
      owner,
      until: clock.now() + leaseSeconds * 1000,
      known: there?.known ?? NOTHING_BEFORE,
    };
    this.mine = wanted;
    return (await store.putLease(wanted, asFound(there))) ? undefined : this.refusalByOther();
  }

  /** Who has the fleet instead, where it is not who wrote the item here. */
  async refusalByOther(): Promise<LeaseRefusal | undefined> {
    const there = await this.options.store.lease();
    if (there === undefined) {
      return { kind: 'held', owner: '', until: this.options.clock.now() };
    }
    return there.holder === this.mine?.holder ? undefined : this.refusal(there);
  }

  /** Notes that the taking is recorded. */
  async confirm(known: Head): Promise<LeaseRefusal | undefined> {
    return (await this.rewrite({ known })) ? undefined : this.refusalByOther();
  }

  /** @throws LeaseLost when somebody else has it. */
  async renew(known: Head, leaseSeconds: number): Promise<void> {
    if (!(await this.rewrite({ known, until: this.options.clock.now() + leaseSeconds * 1000 }))) {
      throw new LeaseLost('somebody else has taken the fleet');
    }
  }

  /** Where somebody else has it, there is nothing to give back. */
  async giveBack(known: Head): Promise<void> {
    if (this.mine !== undefined) {
      const { owner, holder } = this.mine;
      const returned = { holder: '', owner, until: this.options.clock.now(), known };
      await this.options.store.putLease(returned, { kind: 'held-by', holder });
      this.mine = undefined;
    }
  }

  private async rewrite(part: Partial<LeaseItem>): Promise<boolean> {
    if (this.mine === undefined) {
      return false;
    }
    this.mine = { ...this.mine, ...part };
    return this.options.store.putLease(this.mine, { kind: 'held-by', holder: this.mine.holder });
  }

  private isHeld(lease: LeaseItem): boolean {
    return lease.holder !== '' && this.options.clock.now() < this.freeAt(lease);
  }

  private freeAt({ until }: LeaseItem): number {
    return until + this.options.clockSkewSeconds * 1000;
  }

  private refusal(lease: LeaseItem): LeaseRefusal {
    return { kind: 'held', owner: lease.owner, until: this.freeAt(lease) };
  }
}

function asFound(there: LeaseItem | undefined): ExpectedLease {
  return there === undefined
    ? { kind: 'absent' }
    : { kind: 'unchanged', holder: there.holder, until: there.until };
}
