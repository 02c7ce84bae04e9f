import type { LedgerEntry } from '../rollout/ports';
import type { StackVersion } from '../rollout/rollout-plan';

/** What the ledger says of a stack. */
export interface RecordedVersion {
  /** Where it is, by the last operation on it that succeeded. */
  readonly version: StackVersion;
  /** Where it was before, at another release; left out where it never was. */
  readonly before?: StackVersion;
}

/**
 * The version that each stack was brought to last, by its name. A stack that was removed is not there; one that somebody
 * changed without this ledger is said to be where it was.
 */
export async function recordedVersions(
  entries: AsyncIterable<LedgerEntry>,
): Promise<ReadonlyMap<string, RecordedVersion>> {
  const intended = new Map<string, StackVersion | undefined>();
  const versions = new Map<string, RecordedVersion>();
  for await (const { record } of entries) {
    if (record.kind === 'intent') {
      intended.set(record.token, record.to);
    } else if (record.kind === 'outcome' && record.outcome.kind === 'succeeded') {
      const version = intended.get(record.token);
      const known = versions.get(record.stack);
      if (version === undefined) {
        versions.delete(record.stack);
      } else {
        versions.set(record.stack, followed(known, version));
      }
    }
  }
  return versions;
}

function followed(known: RecordedVersion | undefined, version: StackVersion): RecordedVersion {
  const before = known?.version.release === version.release ? known.before : known?.version;
  return before === undefined ? { version } : { version, before };
}
