import type { StoredEntry, Head } from './entry-chain';
import { NOTHING_BEFORE } from './entry-chain';
import type { Page } from './ledger-store';
import { parseLine, unreadableEntry } from './parse-entry';

/** @throws ProblemError LEDGER-004 when a line is no entry. */
export function pageEntries(page: Page, fleet: string): readonly StoredEntry[] {
  return page.lines.map((line, index) => {
    const entry = parseLine(line);
    if (entry === undefined) {
      throw unreadableEntry(fleet, `entry ${page.first + index}`, line);
    }
    return entry;
  });
}

/**
 * The last entry of the last page, behind which the next page goes.
 *
 * @throws ProblemError LEDGER-004 when that line is no entry.
 */
export function headOf(last: Page | undefined, fleet: string): Head {
  if (last === undefined) {
    return NOTHING_BEFORE;
  }
  const lines = last.lines.slice(-1);
  const [entry] = pageEntries({ first: last.first + last.lines.length - 1, lines }, fleet);
  return entry === undefined ? NOTHING_BEFORE : { seq: entry.seq, digest: entry.digest };
}
