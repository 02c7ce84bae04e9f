import { diagnostic } from '../../diagnostics/diagnostic';
import { ProblemError } from '../../diagnostics/problem-error';
import { EXAMPLE } from './example';
import { STATE_FOLDER } from './local-state';
import type { Stage, TourBroken } from './stage';

/** What to try on the state that a tour leaves: a roll-out that was halted, and the fault that halted it. */
export function sayKept(stage: Stage, place: string): void {
  const fleet = `--fleet ${place}`;
  stage.title(`All of it is still there, in ${place}`);
  stage.suggest(`npx multiplex rollout status ${fleet}`, 'where the roll-out is, and why');
  stage.suggest(
    `rm ${place}/${STATE_FOLDER}/traffic.json && npx multiplex rollout retry ${fleet}`,
    'mends the fault and goes on, by the real clock: it waits for each client’s window (Ctrl-C pauses it)',
  );
  stage.suggest(`npx multiplex rollout abort --reason "Not now." ${fleet}`, 'ends it for good');
  stage.suggest(
    `npx multiplex deploy ${EXAMPLE.changed} ${fleet}`,
    `after an edit of ${place}/tenants/${EXAMPLE.changed}: plans and makes that client’s change`,
  );
  stage.suggest(
    `npx multiplex report --out ${place}/report ${fleet}`,
    'the roll-out along time, and everything else, as one page for a browser',
  );
  stage.suggest(`npx multiplex audit ${fleet}`, 'everything that was done');
  stage.suggest(`rm -r ${place}`, 'when you have seen enough');
}

/** What did not hold, as a problem. */
export function brokenTour(error: TourBroken, place: string): ProblemError {
  return new ProblemError([
    diagnostic({
      code: 'TOUR-002',
      place: { file: place },
      message: `this is not so: ${error.message.replace(/\.$/, '')}.`,
      next: 'What the tour worked on is kept there. Run it on an unchanged clone, and report it when it happens there.',
    }),
  ]);
}
