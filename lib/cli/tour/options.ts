import type { Command } from 'commander';

import { examples, fleetOption } from '../command-options';
import type { Finish } from '../command-options';
import type { Host } from '../host';
import type { RunCommand } from './stage';
import type { TourOptions } from './tour';

/** Adds `multiplex tour`. */
export function addTour(program: Command, host: Host, finish: Finish, runCommand: RunCommand): void {
  program
    .command('tour')
    .summary('show what all this does, by doing it to a copy of the example fleet')
    .description(
      'Provisions a copy of the example fleet with the local engine, changes one client, tries a change that reaches too far, and rolls a release out until a planted fault halts it. Each claim is checked as it is made, and one that does not hold ends the tour with 1. Nothing of yours is changed, and no account is needed.',
    )
    .option('--keep', 'keep what the tour made, to play with', false)
    .option('--step', 'wait between chapters', false)
    .addOption(fleetOption())
    .addHelpText('after', examples('multiplex tour', 'multiplex tour --step', 'multiplex tour --keep'))
    .action(async (options: TourOptions) => {
      const { tour } = await import('./tour');
      finish(await tour(options, host, runCommand));
    });
}
