const DISTANCE_SHARE_MAX = 0.4;

/** The candidate that `value` was probably meant to be, or undefined when none is near. */
export function nearest(value: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of candidates) {
    const distance = editDistance(value.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  const allowed = Math.max(1, Math.floor(value.length * DISTANCE_SHARE_MAX));
  return bestDistance <= allowed ? best : undefined;
}

/** "Did you mean …?" where one is near, otherwise the whole list. */
export function nextStepFor(value: string, candidates: readonly string[]): string {
  const near = nearest(value, candidates);
  const all = candidates.length === 0 ? 'There are none yet' : `Use one of: ${candidates.join(', ')}`;
  return near === undefined ? `${all}.` : `Did you mean "${near}"? ${all}.`;
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
