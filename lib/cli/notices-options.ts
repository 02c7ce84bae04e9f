import type { Command } from 'commander';

import { examples, fleetOption, jsonOption } from './command-options';
import type { Finish } from './command-options';
import { withEngine } from './engine-options';
import type { Host } from './host';
import type { NoticeOptions } from './notices';

const ACTS = [
  ['sent', 'sent', 'clients were told of a release'],
  ['acknowledge', 'acknowledged', 'a client answered that it knows'],
  ['object', 'objected', 'a client does not want it then'],
  ['waive', 'waived', 'a client does without its days of notice'],
] as const;

/** Adds `multiplex notices`: what clients were told, and what they answered. */
export function addNotices(program: Command, host: Host, finish: Finish): void {
  const notices = program
    .command('notices')
    .summary('write down who was told of a release, and what they answered')
    .description(
      'Writes into the ledger what clients were told. A roll-out moves nobody who was not told in time.',
    );
  for (const [name, act, summary] of ACTS) {
    withEngine(
      notices.command(`${name} <tenant...>`).summary(summary).description(`Writes down that ${summary}.`),
    )
      .requiredOption('--release <release>', 'release that it is about')
      .option('--note <text>', 'how, by whom, or why', '')
      .addOption(fleetOption())
      .addOption(jsonOption())
      .addHelpText('after', examples(`multiplex notices ${name} rally-north --release 2026.11.1`))
      .action(async (names: string[], options: NoticeOptions) => {
        const command = await import('./notices');
        finish(await command.notices(act, names, options, host));
      });
  }
}
