import type { CatalogueEntry } from './catalogue-entry';

/** Why a tenant is not moved to a cell of its own. */
export const DEDICATE_CODES = {
  'DEDICATE-001': {
    title: 'No place for a cell of its own',
    meaning:
      'The tenant is alone in its cell already, the new cell would stand in the account and Region of the old one, or has an id that another cell has. Two stacks of one tenant need two accounts or two Regions, since CloudFormation knows both by the same name.',
  },
  'DEDICATE-002': {
    title: 'The edited file cannot be written',
    meaning:
      '`fleet.yaml` or the file of the tenant is written in a way that no line of it can be replaced alone: a mapping in braces, an anchor, an alias. Write the cell, or the line that is named, by hand once, as other cells are written.',
  },
  'DEDICATE-003': {
    title: 'A stack is not where its data is asked for',
    meaning:
      'The stack of the tenant is not deployed in that account and Region, or without the bucket and the values of the contract that every release gives it, so nobody knows where its data is.',
  },
  'DEDICATE-004': {
    title: 'The data is not the same',
    meaning:
      'What was exported from the old stack is not in the new one as it is, or the export or the old stack is not where it should be; the message says which. Nothing was lost or overwritten. Run the same command again once that is mended: before the hosts have moved, it exports and imports what differs, and checks once more.',
  },
} satisfies Record<`DEDICATE-${number}`, CatalogueEntry>;
