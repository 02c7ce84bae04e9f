import type { CatalogueEntry } from './catalogue-entry';

/** Problems of one value by itself, whatever the other files say. */
export const SCHEMA_CODES = {
  'SCHEMA-001': {
    title: 'Unknown key',
    meaning:
      'The key has no meaning at this place. Unknown keys are refused, because a misspelt one would otherwise do nothing in silence.',
  },
  'SCHEMA-002': {
    title: 'A key is missing',
    meaning: 'The mapping lacks a key that has no default. The place shown is that of the mapping.',
  },
  'SCHEMA-003': {
    title: 'Wrong type',
    meaning:
      'The value is of another type than the key takes. Text that looks like a number, such as an account id, needs quotes.',
  },
  'SCHEMA-004': {
    title: 'Not one of the allowed values',
    meaning: 'The key takes one of a few words, and the value is none of them.',
  },
  'SCHEMA-005': {
    title: 'Malformed text',
    meaning: 'The text does not have the form that the key takes, such as a colour, an ARN or a time of day.',
  },
  'SCHEMA-006': {
    title: 'Too small, too short or too few',
    meaning:
      'The number, the length of the text or the number of items is under the least that the key takes.',
  },
  'SCHEMA-007': {
    title: 'Too large, too long or too many',
    meaning: 'The number, the length of the text or the number of items is over the most that the key takes.',
  },
  'SCHEMA-008': {
    title: 'A name breaks the pattern',
    meaning:
      'Names of cells, tiers and rings are lower-case letters, digits and single hyphens, 3 to 24 characters, because they become part of stack names, parameter names and host names.',
  },
  'SCHEMA-009': {
    title: 'Another rule is broken',
    meaning: 'The value breaks a rule of its schema that has no code of its own; the message says which.',
  },
} satisfies Record<`SCHEMA-${number}`, CatalogueEntry>;
