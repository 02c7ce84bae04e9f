// `npm run bench`: measures how fast a fleet is rendered, beside what anyone would write and beside what the disk allows.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { EXIT } from '../../lib/cli/exit-code';
import type { ExitCode } from '../../lib/cli/exit-code';
import { killEverythingOwned } from '../e2e/owned-processes';
import { bench } from './bench';
import { machine } from './machine';
import { canReadMemory } from './measure/group-memory';
import { CommandFailed } from './measure/measure-command';
import { HELP, parseOptions } from './options';
import type { Options } from './options';
import { benchJson, benchTable } from './report';

async function main(argv: readonly string[]): Promise<ExitCode> {
  const parsed = parseOptions(argv);
  switch (parsed.kind) {
    case 'help':
      process.stdout.write(HELP);
      return EXIT.fine;
    case 'wrong':
      process.stderr.write(`${parsed.why}\n\n${HELP}`);
      return EXIT.usage;
    case 'options':
      if (!canReadMemory()) {
        process.stderr.write('There is no /proc here to read memory from: run this on Linux.\n');
        return EXIT.outside;
      }
      return measured(parsed.options);
  }
}

async function measured(options: Options): Promise<ExitCode> {
  const scratch = mkdtempSync(join(tmpdir(), 'multiplex-bench-'));
  const cleanUp = (): void => {
    killEverythingOwned();
    rmSync(scratch, { recursive: true, force: true });
  };
  process.once('exit', cleanUp);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => process.exit(EXIT.outside));
  }
  try {
    const rows = await bench(options, scratch, (text) => void process.stderr.write(text));
    const report = options.json ? benchJson : benchTable;
    process.stdout.write(report(machine(), rows));
    return rows.some(({ holds }) => holds === false) ? EXIT.no : EXIT.fine;
  } catch (error) {
    if (error instanceof CommandFailed) {
      process.stderr.write(`\n${error.message}\n`);
      return EXIT.outside;
    }
    throw error;
  }
}

void main(process.argv.slice(2)).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? String(error.stack) : String(error)}\n`);
    process.exitCode = EXIT.outside;
  },
);
