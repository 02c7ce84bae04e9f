import type { LedgerEntry } from '../ports';
import { noticed } from '../record-notice';
import type { NoticeFacts } from '../rollout-state';

/** Who was told of a release and what they answered, by stack, as the ledger has it. */
export async function knownNotices(
  entries: AsyncIterable<LedgerEntry> | Iterable<LedgerEntry>,
  release: string,
): Promise<Readonly<Record<string, NoticeFacts>>> {
  const notices: Record<string, NoticeFacts> = {};
  for await (const { at, record } of entries) {
    if (record.kind === 'notice' && record.release === release) {
      notices[record.stack] = noticed(notices[record.stack], record.act, at, record.told?.slot.from);
    }
  }
  return notices;
}
