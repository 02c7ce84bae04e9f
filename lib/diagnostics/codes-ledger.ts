import type { CatalogueEntry } from './catalogue-entry';

/** Where the ledger is kept, and what is wrong with what it holds. */
export const LEDGER_CODES = {
  'LEDGER-001': {
    title: 'The local database is in use',
    meaning:
      'Another process holds the files of the embedded database and does not answer. One that answers is shared: commands reach the database through it. Wait until the other one has ended, or end it.',
  },
  'LEDGER-002': {
    title: 'The local database cannot be opened',
    meaning:
      'The files of the embedded database cannot be read or written: their folder belongs to somebody else, the disk is full, or they are damaged. The message says which. A damaged folder is moved away, not repaired: what it held is gone, but for a copy.',
  },
  'LEDGER-003': {
    title: 'There is no table for the ledger',
    meaning:
      'The account and Region have no table of that name. `docs/ledger.md` has the template that makes it, once for each account that operators work from.',
  },
  'LEDGER-004': {
    title: 'An entry of the ledger cannot be read',
    meaning:
      'What is stored is no entry as this version or an older one writes it. Entries of a newer kind are read, so this one was changed or damaged. `multiplex audit --verify` says what else is wrong.',
  },
  'LEDGER-005': {
    title: 'The ledger does not verify',
    meaning:
      'The chain of digests is broken at the entry that is named: it was changed, replaced, removed, moved or put in. Nothing that follows it can be trusted before the difference from a backup is explained; `docs/ledger.md` says how.',
  },
  'LEDGER-006': {
    title: 'A document of the ledger is missing or changed',
    meaning:
      'An entry names a document, such as a plan, by its digest, and what is stored under it is incomplete or has another digest.',
  },
  'LEDGER-007': {
    title: 'The ledger was refused',
    meaning:
      'The service refused to read or write the ledger, and would again: mostly a permission that is missing. `docs/ledger.md` has the policies.',
  },
  'LEDGER-008': {
    title: 'It is not known who makes the change',
    meaning:
      'Every entry of the ledger says who did it, so nothing is done for somebody unknown. There are no credentials, or AWS does not take them.',
  },
} satisfies Record<`LEDGER-${number}`, CatalogueEntry>;
