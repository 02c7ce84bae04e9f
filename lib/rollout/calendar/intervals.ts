/** From `from` on, until just before `to`. */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

/** The same time as sorted intervals that neither overlap nor touch. */
export function merged(intervals: readonly Interval[]): readonly Interval[] {
  const result: { from: number; to: number }[] = [];
  for (const { from, to } of intervals.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last !== undefined && from <= last.to) {
      last.to = Math.max(last.to, to);
    } else if (from < to) {
      result.push({ from, to });
    }
  }
  return result;
}

/** What is left of merged intervals without others, which may overlap. */
export function without(intervals: readonly Interval[], others: readonly Interval[]): readonly Interval[] {
  const closed = merged(others);
  return intervals.flatMap(({ from, to }) => {
    const left: Interval[] = [];
    let start = from;
    for (const other of closed) {
      if (other.to > start && other.from < to) {
        if (other.from > start) {
          left.push({ from: start, to: other.from });
        }
        start = other.to;
      }
    }
    return start < to ? [...left, { from: start, to }] : left;
  });
}

/** The part of merged intervals that lies between two times. */
export function clipped(intervals: readonly Interval[], from: number, to: number): readonly Interval[] {
  return intervals
    .map((interval) => ({ from: Math.max(interval.from, from), to: Math.min(interval.to, to) }))
    .filter((interval) => interval.from < interval.to);
}
