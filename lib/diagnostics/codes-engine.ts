import type { CatalogueEntry } from './catalogue-entry';

/** Engines, where changes are made. 001 to 049 are of the local one, 050 to 099 of CloudFormation. */
export const ENGINE_CODES = {
  'ENGINE-001': {
    title: 'The local engine is in use',
    meaning:
      'Another process has the folder that the local engine keeps its state in, and two would spoil it for each other. Wait until that one has ended. If the process of that number has nothing to do with Multiplex, as after a crash of the machine, remove the file `lock`.',
  },
  'ENGINE-002': {
    title: 'The state of the local engine cannot be read',
    meaning:
      'The file holds something that no version of the local engine wrote there, or that another version wrote in another form. Move the folder away; the local engine starts with an empty one.',
  },
  'ENGINE-003': {
    title: 'A file for the local engine is not as it should be',
    meaning:
      '`faults.json` and `traffic.json` are written by people. The message says what is wrong in them; `docs/local-engine.md` says what they hold.',
  },
} satisfies Record<`ENGINE-${number}`, CatalogueEntry>;
