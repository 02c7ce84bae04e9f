import type { ObjectContent } from './tenant-data';

/** Whether both are there and have the same bytes; what is served with them is not compared. */
export async function sameContent(
  a: ObjectContent | undefined,
  b: ObjectContent | undefined,
): Promise<boolean> {
  if (a === undefined || b === undefined || a.size !== b.size) {
    return false;
  }
  const [left, right] = [new Bytes(a.body), new Bytes(b.body)];
  for (;;) {
    const [one, other] = [await left.rest(), await right.rest()];
    if (one === undefined || other === undefined) {
      return one === other;
    }
    const length = Math.min(one.length, other.length);
    for (let index = 0; index < length; index += 1) {
      if (one[index] !== other[index]) {
        return false;
      }
    }
    left.skip(length);
    right.skip(length);
  }
}

/** Bytes that come in parts of any length. */
class Bytes {
  readonly #parts: AsyncIterator<Uint8Array>;
  #part: Uint8Array = new Uint8Array();

  constructor(body: AsyncIterable<Uint8Array>) {
    this.#parts = body[Symbol.asyncIterator]();
  }

  /** What is left of the present part, or the next; undefined at the end. */
  async rest(): Promise<Uint8Array | undefined> {
    while (this.#part.length === 0) {
      const next = await this.#parts.next();
      if (next.done === true) {
        return undefined;
      }
      this.#part = next.value;
    }
    return this.#part;
  }

  skip(length: number): void {
    this.#part = this.#part.subarray(length);
  }
}
