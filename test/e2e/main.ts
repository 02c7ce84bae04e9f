// `npm run e2e`: deploys a small fleet with the real `cdk` and shows that changing one tenant touches no other; then moves
// the tenants of the example from release to release with the engine for AWS, the runner and the ledger.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { EXIT } from '../../lib/cli/exit-code';
import type { ExitCode } from '../../lib/cli/exit-code';
import { HELP, parseOptions } from './options';
import type { Options } from './options';
import { killEverythingOwned } from './owned-processes';
import { run } from './run';
import { isGreen, summary, summaryJson } from './summary';

/** A run that hangs ends by itself; against AWS, where distributions take their time, after hours. */
const EMULATOR_MINUTES = 12;
const AWS_MINUTES = 6 * 60;

const MINUTE_MILLISECONDS = 60_000;

// The floor of Node.js rises with the SDK's, which docs/decisions/0011-versions.md says; a run need not repeat it.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

async function main(argv: readonly string[]): Promise<ExitCode> {
  const parsed = parseOptions(argv, process.env);
  switch (parsed.kind) {
    case 'help':
      process.stdout.write(HELP);
      return EXIT.fine;
    case 'wrong':
      process.stderr.write(`${parsed.why}\n\n${HELP}`);
      return EXIT.usage;
    case 'options':
      return lane(parsed.options);
  }
}

async function lane(options: Options): Promise<ExitCode> {
  const scratch = mkdtempSync(join(tmpdir(), 'multiplex-e2e-'));
  const cleanUp = (): void => {
    killEverythingOwned();
    rmSync(scratch, { recursive: true, force: true });
  };
  process.once('exit', cleanUp);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => giveUp(`was ended by ${signal}`));
  }
  const minutes = options.account ? AWS_MINUTES : EMULATOR_MINUTES;
  const timer = setTimeout(
    () => giveUp(`did not end within ${minutes} minutes`),
    minutes * MINUTE_MILLISECONDS,
  );
  try {
    return await report(options, scratch);
  } finally {
    clearTimeout(timer);
    cleanUp();
  }
}

async function report(options: Options, scratch: string): Promise<ExitCode> {
  const tell = (text: string): void => void (options.json ? process.stderr : process.stdout).write(text);
  const outcome = await run(options, scratch, tell);
  switch (outcome.kind) {
    case 'not-installed':
      tell(`\nE2E DID NOT RUN: ${outcome.why}\n`);
      return EXIT.outside;
    case 'not-confirmed':
      tell(`\nE2E DID NOT RUN: ${outcome.why}\n`);
      return EXIT.usage;
    case 'ran':
      process.stdout.write(options.json ? summaryJson(outcome.result) : summary(outcome.result));
      return isGreen(outcome.result) ? EXIT.fine : EXIT.no;
  }
}

/** Exiting runs the handler that ends what was started. */
function giveUp(why: string): void {
  process.stderr.write(`\nE2E FAILED: the run ${why}\n`);
  process.exit(EXIT.no);
}

void main(process.argv.slice(2)).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n\nE2E FAILED\n`);
    process.exitCode = EXIT.no;
  },
);
