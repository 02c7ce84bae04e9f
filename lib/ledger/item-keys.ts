/** Name of the ledger's table where nobody says another. */
export const LEDGER_TABLE = 'multiplex-ledger';

/** Digits of a sequence number in a key, so that keys are in the order of numbers: a trillion entries. */
const SEQ_DIGITS = 12;
const CHUNK_DIGITS = 4;

/**
 * Partitions of a fleet in the table, by what may be done with their items: entries and documents are only ever added,
 * the lease is replaced, requests come and go. A policy can tell them apart by `dynamodb:LeadingKeys`.
 */
export const PARTITIONS = {
  entries: (fleet: string) => `${fleet}#entries`,
  documents: (fleet: string) => `${fleet}#documents`,
  lease: (fleet: string) => `${fleet}#lease`,
  requests: (fleet: string) => `${fleet}#requests`,
} as const;

export function pageKey(first: number): string {
  return String(first).padStart(SEQ_DIGITS, '0');
}

export function chunkKey(name: string, index: number): string {
  return `${name}#${String(index).padStart(CHUNK_DIGITS, '0')}`;
}
