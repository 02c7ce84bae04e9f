import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';

import { examples, fleetOption, jsonOption } from './command-options';
import type { Finish } from './command-options';
import type { Host } from './host';
import type { PreviewOptions } from './preview';

const PORT_MAX = 65_535;

/** Adds `multiplex preview`. */
export function addPreview(program: Command, host: Host, finish: Finish): void {
  program
    .command('preview [tenant]')
    .summary('look at tenants’ screens on this machine before they ship')
    .description(
      'Serves every tenant’s screen at http://<id>.localhost:<port>/, on loopback only, until it is stopped with Ctrl-C: from its rendered distribution and its brand, with the headers and the function that an edge would use. Editing a tenant’s folder reloads that tenant. With a name that tenant is checked first.',
    )
    .addOption(
      new Option(
        '--port <number>',
        'port, or 0 for any free one (default: 4400, or any where that is taken)',
      ).argParser(parsePort),
    )
    .option(
      '--release <version>',
      'show tenants as they would be at this release (default: the one they pin)',
    )
    .addOption(fleetOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        'multiplex preview',
        'multiplex preview rally-north',
        'multiplex preview rally-north --release 2026.11.2',
        'multiplex preview --port 0 --json',
      ),
    )
    .action(async (tenant: string | undefined, options: PreviewOptions) => {
      const { preview } = await import('./preview');
      finish(await preview(tenant, options, host));
    });
}

function parsePort(written: string): number {
  const port = Number(written);
  if (!/^\d+$/.test(written) || port > PORT_MAX) {
    throw new InvalidArgumentError(`Write a whole number from 0 to ${PORT_MAX}.`);
  }
  return port;
}
