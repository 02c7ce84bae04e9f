import type { FreshTable, RawItem } from './real-table';

/** What tests look at in a table, after the provisioner has been there. */
export interface PartitionView {
  itemOf(sk: string): Promise<RawItem | undefined>;
  /** All items but the provisioner's own records. */
  ownItems(): Promise<readonly RawItem[]>;
  /** Versions by sort key. */
  versions(): Promise<Readonly<Record<string, string>>>;
  primaryColor(): Promise<string | undefined>;
}

export function partitionView(rows: FreshTable): PartitionView {
  const itemOf = async (sk: string): Promise<RawItem | undefined> => {
    const items = await rows.scan();
    return items.find((item) => item['pk']?.S === 'TENANT#acme' && item['sk']?.S === sk);
  };
  const ownItems = async (): Promise<readonly RawItem[]> => {
    const items = await rows.scan();
    return items.filter((item) => !item['sk']?.S?.startsWith('PROVISIONER#'));
  };
  return {
    itemOf,
    ownItems,
    versions: async () =>
      Object.fromEntries((await ownItems()).map((item) => [item['sk']?.S ?? '', item['version']?.N ?? ''])),
    primaryColor: async () => {
      const item = await itemOf('CONFIGURATION');
      return item?.['content']?.M?.['settings']?.M?.['colors']?.M?.['primary']?.S;
    },
  };
}
