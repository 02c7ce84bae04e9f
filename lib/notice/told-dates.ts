import type { LedgerEntry } from '../rollout/ports';
import type { ToldSlot } from '../rollout/told-slot';

/** The latest dates that each client was told of a release, by stack. Who was told without dates is not among them. */
export async function toldDates(
  entries: AsyncIterable<Pick<LedgerEntry, 'record'>> | Iterable<Pick<LedgerEntry, 'record'>>,
  release: string,
): Promise<ReadonlyMap<string, ToldSlot>> {
  const told = new Map<string, ToldSlot>();
  for await (const { record } of entries) {
    if (record.kind === 'notice' && record.release === release && record.told !== undefined) {
      told.set(record.stack, record.told);
    }
  }
  return told;
}
