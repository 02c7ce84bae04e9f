/** A step of a route: a key, or an item of a list by its name or, in quotes, by what it is. */
const STEP = /\.?[^.[\]]+|\[(?:="(?:[^"\\]|\\.)*"(?:#[0-9]+)?|[^\]]*)\]/g;

/** An item that is told from others only by what it is. */
const NAMELESS = /\[="(?:[^"\\]|\\.)*"(?:#[0-9]+)?\]/g;

/** Every whole that a value lies in, the widest first, and the value itself last. */
export function wholesAround(path: string): readonly string[] {
  return [...path.matchAll(STEP)].map((step) => path.slice(0, step.index + step[0].length));
}

/** A route as people are told it: an item without a name stands for any of its list. */
export function shownPath(path: string): string {
  return path.replace(/^Properties\./, '').replaceAll(NAMELESS, '[]');
}

/** Every whole that any of these values lies in. */
export function wholesOf(paths: Iterable<string>): ReadonlySet<string> {
  return new Set([...paths].flatMap(wholesAround));
}
