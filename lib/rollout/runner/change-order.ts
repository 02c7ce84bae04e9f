import type { AgreedChange } from './agreed-change';

/**
 * Changes in the order in which they are made, at most so many at a time: a cell is there before its tenants, and goes
 * after them.
 */
export function changeGroups(
  changes: readonly AgreedChange[],
  atOnce: number,
): readonly (readonly AgreedChange[])[] {
  const isCell = ({ target }: AgreedChange): boolean => target.stack.startsWith('cells/');
  const [put, removed] = [
    changes.filter(({ to }) => to !== undefined),
    changes.filter(({ to }) => to === undefined),
  ];
  return [
    put.filter(isCell),
    put.filter((change) => !isCell(change)),
    removed.filter((change) => !isCell(change)),
    removed.filter(isCell),
  ].flatMap((group) => chunks(group, atOnce));
}

function chunks<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
