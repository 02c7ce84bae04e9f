import type { Command } from 'commander';

import type { AccessOptions } from './access';
import { examples, fleetOption, jsonOption } from './command-options';
import type { Finish } from './command-options';
import type { Host } from './host';

/** Adds `multiplex access`: who may change what. */
export function addAccess(program: Command, host: Host, finish: Finish): void {
  program
    .command('access [name]')
    .summary('say who may change what')
    .description(
      'Says who may change each tenant: owners, environments, roles and who takes them. With a tenant it says so of that one, with an owner, a role or a repository what they may change.',
    )
    .option('--codeowners', 'write .github/CODEOWNERS from the owners of tenants', false)
    .option('--check', 'with --codeowners: write nothing; exit with 1 when it is out of date', false)
    .addOption(fleetOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        'multiplex access',
        'multiplex access rally-north',
        'multiplex access @northlight/sports',
        'multiplex access --codeowners --check',
      ),
    )
    .action(async (name: string | undefined, options: AccessOptions) => {
      const { access } = await import('./access');
      finish(await access(name, options, host));
    });
}
