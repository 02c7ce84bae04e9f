import type { Instant } from '../../../lib/rollout/rollout-plan';

interface Due {
  readonly at: Instant;
  readonly order: number;
  run: (() => void) | undefined;
}

/**
 * Time that passes only when nothing can happen any more in the present moment. It owns everything that is waited for: one
 * thing becomes due at a time, and everything that follows from it is over before the next one does.
 */
export class VirtualTime {
  #now: Instant;
  #order = 0;
  readonly #heap: Due[] = [];
  steps = 0;

  constructor(now: Instant) {
    this.#now = now;
  }

  get now(): Instant {
    return this.#now;
  }

  /** Does something at a time, or at once where that has passed; answers with what calls it off. */
  at(at: Instant, run: () => void): () => void {
    this.#order += 1;
    const due: Due = { at: Math.max(at, this.#now), order: this.#order, run };
    this.#push(due);
    return () => {
      due.run = undefined;
    };
  }

  after(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.at(this.#now + milliseconds, resolve);
    });
  }

  /** Lets time pass until nothing is waited for, or `isOver` says so. */
  async pass(isOver: () => boolean): Promise<void> {
    await settled();
    while (!isOver()) {
      const due = this.#pop();
      if (due === undefined) {
        return;
      }
      if (due.run !== undefined) {
        this.#now = due.at;
        this.steps += 1;
        due.run();
        await settled();
      }
    }
  }

  #push(due: Due): void {
    const heap = this.#heap;
    let index = heap.push(due) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || isBefore(above, due)) {
        break;
      }
      heap[index] = above;
      index = parent;
    }
    heap[index] = due;
  }

  #pop(): Due | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) {
      return first;
    }
    let index = 0;
    for (;;) {
      const child = lesser(heap, 2 * index + 1);
      const below = heap[child];
      if (below === undefined || isBefore(last, below)) {
        break;
      }
      heap[index] = below;
      index = child;
    }
    heap[index] = last;
    return first;
  }
}

function lesser(heap: readonly Due[], left: number): number {
  const [a, b] = [heap[left], heap[left + 1]];
  return a !== undefined && b !== undefined && isBefore(b, a) ? left + 1 : left;
}

function isBefore(a: Due, b: Due): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** Resolves when all promises that could be kept are. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
