import type { Holding } from '../../engine/local/holdings';

export type Holdings = ReadonlyMap<string, Holding>;

/** How two looks at what is deployed differ. */
export interface Sameness {
  /** Stacks of which a template, an item or a file is another one, that came or that went. */
  readonly different: readonly string[];
  readonly same: { readonly stacks: number; readonly items: number; readonly files: number };
}

/** Compares every template, every item with when it was written, and every file. */
export function compareHoldings(before: Holdings, after: Holdings): Sameness {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  const different = names.filter((name) => !isUntouched(before.get(name), after.get(name)));
  const same = names.flatMap((name) => (different.includes(name) ? [] : (after.get(name) ?? [])));
  return {
    different,
    same: {
      stacks: same.length,
      items: same.reduce((sum, { items }) => sum + items.length, 0),
      files: same.reduce((sum, { files }) => sum + Object.keys(files).length, 0),
    },
  };
}

function isUntouched(before: Holding | undefined, after: Holding | undefined): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

/** What the provisioner notes for itself: which request it answered last. */
const NOTES_PREFIX = 'PROVISIONER#';

/** Whether a stack is what it was, although it was something else meanwhile: when it was written does not count. */
export function isPutBack(before: Holding | undefined, after: Holding | undefined): boolean {
  return contentOf(before) === contentOf(after);
}

function contentOf(holding: Holding | undefined): string {
  return JSON.stringify({
    ...holding,
    items: holding?.items
      .filter(({ key }) => !key.startsWith(NOTES_PREFIX))
      .map(({ key, content }) => [key, content]),
  });
}
