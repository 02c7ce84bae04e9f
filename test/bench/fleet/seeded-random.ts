const UINT32_VALUES = 2 ** 32;

/** Chance that comes out the same in every run: a fleet that differs would be another measurement. */
export class SeededRandom {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A number from 0 up to and not including 1: the generator known as mulberry32. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / UINT32_VALUES;
  }

  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  /** @throws RangeError when there is nothing to pick from. */
  pick<T>(choices: readonly T[]): T {
    const index = this.integer(0, choices.length - 1);
    if (index >= choices.length) {
      throw new RangeError('there is nothing to pick from');
    }
    return choices[index] as T;
  }

  /** `count` of the choices, in their order. */
  sample<T>(choices: readonly T[], count: number): readonly T[] {
    const left = [...choices];
    while (left.length > count) {
      left.splice(this.integer(0, left.length - 1), 1);
    }
    return left;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** `#` and six hexadecimal digits. */
  color(): string {
    return `#${this.integer(0, 0xffffff).toString(16).padStart(6, '0')}`;
  }
}
