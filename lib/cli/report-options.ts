import type { Command } from 'commander';

import { examples, fleetOption, jsonOption } from './command-options';
import type { Finish } from './command-options';
import { withEngine } from './engine-options';
import type { Host } from './host';
import type { ReportOptions } from './report-request';

/** Adds `multiplex report`. */
export function addReport(program: Command, host: Host, finish: Finish): void {
  withEngine(
    program
      .command('report')
      .summary('write a page about the fleet, to be looked at in a browser')
      .description(
        'Writes one HTML file that needs no network: the fleet, what a change touches, the roll-outs along time, each tenant’s configuration and the ledger. Without --plan it plans the working tree against its base.',
      ),
  )
    .option('--out <folder>', 'folder to write index.html into', 'report')
    .option(
      '--plan <file>',
      'plan to show, as plan --out wrote it (default: the working tree against its base)',
    )
    .option('--base <commit>', 'without --plan: what to compare with')
    .option('--to <release>', 'show the calendar of a roll-out to this release as well')
    .addOption(fleetOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        'multiplex report',
        'multiplex report --plan plan.json --out site',
        'multiplex report --to 2026.11.1',
      ),
    )
    .action(async (options: ReportOptions) => {
      const { report } = await import('./report');
      finish(await report(options, host));
    });
}
