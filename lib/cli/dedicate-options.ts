import type { Command } from 'commander';

import { examples, fleetOption, jsonOption } from './command-options';
import type { Finish } from './command-options';
import type { DedicateOptions } from './dedicate';
import type { Host } from './host';

/** Adds `multiplex dedicate`. */
export function addDedicate(program: Command, host: Host, finish: Finish): void {
  program
    .command('dedicate <tenant>')
    .summary('plan the move of a tenant to a cell of its own')
    .description(
      'Writes a cell of one into fleet.yaml, has the file of the tenant name it, and writes the plan of the move: step by step, with what is lost if nothing follows. Nothing is deployed; apply carries the plan out.',
    )
    .requiredOption('--account <id>', 'account of the new cell, 12 digits')
    .requiredOption('--region <region>', 'Region of the new cell')
    .requiredOption('--hosted-zone-id <id>', 'hosted zone of the domain of the new cell')
    .requiredOption('--certificate-arn <arn>', 'certificate in us-east-1 for *.<domain of the new cell>')
    .option(
      '--tenant-certificate-arn <arn>',
      'certificate there for the domains of the tenant, if it has any',
    )
    .option('--cell <id>', 'id of the new cell (default: that of the tenant)')
    .option('--domain <host>', 'domain of the new cell (default: its id beside the domain of the old one)')
    .option('--api-domain <host>', 'where the platform API answers there (default: api.<domain>)')
    .option('--web-acl-arn <arn>', 'web ACL for the new cell, where it is not in us-east-1')
    .option('--override <refusal...>', 'let a refusal pass')
    .option('--reason <text...>', 'why, for all overrides or one for each; it becomes part of the plan')
    .option('--out <file>', 'where to write the plan (default: dedications/<tenant>.json in the fleet)')
    .addOption(fleetOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        'multiplex dedicate rally-north --account 222233334444 --region us-east-1 --hosted-zone-id Z0444444444444444444 --certificate-arn arn:aws:acm:us-east-1:222233334444:certificate/66666666-6666-4666-8666-666666666666',
        'multiplex apply dedications/rally-north.json --until check',
        'multiplex apply dedications/rally-north.json',
      ),
    )
    .action(async (tenant: string, options: DedicateOptions) => {
      const { dedicate } = await import('./dedicate');
      finish(await dedicate(tenant, options, host));
    });
}
