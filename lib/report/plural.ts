/** `1 cell`, `3 cells`; `2 entries` where the plural is not the noun with an s. */
export function plural(number: number, noun: string, many = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : many}`;
}
