import { join, resolve } from 'node:path';

import { Option } from 'commander';
import type { Command } from 'commander';

import { LEDGER_TABLE } from '../ledger/item-keys';

/** Where changes are made and recorded; the same for all commands that do either. */
export interface EngineOptions {
  readonly engine: 'local' | 'cloudformation';
  /** Folder of the local engine's state, relative to that of the fleet. */
  readonly state: string;
  readonly ledgerTable: string;
  /** @default that of the environment */
  readonly ledgerRegion?: string;
}

export function withEngine(command: Command): Command {
  return command
    .addOption(
      new Option('--engine <name>', 'where stacks are: on this machine, or in AWS')
        .choices(['local', 'cloudformation'])
        .default('local')
        .env('MULTIPLEX_ENGINE'),
    )
    .addOption(
      new Option('--state <folder>', 'what the local engine keeps, in the folder of the fleet')
        .default('.multiplex/local')
        .env('MULTIPLEX_STATE'),
    )
    .addOption(
      new Option('--ledger-table <name>', 'table of the ledger in AWS')
        .default(LEDGER_TABLE)
        .env('MULTIPLEX_LEDGER_TABLE'),
    )
    .addOption(
      new Option('--ledger-region <region>', 'Region of that table (default: that of the environment)').env(
        'MULTIPLEX_LEDGER_REGION',
      ),
    );
}

/** Folder of the embedded database, which the local engine and its ledger share. */
export function databaseFolder(rootFolder: string, { state }: Pick<EngineOptions, 'state'>): string {
  return join(resolve(rootFolder, state), 'dynamodb');
}
