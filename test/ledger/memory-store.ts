import type { ExpectedLease, LeaseItem, LedgerStore, Page } from '../../lib/ledger/ledger-store';

/** Items of a ledger in memory: each call happens at once and whole. Several ledgers on one store are several processes. */
export class MemoryStore implements LedgerStore {
  readonly stored = new Map<number, Page>();
  readonly texts = new Map<string, string>();
  leaseItem: LeaseItem | undefined;

  addPage(page: Page): Promise<'added' | 'occupied'> {
    if (this.stored.has(page.first)) {
      return Promise.resolve('occupied');
    }
    this.stored.set(page.first, page);
    return Promise.resolve('added');
  }

  async *pages(from: number): AsyncGenerator<Page> {
    for (const page of this.inOrder()) {
      if (page.first + page.lines.length > from) {
        yield await Promise.resolve(page);
      }
    }
  }

  lastPage(): Promise<Page | undefined> {
    return Promise.resolve(this.inOrder().at(-1));
  }

  lease(): Promise<LeaseItem | undefined> {
    return Promise.resolve(this.leaseItem);
  }

  putLease(lease: LeaseItem, expected: ExpectedLease): Promise<boolean> {
    const isAsExpected = meets(this.leaseItem, expected);
    if (isAsExpected) {
      this.leaseItem = lease;
    }
    return Promise.resolve(isAsExpected);
  }

  putText(name: string, text: string): Promise<void> {
    this.texts.set(name, text);
    return Promise.resolve();
  }

  getText(name: string): Promise<string | undefined> {
    return Promise.resolve(this.texts.get(name));
  }

  private inOrder(): readonly Page[] {
    return [...this.stored.values()].sort((a, b) => a.first - b.first);
  }
}

function meets(there: LeaseItem | undefined, expected: ExpectedLease): boolean {
  switch (expected.kind) {
    case 'absent':
      return there === undefined;
    case 'held-by':
      return there?.holder === expected.holder;
    case 'unchanged':
      return there?.holder === expected.holder && there.until === expected.until;
  }
}
