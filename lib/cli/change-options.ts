import type { Command } from 'commander';

import type { ApplyOptions } from './apply';
import { examples, fleetOption, jsonOption } from './command-options';
import type { Finish } from './command-options';
import type { DeployOptions } from './deploy';
import { withEngine } from './engine-options';
import type { Host } from './host';
import type { RollbackOptions } from './rollback';

/** Adds `multiplex apply`, `multiplex deploy` and `multiplex rollback`, which change what is deployed. */
export function addChanges(program: Command, host: Host, finish: Finish): void {
  withEngine(
    program
      .command('apply <plan>')
      .summary('make what was planned and approved, and nothing else')
      .description(
        'Makes the changes of a plan that `plan --out` wrote: only while its digest, the files and what is deployed are what they were. Called again, it goes on where it was. It carries out the move that `dedicate` planned, too.',
      )
      .option('--until <step>', 'of a dedication: the last step to carry out (default: all of them)')
      .option(
        '--data-role <name>',
        'of a dedication, in AWS: a role in both accounts that may move the data',
      ),
  )
    .addOption(fleetOption())
    .addOption(jsonOption())
    .addHelpText('after', examples('multiplex plan --deployed --out plan.json', 'multiplex apply plan.json'))
    .action(async (file: string, options: ApplyOptions) => {
      const { apply } = await import('./apply');
      finish(await apply(file, options, host));
    });
  withOverrides(
    program
      .command('deploy <stack>')
      .summary("plan one tenant's own change, and make it when nothing speaks against it")
      .description(
        'Plans one stack against what is deployed, at the release that it runs, and makes the change when the plan is clear.',
      ),
  )
    .addHelpText('after', examples('multiplex deploy rally-north'))
    .action(async (name: string, options: DeployOptions) => {
      const { deploy } = await import('./deploy');
      finish(await deploy(name, options, host));
    });
  withOverrides(
    program
      .command('rollback <stack>')
      .summary('put one tenant back on a release that it ran before, at once')
      .description(
        'Plans the move of one stack to an older release, makes it whatever the hour, and pins the release in its file.',
      )
      .option('--to <release>', 'the release (default: the one that it ran before, by the ledger)'),
  )
    .addHelpText(
      'after',
      examples('multiplex rollback rally-north', 'multiplex rollback rally-north --to 2026.11.0'),
    )
    .action(async (name: string, options: RollbackOptions) => {
      const { rollback } = await import('./rollback');
      finish(await rollback(name, options, host));
    });
}

function withOverrides(command: Command): Command {
  return withEngine(command)
    .option('--override <refusal...>', 'let a refusal pass: <name>, or <name>=<stack>')
    .option('--reason <text...>', 'why, for all overrides or one for each; the ledger keeps it')
    .addOption(fleetOption())
    .addOption(jsonOption());
}
