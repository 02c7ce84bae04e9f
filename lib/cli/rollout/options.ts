import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';

import { examples, fleetOption, jsonOption } from '../command-options';
import type { Finish } from '../command-options';
import { withEngine } from '../engine-options';
import type { Host } from '../host';
import type { ControlOptions, ControlWord, StatusOptions } from './control';
import type { MoveOptions } from './request';
import type { RunOptions } from './run';
import type { StartOptions } from './start';

/** Adds `multiplex rollout` and what can be done to one. */
export function addRollout(program: Command, host: Host, finish: Finish): void {
  const rollout = program
    .command('rollout')
    .summary('move tenants to a release: one first, then ring by ring')
    .description(
      'Moves tenants to a release: a canary alone, then ring by ring, each in its window, and halts and puts back when something is wrong. docs/rollout.md has the rules.',
    );
  addPlanned(rollout, host, finish);
  addGoingOn(rollout, host, finish);
  addWords(rollout, host, finish);
  withEngine(rollout.command('status [id]').summary('where the roll-out is, in a sentence and by rings'))
    .addOption(fleetOption())
    .addOption(jsonOption())
    .action(async (id: string | undefined, options: StatusOptions) => {
      const { status } = await import('./control');
      finish(await status(id, options, host));
    });
}

function addPlanned(rollout: Command, host: Host, finish: Finish): void {
  withRun(withMove(rollout.command('start').summary('plan a roll-out, show it, and run it when you agree')))
    .option('--yes', 'start without asking', false)
    .addHelpText(
      'after',
      examples(
        'multiplex rollout start --to 2026.11.1',
        'multiplex rollout start --to 2026.11.1 --only rally-south rally-north --yes',
        'multiplex rollout start --to 2026.11.1 --hot-fix --set-aside window --reason "The player crashes."',
      ),
    )
    .action(async (options: StartOptions) => {
      const { start } = await import('./start');
      finish(await start(options, host));
    });
  withRun(
    withMove(
      rollout.command('simulate').summary('show who would be moved when, and why then, before it starts'),
    ),
  ).action(async (options: MoveOptions & RunOptions) => {
    const { simulate } = await import('./start');
    finish(await simulate(options, host));
  });
}

function addGoingOn(rollout: Command, host: Host, finish: Finish): void {
  const words = [
    ['resume', 'go on with a roll-out that was paused, halted or interrupted'],
    ['retry', 'move again what failed or was put back, and go on'],
  ] as const;
  for (const [word, summary] of words) {
    withRun(rollout.command(word).summary(summary))
      .option('--reason <text>', 'why; the ledger keeps it', '')
      .action(async (options: RunOptions & { reason: string }) => {
        const { goOn } = await import('./control');
        finish(await goOn(word, options, host));
      });
  }
}

function addWords(rollout: Command, host: Host, finish: Finish): void {
  const words = [
    ['pause', 'start nothing new until somebody resumes it'],
    ['halt', 'stop the line at once, and put nothing back'],
    ['abort', 'end it for good: what was moved stays where it is'],
    ['skip <stack>', 'leave a stack where it is, and go on without it'],
  ] as const;
  for (const [usage, summary] of words) {
    const word = usage.split(' ')[0] as ControlWord;
    const command = withEngine(rollout.command(usage).summary(summary))
      .requiredOption('--reason <text>', 'why; the ledger keeps it')
      .addOption(fleetOption())
      .addOption(jsonOption());
    const say = async (stack: string | undefined, options: ControlOptions): Promise<void> => {
      const { control } = await import('./control');
      finish(await control(word, stack, options, host));
    };
    if (word === 'skip') {
      command.action(say);
    } else {
      command.action((options: ControlOptions) => say(undefined, options));
    }
  }
}

function withMove(command: Command): Command {
  return command
    .requiredOption('--to <release>', 'release to move to')
    .option('--only <tenant...>', 'tenants that may move (default: all that are behind)')
    .option('--hot-fix', 'bake for a shorter time and without notice; the canary still goes first', false)
    .option(
      '--set-aside <rule...>',
      'do without a rule: window, freeze, notice, hold, traffic; or <rule>=<stack>',
    )
    .option('--override <refusal...>', 'let a refusal of the plan pass: <name>, or <name>=<stack>')
    .option('--reason <text...>', 'why; the ledger keeps it');
}

function withRun(command: Command): Command {
  return withEngine(command)
    .option('--commit', 'commit each release that is written into a file', false)
    .addOption(
      new Option(
        '--stay <minutes>',
        'leave when nothing is due for longer (default: stay until it is over)',
      ).argParser(minutes),
    )
    .addOption(fleetOption())
    .addOption(jsonOption());
}

function minutes(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !(number >= 0)) {
    throw new InvalidArgumentError('Say a number of minutes, such as 30.');
  }
  return number;
}
