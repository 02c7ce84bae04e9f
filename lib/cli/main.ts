import { Command, CommanderError } from 'commander';

import { addAccess } from './access-options';
import type { AuditOptions } from './audit';
import { addCapacity } from './capacity-options';
import { addChanges } from './change-options';
import { addCompletion } from './completion';
import { addDedicate } from './dedicate-options';
import { examples, fleetOption, jsonOption } from './command-options';
import type { Finish } from './command-options';
import { addCustomizations } from './customizations-options';
import { withEngine } from './engine-options';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import { failure } from './failure';
import { fitText } from './fit-line';
import type { Host } from './host';
import { addNotices } from './notices-options';
import type { OnboardOptions } from './onboard';
import { addPlan } from './plan-options';
import { addPreview } from './preview-options';
import type { ProveOptions } from './prove';
import { addRelease } from './release';
import { addReport } from './report-options';
import { addRollout } from './rollout/options';
import type { RenderOptions } from './render';
import type { SchemaOptions } from './schema';
import { addTour } from './tour/options';
import type { ValidateOptions } from './validate';

/**
 * Runs one command line, without the name of the program, and answers with its exit status. Nothing else of the
 * process is touched. A command is loaded when it is called.
 */
export async function run(argv: readonly string[], host: Host): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.fine;
  const program = commandLine(fitted(host, argv), (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(understood(program, argv), { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
    }
    return failure(error, host, argv.includes('--json'));
  }
}

/** What is read by programs, or fitted by the command itself. */
const UNFITTED = ['--json', '--markdown', 'completion', 'complete', 'tour'];

/** On a terminal, lines end where it ends. */
function fitted(host: Host, argv: readonly string[]): Host {
  const { width, stdout } = host;
  return width === undefined || argv.some((word) => UNFITTED.includes(word))
    ? host
    : { ...host, stdout: (text) => stdout(fitText(text, width)) };
}

/** Help for a command that there is not would be that of the program, as if all were well. */
function understood(program: Command, argv: readonly string[]): string[] {
  const [name = ''] = argv;
  const isKnown = name === 'help' || program.commands.some((command) => command.name() === name);
  return isKnown || name === '' || name.startsWith('-') ? [...argv] : [name];
}

function commandLine(host: Host, finish: (exitCode: ExitCode) => void): Command {
  const program = new Command('multiplex')
    .description('One CloudFormation stack per tenant: see whom a change touches before it is made.')
    .exitOverride()
    .configureOutput({ writeOut: host.stdout, writeErr: host.stderr })
    .showHelpAfterError('Run with --help for examples.')
    .addHelpText('after', EXIT_STATUS_HELP);
  addValidate(program, host, finish);
  addRender(program, host, finish);
  addPlan(program, host, finish);
  addProve(program, host, finish);
  addAccess(program, host, finish);
  addChanges(program, host, finish);
  addRollout(program, host, finish);
  addCustomizations(program, host, finish);
  addNotices(program, host, finish);
  addPreview(program, host, finish);
  addOnboard(program, host, finish);
  addDedicate(program, host, finish);
  addCapacity(program, host, finish);
  addRelease(program, host, finish);
  addAudit(program, host, finish);
  addReport(program, host, finish);
  addSchema(program, host, finish);
  addTour(program, host, finish, run);
  addCompletion(program, host, finish);
  return program;
}

function addValidate(program: Command, host: Host, finish: Finish): void {
  program
    .command('validate')
    .summary('check fleet.yaml and every tenant')
    .description(
      'Checks fleet.yaml, every tenant.yaml and every brand file, and reports all problems at once.',
    )
    .addOption(fleetOption())
    .addOption(jsonOption())
    .addHelpText('after', examples('multiplex validate', 'multiplex validate --json | jq .diagnostics'))
    .action(async (options: ValidateOptions) => {
      const { validate } = await import('./validate');
      finish(await validate(options, host));
    });
}

function addRender(program: Command, host: Host, finish: Finish): void {
  program
    .command('render [stack...]')
    .summary('write the cloud assembly that cdk deploys')
    .description('Renders cells and tenants into a cloud assembly. Without a name it renders all of them.')
    .option('--out <folder>', 'where to write the assembly', 'cdk.out')
    .option('--verify', 'compare a sample with real synthesis first, byte for byte', false)
    .addOption(fleetOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        'multiplex render',
        'multiplex render rally-north cells/us-1',
        'multiplex render --verify',
        'multiplex render --json --out build',
      ),
    )
    .action(async (names: string[], options: RenderOptions) => {
      const { render } = await import('./render');
      finish(await render(names, options, host));
    });
}

