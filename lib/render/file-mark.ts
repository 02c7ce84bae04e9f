import type { Stats } from 'node:fs';

const numbers = new Float64Array(4);
const bytes = Buffer.from(numbers.buffer);

/**
 * What the operating system says of a file that nobody has written to since: its size, when its content and its entry
 * changed last, and which file it is. Whoever writes to it changes the second or third. The mark is the bytes of these
 * numbers: a fleet has many, and a time of day takes longer to write in digits than to ask for.
 */
export function fileMark({ size, mtimeMs, ctimeMs, ino }: Stats): string {
  numbers.set([size, mtimeMs, ctimeMs, ino]);
  return bytes.toString('base64');
}

/** Clocks of file systems go in steps; a file that changed this shortly ago may change again in the same step. */
const SETTLED_MILLISECONDS = 100;

/** Whether a later change of the file is sure to give it another mark. `now` in milliseconds since the epoch. */
export function isSettled({ mtimeMs, ctimeMs }: Stats, now: number): boolean {
  return Math.max(mtimeMs, ctimeMs) < now - SETTLED_MILLISECONDS;
}
