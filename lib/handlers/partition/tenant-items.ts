import type { ContentMap } from './content';

/** Where an item is: both keys of the cell's table. */
export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

/** An item that the provisioner owns. Its attributes have these names; `owner: multiplex` marks it. */
export interface OwnedItem extends ItemKey {
  /** 1 for the first write, one more for each that follows, a re-created tenant's included. */
  readonly version: number;
  /** The run that wrote the item: the version its fence had then. */
  readonly run: number;
  /** The release that last wrote the item. */
  readonly release: string;
  /** SHA-256 of the canonical content, 64 hexadecimal digits. */
  readonly digest: string;
  /** ISO 8601, UTC. */
  readonly updatedAt: string;
  readonly content: ContentMap;
  /** When the tenant was deleted, ISO 8601 in UTC; stored beside `retired: true`. Absent on a living tenant. */
  readonly retiredAt?: string;
}

/** What is found under a key. A foreign item belongs to an application and is nobody's business here. */
export type FoundItem =
  | { readonly kind: 'absent' }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'owned'; readonly item: OwnedItem };

/** A write that takes place only if the item still is as it was read: its version, or not there at all. */
export interface ConditionalWrite {
  readonly item: OwnedItem;
  readonly expected: number | 'absent';
}

/** The items of a cell's table, through the credentials of one tenant. Reads are strongly consistent. */
export interface TenantItems {
  read(key: ItemKey, signal: AbortSignal): Promise<FoundItem>;
  /** `conflict` when the item is no longer as expected; nothing was written then. */
  write(write: ConditionalWrite, signal: AbortSignal): Promise<'written' | 'conflict'>;
}

/** The partition key of a tenant's items. */
export function partitionKey(tenant: string): string {
  return `TENANT#${tenant}`;
}
