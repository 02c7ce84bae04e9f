import type { Command } from 'commander';

import { examples, fleetOption, jsonOption } from './command-options';
import type { Finish } from './command-options';
import type { CustomizationsOptions } from './customizations';
import type { Host } from './host';

/** Adds `multiplex customizations`. */
export function addCustomizations(program: Command, host: Host, finish: Finish): void {
  program
    .command('customizations [tenant...]')
    .summary('show what tenants customised, and what an upgrade does to it')
    .description(
      'Shows every key in which a tenant differs from its defaults and what it made. With --release it compares old default, new default and own value, and says who is at risk, in words to send. Without a name it shows all tenants.',
    )
    .option('--release <release>', 'the release of an upgrade to look at')
    .option('--markdown', 'print Markdown', false)
    .addOption(fleetOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        'multiplex customizations vela-stream',
        'multiplex customizations --release 2026.11.1',
        'multiplex customizations --release 2026.11.1 --json',
      ),
    )
    .action(async (names: string[], options: CustomizationsOptions) => {
      const { customizations } = await import('./customizations');
      finish(await customizations(names, options, host));
    });
}
