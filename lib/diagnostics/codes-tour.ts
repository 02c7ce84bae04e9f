import type { CatalogueEntry } from './catalogue-entry';

export const TOUR_CODES = {
  'TOUR-001': {
    title: 'The tour does not know this fleet',
    meaning:
      'The tour changes certain lines of the example fleet, in a copy of it, and tells what comes of that. Here one of them reads otherwise, because the fleet was edited or is another one. Run the tour in a fresh clone. Nothing was changed.',
  },
  'TOUR-002': {
    title: 'Something that the tour says is not so',
    meaning:
      'The tour looks at what was really done before it says so. Here it found something else: a stack that changed and should not have, a command that ended otherwise. What it worked on is kept, in the folder that it names. On an unchanged clone this is a fault of the program.',
  },
} satisfies Record<`TOUR-${number}`, CatalogueEntry>;
