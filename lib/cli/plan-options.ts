import type { Command } from 'commander';

import { examples, fleetOption, jsonOption } from './command-options';
import type { Finish } from './command-options';
import type { Host } from './host';
import { withEngine } from './engine-options';
import type { PlannedOptions, PlanOptions } from './plan';

/** Adds `multiplex plan` and `multiplex affected`, which compare the same. */
export function addPlan(program: Command, host: Host, finish: Finish): void {
  const plan = program
    .command('plan')
    .summary('say exactly what a change touches, and refuse what it must not')
    .description(
      'Compares the working tree with a commit, stack by stack and byte by byte, and exits with 1 when it must not go ahead.',
    );
  withComparison(plan)
    .option('--markdown', 'print a comment for a pull request', false)
    .option('--out <file>', 'write the plan as JSON')
    .option('--attest <file>', 'write an in-toto statement about the templates')
    .addHelpText(
      'after',
      examples(
        'multiplex plan',
        'multiplex plan --base v1.4 --scope tenants/rally-north',
        'multiplex plan --override host-removed=tenants/vela-stream --reason "The client let the domain go."',
        'multiplex plan --markdown --out plan.json',
        'multiplex plan --deployed --scope tenants/rally-north',
      ),
    )
    .action(async (options: PlanOptions) => {
      const command = await import('./plan');
      finish(await command.plan(options, host));
    });
  const affected = program
    .command('affected')
    .summary('list the stacks that a change touches')
    .description(
      'Compares like plan, and lists the stacks to deploy; as JSON, as a matrix of GitHub Actions.',
    );
  withComparison(affected)
    .addHelpText('after', examples('multiplex affected', 'multiplex affected --base HEAD^ --json'))
    .action(async (options: PlannedOptions) => {
      const command = await import('./affected');
      finish(await command.affected(options, host));
    });
}

function withComparison(command: Command): Command {
  return withEngine(command)
    .option('--base <commit>', 'what to compare with (default: where the work left the main branch)')
    .option('--deployed', 'compare with what the engine has, in place of a commit')
    .option('--scope <stack...>', 'what is meant: fleet, cells/<id> with its tenants, tenants/<id>')
    .option('--override <refusal...>', 'let a refusal pass: <name>, or <name>=<stack> for one stack')
    .option('--reason <text...>', 'why, for all overrides or one for each; it becomes part of the plan')
    .addOption(fleetOption())
    .addOption(jsonOption());
}
