import type { LedgerStore, Page } from '../../lib/ledger/ledger-store';
import { LedgerUnavailable } from '../../lib/rollout/ports';

/** What becomes of one call. `late`: no answer, and it happens later, when others have gone on. */
export type CallFate = 'answered' | 'lost' | 'refused' | 'late';

/**
 * A store on which the answers of writes are lost and writes arrive late, as `fate` says; and on which other calls come
 * between any two.
 */
export class FaultyStore implements LedgerStore {
  private readonly inner: LedgerStore;
  private readonly fate: () => CallFate;
  private readonly late: (() => Promise<unknown>)[];

  /** `late` is where writes wait that will arrive some time: who owns it lets them. */
  constructor(inner: LedgerStore, fate: () => CallFate, late: (() => Promise<unknown>)[]) {
    this.inner = inner;
    this.fate = fate;
    this.late = late;
  }

  addPage(page: Page): ReturnType<LedgerStore['addPage']> {
    return this.write(() => this.inner.addPage(page));
  }

  putLease(...args: Parameters<LedgerStore['putLease']>): Promise<boolean> {
    return this.write(() => this.inner.putLease(...args));
  }

  async *pages(from: number): AsyncGenerator<Page> {
    await turns();
    yield* this.inner.pages(from);
  }

  async lastPage(): Promise<Page | undefined> {
    await turns();
    return this.inner.lastPage();
  }

  async lease(): ReturnType<LedgerStore['lease']> {
    await turns();
    return this.inner.lease();
  }

  putText(name: string, text: string): Promise<void> {
    return this.inner.putText(name, text);
  }

  getText(name: string): Promise<string | undefined> {
    return this.inner.getText(name);
  }

  private async write<T>(act: () => Promise<T>): Promise<T> {
    await turns();
    const fate = this.fate();
    if (fate === 'late') {
      this.late.push(act);
    }
    if (fate === 'late' || fate === 'refused') {
      throw new LedgerUnavailable('no answer');
    }
    const answer = await act();
    await turns();
    if (fate === 'lost') {
      throw new LedgerUnavailable('the answer was lost');
    }
    return answer;
  }
}

/** Lets everybody else who waits do something first. */
function turns(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
