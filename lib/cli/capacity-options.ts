import type { Command } from 'commander';

import type { CapacityOptions } from './capacity';
import { examples, fleetOption, jsonOption } from './command-options';
import type { Finish } from './command-options';
import { withEngine } from './engine-options';
import type { Host } from './host';

/** Adds `multiplex capacity`. */
export function addCapacity(program: Command, host: Host, finish: Finish): void {
  const capacity = program
    .command('capacity')
    .summary('say how many more tenants fit, and which limit comes first')
    .description(
      'Counts what the fleet uses of the quotas of AWS, and what it will with more tenants and at the rate at which they came. Exits with 1 when what --add says does not fit.',
    )
    .option('--add <number>', 'tenants to add', '0')
    .option('--horizon <time>', 'how far to look ahead: 90d, 26w, 12m, 2y', '12m')
    .option('--rate <rate>', 'tenants that come, as 4/month (default: as the history of the fleet has it)')
    .option('--tier <name>', 'tier of those that come (default: as in each cell today)')
    .option('--cell <id>', 'cell that they come to (default: the one with the most room)')
    .option('--all', 'show every quota and every step, and not only the first', false);
  withEngine(capacity)
    .addOption(fleetOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        'multiplex capacity',
        'multiplex capacity --add 10',
        'multiplex capacity --add 40 --tier premium --cell us-1',
        'multiplex capacity --horizon 2y --rate 4/month --json',
      ),
    )
    .action(async (options: CapacityOptions) => {
      const command = await import('./capacity');
      finish(await command.capacity(options, host));
    });
}
