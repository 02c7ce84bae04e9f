import { existsSync } from 'node:fs';

import { ASSUMED_PACE, paceOf } from '../capacity/rollout-pace';
import type { RolloutPace } from '../capacity/rollout-pace';
import { DynamoDbStore } from '../ledger/dynamodb-store';
import { storedLines } from '../ledger/stored-lines';
import type { LedgerEntry } from '../rollout/ports';
import { databaseFolder } from './engine-options';
import type { EngineOptions } from './engine-options';
import { openLedgerTable } from './open-ledger-table';

/**
 * How fast the engine moved stacks so far.
 *
 * @throws ProblemError when the ledger cannot be opened.
 */
export async function ledgerPace(
  rootFolder: string,
  fleet: string,
  options: EngineOptions,
): Promise<RolloutPace> {
  if (options.engine === 'local' && !existsSync(databaseFolder(rootFolder, options))) {
    return ASSUMED_PACE;
  }
  const table = await openLedgerTable(rootFolder, options);
  try {
    const entries: LedgerEntry[] = [];
    for await (const line of storedLines(new DynamoDbStore({ ...table, fleet }))) {
      if (line.kind === 'entry') {
        entries.push(line.entry);
      }
    }
    return paceOf(entries);
  } finally {
    await table.close();
  }
}
