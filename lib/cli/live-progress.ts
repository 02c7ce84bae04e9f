import type { Host } from './host';

/** Goes back to the first column and clears the line. */
const CLEARED = '\r\u001B[K';

/** What happens, line by line; on a terminal with one line behind them that says what is so now and is rewritten. */
export class LiveProgress {
  readonly #host: Pick<Host, 'stderr' | 'columns'>;
  #now = '';

  constructor(host: Pick<Host, 'stderr' | 'columns'>) {
    this.#host = host;
  }

  /** Whether there is a line that is rewritten. */
  get isLive(): boolean {
    return this.#host.columns !== undefined;
  }

  /** Prints lines that stay, each with its end. */
  tell(lines: string): void {
    if (lines !== '') {
      this.#host.stderr(this.#now === '' ? lines : `${CLEARED}${lines}${this.#now}`);
    }
  }

  /** Says what is so now; elsewhere than on a terminal it says nothing. */
  show(now: string): void {
    const { stderr, columns } = this.#host;
    if (columns !== undefined) {
      this.#now = cutTo(columns - 1, now);
      stderr(`${CLEARED}${this.#now}`);
    }
  }

  /** Leaves nothing of the line that is rewritten. */
  end(): void {
    if (this.#now !== '') {
      this.#now = '';
      this.#host.stderr(CLEARED);
    }
  }
}

function cutTo(width: number, text: string): string {
  const characters = Array.from(text);
  return characters.length <= width ? text : `${characters.slice(0, Math.max(width - 1, 0)).join('')}…`;
}
