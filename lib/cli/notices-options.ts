import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';

import { examples, fleetOption, jsonOption } from './command-options';
import type { Finish } from './command-options';
import { withEngine } from './engine-options';
import type { Host } from './host';
import type { NoticeOptions } from './notices';
import type { DueOptions } from './notices-due';

const ACTS = [
  ['sent', 'sent', 'clients were told of a release'],
  ['acknowledge', 'acknowledged', 'a client answered that it knows'],
  ['object', 'objected', 'a client does not want it then'],
  ['waive', 'waived', 'a client does without its days of notice'],
] as const;

/** A day, which begins at midnight in UTC, or a time with its offset. */
const START = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2}))?$/;

/** Adds `multiplex notices`: who must be told of a release, what clients were told, and what they answered. */
export function addNotices(program: Command, host: Host, finish: Finish): void {
  const notices = program
    .command('notices')
    .summary('say who must be told of a release, and write down who was and what they answered')
    .description(
      'Says who must be told of a release, and writes the letters; and writes into the ledger what clients were told. A roll-out moves nobody who was not told in time.',
    )
    .addHelpText(
      'after',
      examples(
        'multiplex notices --release 2026.11.1',
        'multiplex notices --release 2026.11.1 --out notices',
        'multiplex notices sent rally-north --release 2026.11.1 --letters notices',
      ),
    );
  addDue(notices, host, finish);
  for (const [name, act, summary] of ACTS) {
    const command = notices
      .command(`${name} <tenant...>`)
      .summary(summary)
      .description(`Writes down that ${summary}.`);
    if (act === 'sent') {
      command.option(
        '--letters <folder>',
        'folder with the letters that were sent: their dates are written down',
      );
    }
    withEngine(command)
      .requiredOption('--release <release>', 'release that it is about')
      .option('--note <text>', 'how, by whom, or why', '')
      .addOption(fleetOption())
      .addOption(jsonOption())
      .addHelpText('after', examples(`multiplex notices ${name} rally-north --release 2026.11.1`))
      .action(async (names: string[], options: NoticeOptions) => {
        const { notices: write } = await import('./notices');
        finish(await write(act, names, options, host));
      });
  }
}

function addDue(notices: Command, host: Host, finish: Finish): void {
  const summary =
    'say who must be told of a release, of which dates and by when (what notices does by itself)';
  withEngine(notices.command('due [tenant...]', { isDefault: true }).summary(summary))
    .description(
      'Says who must be told of a release, by when, and in which slot each would be moved, as the calendar of the roll-out has it. Without a name it is about every tenant. With --out it writes a letter to each, and a file for its calendar program.',
    )
    .requiredOption('--release <release>', 'release that it is about')
    .addOption(
      new Option(
        '--start <time>',
        'when the roll-out starts, as 2026-12-01 or 2026-12-01T09:00Z (default: tonight, in UTC)',
      ).argParser(parseStart),
    )
    .option('--out <folder>', 'write <folder>/<tenant>/notice.md, notice.txt and change.ics')
    .addOption(
      new Option('--answer-to <email>', 'address that the letters ask clients to answer to').argParser(
        parseAddress,
      ),
    )
    .addOption(fleetOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        'multiplex notices --release 2026.11.1',
        'multiplex notices rally-north --release 2026.11.1 --start 2026-12-01',
        'multiplex notices --release 2026.11.1 --out notices --answer-to updates@northlight.example',
      ),
    )
    .action(async (names: string[], options: DueOptions) => {
      const { noticesDue } = await import('./notices-due');
      finish(await noticesDue(names, options, host));
    });
}

function parseAddress(written: string): string {
  if (!/^[^\s@"<>;,\\]+@[^\s@"<>;,\\]+$/.test(written)) {
    throw new InvalidArgumentError('Write an e-mail address.');
  }
  return written;
}

function parseStart(written: string): number {
  const at = START.test(written) ? Date.parse(written) : Number.NaN;
  if (Number.isNaN(at)) {
    throw new InvalidArgumentError(
      'Write a day, as 2026-12-01, or a time with its offset, as 2026-12-01T09:00Z.',
    );
  }
  return at;
}
