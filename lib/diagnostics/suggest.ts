import { printable, quoted } from './printable';

/** The share of a value that may be mistyped before a candidate no longer counts as what was meant. */
const DISTANCE_SHARE_MAX = 0.4;

/** Longest value for which a near candidate is sought; the search takes the product of both lengths. */
const NEAREST_LENGTH_MAX = 100;

/** Most candidates that a message lists. */
const LIST_LENGTH_MAX = 12;

/** The candidate that `value` was probably meant to be, or undefined when none is near. */
export function nearest(value: string, candidates: readonly string[]): string | undefined {
  if (value.length > NEAREST_LENGTH_MAX) {
    return undefined;
  }
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(value.length * DISTANCE_SHARE_MAX)) + 1;
  for (const candidate of candidates) {
    // The difference in length is the least that the distance can be; skipping by it keeps long lists cheap.
    if (Math.abs(candidate.length - value.length) >= bestDistance) {
      continue;
    }
    const distance = editDistance(value.toLowerCase(), candidate.toLowerCase());
    // With nothing in common, a short candidate would be "near" any short value.
    if (distance < bestDistance && distance < Math.max(value.length, candidate.length)) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** "Did you mean …?" where one is near, and the list of what there is. */
export function nextStepFor(value: string, candidates: readonly string[]): string {
  const near = nearest(value, candidates);
  const all = candidates.length === 0 ? 'There are none yet.' : `Use one of: ${listText(candidates)}.`;
  return near === undefined ? all : `Did you mean ${quoted(near)}? ${all}`;
}

/** Names separated by commas; of a long list, the first few and how many more there are. */
export function listText(names: readonly string[]): string {
  const some = names.slice(0, LIST_LENGTH_MAX).map(printable).join(', ');
  const more = names.length - LIST_LENGTH_MAX;
  return more > 0 ? `${some} and ${more} more` : some;
}

/** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours each cost 1. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const substitution = (last[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      let cost = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, substitution);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) {
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      }
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}
