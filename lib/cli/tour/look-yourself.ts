import { EXAMPLE } from './example';
import type { Chapter } from './chapter';

/** Commands to go on with, each with what it shows; only those that this program has are named. */
const COMMANDS = [
  [
    'preview',
    'npx multiplex preview',
    'every client’s screen in a browser; edit a brand and watch it change',
  ],
  ['report', 'npx multiplex report --out report/', 'the fleet, its roll-outs and its ledger as one page'],
  [
    'prove',
    `npx multiplex prove ${EXAMPLE.changed} --witness`,
    'every grant of a template, and why it is safe',
  ],
  [
    'release',
    `npx multiplex release diff ${EXAMPLE.older} ${EXAMPLE.newer}`,
    'what the newer release changes',
  ],
] as const;

export const LOOK_YOURSELF: Chapter = {
  title: 'Look for yourself',
  tell: async (stage) => {
    for (const [name, line, what] of COMMANDS) {
      if (await stage.has(name)) {
        stage.suggest(line, what);
      }
    }
  },
};