function addProve(program: Command, host: Host, finish: Finish): void {
  program
    .command('prove [stack]')
    .summary('show that no tenant reaches another')
    .description(
      'Proves that no stack reaches a tenant other than its own, of today or to come. With a name it proves that stack, and the cell that it stands in.',
    )
    .option('--witness', 'print every verdict: what is granted, by which rule, and why', false)
    .addOption(fleetOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples('multiplex prove', 'multiplex prove rally-north', 'multiplex prove rally-north --witness'),
    )
    .action(async (name: string | undefined, options: ProveOptions) => {
      const { prove } = await import('./prove');
      finish(await prove(name, options, host));
    });
}

function addOnboard(program: Command, host: Host, finish: Finish): void {
  program
    .command('onboard <id>')
    .summary('write the folder of a new tenant')
    .description(
      'Writes tenants/<id>/ with a complete tenant.yaml and a first brand. Asks for what no flag says.',
    )
    .option('--name <text>', 'the brand as people know it')
    .option('--owner <handle...>', 'who may approve changes: a user, a team or an e-mail address')
    .option('--contact <email>', 'address for operational messages')
    .option('--cell <id>', 'cell to place it in (default: the shared cell with the most room)')
    .option('--region <region>', 'Region of the cell to place it in (default: any)')
    .option('--tier <name>', 'tier (default: the one that extends no other)')
    .option('--ring <name>', 'ring (default: the last one)')
    .option('--time-zone <zone>', 'IANA time zone of its maintenance window (default: that of the fleet)')
    .option('--domain <host...>', 'host names of its own; needs --certificate-arn')
    .option('--certificate-arn <arn>', 'certificate in us-east-1 for its own host names')
    .option('--primary-color <color>', 'main colour of the brand, as "#0b3d91"')
    .addOption(fleetOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        'multiplex onboard rally-lakes',
        "multiplex onboard rally-lakes --name 'Rally Lakes' --owner @northlight/sports --contact operations@rally-lakes.example",
      ),
    )
    .action(async (id: string, options: OnboardOptions) => {
      const { onboard } = await import('./onboard');
      finish(await onboard(id, options, host));
    });
}

function addAudit(program: Command, host: Host, finish: Finish): void {
  const audit = program
    .command('audit [stack]')
    .summary('tell what was done to the fleet, by whom, and whether the record is whole')
    .description(
      'Tells what the ledger holds, one line an entry, about one stack or all. With --verify it says whether any entry was changed, removed or moved, and exits with 1 when one was.',
    )
    .option('--verify', 'check the chain of all entries', false)
    .option('--head <seq:digest...>', 'with --verify: heads that earlier checks gave')
    .option('--since <date>', 'entries of that day and later, as 2026-11-01');
  withEngine(audit)
    .addOption(fleetOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        'multiplex audit',
        'multiplex audit rally-north --since 2026-11-01',
        'multiplex audit --verify',
      ),
    )
    .action(async (name: string | undefined, options: AuditOptions) => {
      const command = await import('./audit');
      finish(await command.audit(name, options, host));
    });
}

function addSchema(program: Command, host: Host, finish: Finish): void {
  program
    .command('schema')
    .summary('write what is generated from the code')
    .description(
      'Writes schema/ and docs/diagnostics.md, which are generated from the code. Run it after adding a feature.',
    )
    .option('--check', 'write nothing; exit with 1 when a file is out of date', false)
    .addOption(jsonOption())
    .addHelpText('after', examples('multiplex schema', 'multiplex schema --check'))
    .action(async (options: SchemaOptions) => {
      const { schema } = await import('./schema');
      finish(await schema(options, host));
    });
}

const EXIT_STATUS_HELP = `
Exit status:
  0  it is done, or the answer is yes
  1  the answer is no
  2  the command was used wrongly
  3  something outside failed
`;
