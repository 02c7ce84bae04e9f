import type {
  FoundItem,
  ItemKey,
  OwnedItem,
  TenantItems,
} from '../../../lib/handlers/partition/tenant-items';

/** A table in memory, with the conditions of the real one. */
export interface MemoryItems extends TenantItems {
  /** Owned items by `<pk> <sk>`. */
  readonly owned: Map<string, OwnedItem>;
  /** Keys of items that applications own, as `<pk> <sk>`. */
  readonly foreign: Set<string>;
}

export function memoryItems(): MemoryItems {
  const owned = new Map<string, OwnedItem>();
  const foreign = new Set<string>();
  const nameOf = ({ pk, sk }: ItemKey): string => `${pk} ${sk}`;
  const find = (key: ItemKey): FoundItem => {
    if (foreign.has(nameOf(key))) {
      return { kind: 'foreign' };
    }
    const item = owned.get(nameOf(key));
    return item === undefined ? { kind: 'absent' } : { kind: 'owned', item };
  };
  return {
    owned,
    foreign,
    read: async (key) => structuredClone(find(key)),
    write: async ({ item, expected }) => {
      const found = find(item);
      const version = found.kind === 'owned' ? found.item.version : found.kind;
      if (version !== expected) {
        return 'conflict';
      }
      owned.set(nameOf(item), structuredClone(item));
      return 'written';
    },
  };
}
