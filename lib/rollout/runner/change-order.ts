import { stackKind } from '../../render/stack-name';
import type { StackKind } from '../../render/stack-name';
import type { AgreedChange } from './agreed-change';

/**
 * Changes in the order in which they are made, at most so many at a time: a cell is there before the roles that its
 * tenants are deployed with, and those before the tenants. All go the other way round, and a cell of which something is
 * only taken away changes when nobody holds it any more.
 */
export function changeGroups(
  changes: readonly AgreedChange[],
  atOnce: number,
): readonly (readonly AgreedChange[])[] {
  const [put, removed] = [
    changes.filter(({ to }) => to !== undefined),
    changes.filter(({ to }) => to === undefined),
  ];
  const [cells, emptied] = [
    ofKind(put, 'cell').filter(({ onlyTakesAway }) => onlyTakesAway !== true),
    ofKind(put, 'cell').filter(({ onlyTakesAway }) => onlyTakesAway === true),
  ];
  return [
    cells,
    ofKind(put, 'access'),
    ofKind(put, 'tenant'),
    ofKind(removed, 'tenant'),
    ofKind(removed, 'access'),
    emptied,
    ofKind(removed, 'cell'),
  ].flatMap((group) => chunks(group, atOnce));
}

function ofKind(changes: readonly AgreedChange[], kind: StackKind): readonly AgreedChange[] {
  return changes.filter(({ target }) => stackKind(target.stack) === kind);
}

function chunks<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
